import type { CompiledRule } from "./compile-rule.ts";
import { ValidationError } from "./errors.ts";
import { insertRule, newRouteTree, type RouteTree, takesRequest } from "./route-tree.ts";
import { Search, type SearchResult, SLASH_MISSING } from "./search.ts";

/** Where a request goes. */
export type MatchOutcome = Found | Redirect | Missed;

/** A rule takes the request. */
export interface Found {
  readonly kind: "found";
  readonly rule: CompiledRule;
  readonly values: Record<string, unknown>;
}

/** The path is known in another form. */
export interface Redirect {
  readonly kind: "redirect";
  readonly path: string;
}

/** No rule takes the request. */
export interface Missed {
  readonly kind: "missed";
  /** The methods with which the path would have been taken. */
  readonly allowed: ReadonlySet<string>;
  /** Whether the path would have been taken by a websocket, or by anything but one. */
  readonly websocketMismatch: boolean;
}

/**
 * Finds the rule of a path in a tree over the segments of paths. Literal segments are looked up in a Map; segments
 * with variables are tried from specific to general. A step into the tree uses up one segment, so that the cost of a
 * match depends on the path and on the branches that fit it, not on the number of rules.
 */
export class Matcher {
  readonly #tree: RouteTree = newRouteTree();
  readonly #mergeSlashes: boolean;

  /** @param mergeSlashes - Whether a path with repeated slashes is tried again with single ones. */
  constructor(mergeSlashes: boolean) {
    this.#mergeSlashes = mergeSlashes;
  }

  /**
   * Adds a rule.
   *
   * @throws DuplicateRuleError when a rule of the same patterns takes one of its methods.
   */
  add(compiled: CompiledRule): void {
    insertRule(this.#tree, compiled);
  }

  /**
   * Finds the rule of a request.
   *
   * @param domain - The subdomain or host, empty when domains are not matched.
   * @param path - The decoded path: empty, or with one slash at its start.
   * @param method - In upper case.
   */
  match(domain: string, path: string, method: string, websocket: boolean): MatchOutcome {
    // A search tries literal segments first: a path of which all are literal is what it would find.
    const site = this.#tree.statics.get(domain);
    const literal = site?.literalLengths.has(path.length) ? site.literalPaths.get(path) : undefined;
    if (literal !== undefined) {
      for (const compiled of literal.rules) {
        if (takesRequest(compiled.rule, method, websocket)) return found(compiled, NO_CAPTURES);
      }
    }
    const search = new Search(path, method, websocket);
    const result = search.run(this.#tree, domain);
    if (result === undefined) return this.#missed(domain, path, method, websocket, search);
    return result === SLASH_MISSING ? { kind: "redirect", path: `${path}/` } : convert(result, search);
  }

  #missed(
    domain: string,
    path: string,
    method: string,
    websocket: boolean,
    first: Search,
  ): Redirect | Missed {
    if (!this.#mergeSlashes || !path.includes("//")) return missed(first);
    const merged = path.replace(/\/{2,}/g, "/");
    const search = new Search(merged, method, websocket, first);
    const result: SearchResult = search.run(this.#tree, domain);
    if (result === SLASH_MISSING) return { kind: "redirect", path: `${merged}/` };
    return result?.mergeSlashes ? { kind: "redirect", path: merged } : missed(search);
  }
}

const NO_CAPTURES: readonly string[] = [];

function convert(compiled: CompiledRule, search: Search): Found | Missed {
  try {
    return found(compiled, search.captures);
  } catch (error) {
    // A text that its converter refuses is an unknown URL at once: later rules are not tried.
    if (error instanceof ValidationError) return missed(search);
    throw error;
  }
}

function found(compiled: CompiledRule, captures: readonly string[]): Found {
  const values: Record<string, unknown> = {};
  let index = 0;
  for (const { name, converter } of compiled.variables) {
    setOwn(values, name, converter.toValue(captures[index++] ?? ""));
  }
  const { defaults } = compiled.rule;
  if (defaults !== undefined) for (const name of Object.keys(defaults)) setOwn(values, name, defaults[name]);
  return { kind: "found", rule: compiled, values };
}

// A plain assignment to `__proto__` would change the prototype.
function setOwn(values: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== "__proto__") values[name] = value;
  else Object.defineProperty(values, name, { value, configurable: true, enumerable: true, writable: true });
}

function missed({ allowed, websocketMismatch }: Search): Missed {
  return { kind: "missed", allowed, websocketMismatch };
}
