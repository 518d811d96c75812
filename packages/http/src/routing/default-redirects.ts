import { isSuitable } from "./build-url.ts";
import type { CompiledRule } from "./compile-rule.ts";

/**
 * Knows the rules whose defaults another rule's URL may spell out. Of `/posts/` with the default `page: 1` and
 * `/posts/<int:page>`, the URL `/posts/1` belongs to the first.
 */
export class DefaultRedirects {
  /** Of each endpoint with such rules, all of its rules in their order for building. */
  readonly #rules = new Map<string, readonly CompiledRule[]>();

  /**
   * Takes note of a rule.
   *
   * @param rules - The rules of its endpoint in their order for building: a list that grows.
   */
  add(compiled: CompiledRule, rules: readonly CompiledRule[]): void {
    if (hasDefaults(compiled)) this.#rules.set(compiled.rule.endpoint, rules);
  }

  /** The rule to which a match belongs; undefined when it is where it should be. */
  of(
    matched: CompiledRule,
    values: Readonly<Record<string, unknown>>,
    method: string,
  ): CompiledRule | undefined {
    if (this.#rules.size === 0) return undefined;
    const rules = this.#rules.get(matched.rule.endpoint);
    if (rules === undefined) return undefined;
    const given = new Map(Object.entries(values));
    // Rules that come after the matched one say no more than it does.
    const before = rules.slice(0, rules.indexOf(matched));
    return before.find(
      (rule) => hasDefaults(rule) && hasSameArguments(rule, matched) && isSuitable(rule, given, method),
    );
  }
}

function hasDefaults({ rule }: CompiledRule): boolean {
  return !rule.buildOnly && Object.keys(rule.defaults ?? {}).length > 0;
}

function hasSameArguments(left: CompiledRule, right: CompiledRule): boolean {
  if (left.arguments.size !== right.arguments.size) return false;
  return [...left.arguments].every((name) => right.arguments.has(name));
}
