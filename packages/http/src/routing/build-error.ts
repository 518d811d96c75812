import type { BuildValues } from "./build-url.ts";
import type { CompiledRule } from "./compile-rule.ts";
import type { Rule } from "./rule.ts";
import { similarity } from "./similarity.ts";

/**
 * No rule of an endpoint makes a URL of the given values. The message names the values that are missing, or the
 * endpoint that was perhaps meant.
 *
 * @example
 * const map = new UrlMap([new Rule("/post/<int:id>", { endpoint: "showPost" })]);
 * const urls = map.bind("example.com");
 * urls.build("showPosts"); // throws BuildError
 */
export class BuildError extends Error {
  override readonly name = "BuildError";
  readonly code = "URL_BUILD";
  readonly endpoint: string;
  /** The names of the values that were given. */
  readonly values: readonly string[];
  readonly method: string | undefined;
  // Private: a log that prints the error should not print a whole rule.
  readonly #suggested: Rule | undefined;

  constructor(
    endpoint: string,
    values: BuildValues,
    method: string | undefined,
    rules: Iterable<CompiledRule>,
  ) {
    const suggested = nearestRule(endpoint, values, method, rules);
    super(messageOf(endpoint, values, method, suggested));
    this.endpoint = endpoint;
    this.values = [...values.keys()];
    this.method = method;
    this.#suggested = suggested?.rule;
  }

  /** The rule that is nearest to what was asked for; undefined when the map is empty. */
  get suggested(): Rule | undefined {
    return this.#suggested;
  }
}

function messageOf(
  endpoint: string,
  values: BuildValues,
  method: string | undefined,
  suggested: CompiledRule | undefined,
): string {
  let message = `Could not build url for endpoint ${quote(endpoint)}`;
  if (method !== undefined) message += ` (${quote(method)})`;
  if (values.size > 0) message += ` with values ${list(values.keys())}`;
  message += ".";
  if (suggested === undefined) return message;
  const { rule } = suggested;
  if (rule.endpoint !== endpoint) return `${message} Did you mean ${quote(rule.endpoint)} instead?`;
  if (method !== undefined && rule.methods !== undefined && !rule.methods.has(method)) {
    message += ` Did you mean to use methods ${list(rule.methods)}?`;
  }
  const missing = [...suggested.arguments].filter((name) => !values.has(name));
  return missing.length === 0 ? message : `${message} Did you forget to specify values ${list(missing)}?`;
}

/** The first rule with the highest score: the likeness of the endpoint, then whether values and method would do. */
function nearestRule(
  endpoint: string,
  values: BuildValues,
  method: string | undefined,
  rules: Iterable<CompiledRule>,
): CompiledRule | undefined {
  let nearest: CompiledRule | undefined;
  let highest = -1;
  for (const compiled of rules) {
    const { rule } = compiled;
    const known = [...values.keys()].every((name) => compiled.arguments.has(name));
    const takesMethod = method !== undefined && rule.methods?.has(method) === true;
    const score = 0.98 * similarity(rule.endpoint, endpoint) + (known ? 0.01 : 0) + (takesMethod ? 0.01 : 0);
    if (score <= highest) continue;
    nearest = compiled;
    highest = score;
  }
  return nearest;
}

function list(names: Iterable<string>): string {
  return `[${[...names].sort().map(quote).join(", ")}]`;
}

function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  return mark + text.replace(mark === "'" ? /[\\']/g : /\\/g, "\\$&") + mark;
}
