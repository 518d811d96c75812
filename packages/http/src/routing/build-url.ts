import { percentEncode } from "../urls/percent-encode.ts";
import type { CompiledRule, UrlTemplate } from "./compile-rule.ts";
import { encodeEntries, type QueryOrder } from "./query-args.ts";
import { primitiveOf } from "./url-text.ts";

// They end the host of a URL, or what stands before it: a value must not choose another host.
const UNSAFE_IN_DOMAIN = /[/@]+/g;

/** Values by name, none of them null or undefined. */
export type BuildValues = ReadonlyMap<string, unknown>;

/** What a rule makes of values. */
export interface BuiltUrl {
  /** The subdomain or host. */
  readonly domain: string;
  /** The path, encoded, with the query. */
  readonly path: string;
  readonly websocket: boolean;
}

/**
 * Whether a URL of the rule can be built: the rule takes the method, has a value for every variable, and none that
 * contradicts its defaults.
 */
export function isSuitable(compiled: CompiledRule, values: BuildValues, method: string | undefined): boolean {
  const { methods, defaults = {} } = compiled.rule;
  if (method !== undefined && methods !== undefined && !methods.has(method)) return false;
  for (const name of compiled.arguments) {
    if (!Object.hasOwn(defaults, name)) {
      if (!values.has(name)) return false;
    } else if (values.has(name) && !isSameValue(values.get(name), defaults[name])) {
      return false;
    }
  }
  return true;
}

/**
 * Builds the URL of a rule.
 *
 * @param values - Suitable ones. Those that the rule does not know become the query.
 * @param query - How the query is ordered; undefined for none.
 * @throws ValidationError or TypeError, from a converter that cannot take a value.
 */
export function buildUrl(
  compiled: CompiledRule,
  values: BuildValues,
  query: QueryOrder | undefined,
): BuiltUrl {
  const { websocket } = compiled.rule;
  const domain = percentEncode(fill(compiled.domainTemplate, values), UNSAFE_IN_DOMAIN);
  const path = fill(compiled.pathTemplate, values);
  const text = query === undefined ? "" : encodeEntries(unknownValues(compiled, values), query);
  return { domain, path: text === "" ? path : `${path}?${text}`, websocket };
}

/**
 * Whether a value is the default of a rule: the same value, or a number that equals a boolean, as in
 * `<int:archived>` with the default `false`.
 */
export function isSameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  const number = numericOf(left);
  return number !== undefined && number === numericOf(right);
}

function numericOf(value: unknown): number | undefined {
  const primitive = primitiveOf(value);
  const type = typeof primitive;
  return type === "number" || type === "boolean" || type === "bigint" ? Number(primitive) : undefined;
}

function fill(template: UrlTemplate, values: BuildValues): string {
  let text = "";
  for (const part of template) {
    text += typeof part === "string" ? part : part.converter.toUrl(values.get(part.name));
  }
  return text;
}

function unknownValues(compiled: CompiledRule, values: BuildValues): [string, unknown][] {
  return [...values].filter(([name]) => !compiled.arguments.has(name));
}
