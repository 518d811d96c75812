import { percentEncode } from "../urls/percent-encode.ts";
import type { CompiledRule } from "./compile-rule.ts";
import type { RedirectTarget } from "./rule.ts";
import type { UrlAdapter } from "./url-adapter.ts";

/**
 * The URL to which a rule with `redirectTo` sends its requests.
 *
 * @param base - The absolute URL of the application, which a relative target starts from.
 * @throws TypeError for a target that names a variable which the rule does not have.
 */
export function redirectOfRule(
  target: RedirectTarget,
  adapter: UrlAdapter,
  compiled: CompiledRule,
  values: Readonly<Record<string, unknown>>,
  base: string,
): string {
  const url = typeof target === "function" ? target(adapter, values) : fill(target, compiled, values);
  // A whole URL stays as the rule wrote it, except for what a header cannot carry.
  return URL.canParse(url) ? percentEncode(url, /[^!-~]+/gu) : new URL(url, base).href;
}

function fill(target: string, compiled: CompiledRule, values: Readonly<Record<string, unknown>>): string {
  const filled = target.replace(/<([a-zA-Z_]\w*)>/g, (_, name: string) => {
    const variable = compiled.variables.find((variable) => variable.name === name);
    if (variable !== undefined) return variable.converter.toUrl(values[name]);
    throw new TypeError(
      `Rule ${compiled.rule.toString()} redirects to '${target}', but has no variable '${name}'.`,
    );
  });
  return isLocal(target) ? asLocal(filled) : filled;
}

// Only the rule itself may name another host: never the values of a URL, which are the client's.
function isLocal(target: string): boolean {
  return !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target);
}

function asLocal(url: string): string {
  return url.startsWith("/") ? url.replace(/^[/\\]+/, "/") : `./${url}`;
}
