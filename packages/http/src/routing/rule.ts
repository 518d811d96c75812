import { RuleSyntaxError } from "./errors.ts";
import type { RuleFactory } from "./rule-factories.ts";
import { parseRule, type RuleToken } from "./rule-syntax.ts";
import type { UrlAdapter } from "./url-adapter.ts";

/** Where a rule with `redirectTo` sends its requests: a URL with `<name>`s, or a function that makes it. */
export type RedirectTarget =
  | string
  | ((adapter: UrlAdapter, values: Readonly<Record<string, unknown>>) => string);

/** What a rule may say besides its path. */
export interface RuleOptions {
  /** The name under which URLs are built. */
  readonly endpoint?: string | undefined;
  /** The methods that the rule takes, `HEAD` being added to `GET`. Default: every method. */
  readonly methods?: Iterable<string> | undefined;
  /** Values that a match has besides those of its URL. */
  readonly defaults?: Readonly<Record<string, unknown>> | undefined;
  /** With subdomain matching: the subdomain, which may hold variables. Default: that of the map. */
  readonly subdomain?: string | undefined;
  /** With host matching: the host, which may hold variables. */
  readonly host?: string | undefined;
  /** Whether a missing slash at the end is a redirect rather than a match. Default: what the map says. */
  readonly strictSlashes?: boolean | undefined;
  /** Whether several slashes in a row are one. Default: what the map says. */
  readonly mergeSlashes?: boolean | undefined;
  /** Where requests are sent instead of being matched. */
  readonly redirectTo?: RedirectTarget | undefined;
  /** Builds URLs and never matches. */
  readonly buildOnly?: boolean | undefined;
  /** Another URL of an endpoint: requests are sent on to the rule that is no alias. */
  readonly alias?: boolean | undefined;
  /** Takes websockets and nothing else. */
  readonly websocket?: boolean | undefined;
}

const WEBSOCKET_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * A pattern of URLs and the endpoint that it stands for. A rule is a value: it never changes, and may be in more
 * than one map.
 *
 * @typeParam R - The literal type of the path, from which the types of its values follow.
 * @example
 * const rule = new Rule("/post/<int:id>", { endpoint: "post", methods: ["GET"] });
 * [...rule.methods ?? []]; // => ["GET", "HEAD"]
 * [...rule.arguments]; // => ["id"]
 */
export class Rule<R extends string = string> implements RuleFactory {
  readonly rule: R;
  readonly endpoint: string;
  /** In upper case; undefined means every method. */
  readonly methods: ReadonlySet<string> | undefined;
  readonly defaults: Readonly<Record<string, unknown>> | undefined;
  readonly subdomain: string | undefined;
  readonly host: string | undefined;
  readonly strictSlashes: boolean | undefined;
  readonly mergeSlashes: boolean | undefined;
  readonly redirectTo: RedirectTarget | undefined;
  readonly buildOnly: boolean;
  readonly alias: boolean;
  readonly websocket: boolean;
  /** The names of the path's variables and of the defaults. A map that matches domains adds those of the domain. */
  readonly arguments: ReadonlySet<string>;
  /** The path as it was read. */
  readonly tokens: readonly RuleToken[];
  /** Whether the path ends without a slash. */
  readonly isLeaf: boolean;

  /**
   * @param rule - A path that begins with `/`; variables are `<name>`, `<converter:name>` or
   *   `<converter(arguments):name>`.
   * @param options - What else the rule says.
   * @throws RuleSyntaxError for a path that cannot be read.
   * @throws TypeError for methods that are no list, or that a websocket cannot have.
   */
  constructor(rule: R, options: RuleOptions = {}) {
    if (!rule.startsWith("/")) throw new RuleSyntaxError(`URL rule '${rule}' must start with a slash.`);
    this.rule = rule;
    this.tokens = parseRule(rule);
    this.isLeaf = !rule.endsWith("/");
    this.endpoint = options.endpoint ?? "";
    this.websocket = options.websocket ?? false;
    this.methods = readMethods(options.methods, this.websocket);
    this.defaults = options.defaults;
    this.subdomain = options.subdomain;
    this.host = options.host;
    this.strictSlashes = options.strictSlashes;
    this.mergeSlashes = options.mergeSlashes;
    this.redirectTo = options.redirectTo;
    this.buildOnly = options.buildOnly ?? false;
    this.alias = options.alias ?? false;
    this.arguments = new Set([...variablesOf(this.tokens), ...Object.keys(options.defaults ?? {})]);
  }

  /** What the rule says besides its path, to make a similar one from. */
  get options(): RuleOptions {
    const { endpoint, methods, defaults, subdomain, host, strictSlashes, mergeSlashes } = this;
    const { redirectTo, buildOnly, alias, websocket } = this;
    const slashes = { strictSlashes, mergeSlashes };
    return {
      endpoint,
      methods,
      defaults,
      subdomain,
      host,
      ...slashes,
      redirectTo,
      buildOnly,
      alias,
      websocket,
    };
  }

  /** A rule is the factory of itself. */
  getRules(): readonly Rule[] {
    return [this];
  }

  /** The rule as a person writes it: its path in quotes, and its methods. */
  toString(): string {
    const methods = this.methods === undefined ? "" : ` (${[...this.methods].sort().join(", ")})`;
    return `"${this.rule}"${methods}`;
  }
}

function readMethods(
  methods: Iterable<string> | undefined,
  websocket: boolean,
): ReadonlySet<string> | undefined {
  if (methods === undefined) return undefined;
  if (typeof methods === "string") throw new TypeError("'methods' should be a list of strings.");
  const upper = new Set(Array.from(methods, (method) => method.toUpperCase()));
  if (websocket && [...upper].some((method) => !WEBSOCKET_METHODS.has(method))) {
    throw new TypeError("WebSocket rules can only use 'GET', 'HEAD', and 'OPTIONS' methods.");
  }
  if (upper.has("GET")) upper.add("HEAD");
  return upper;
}

function variablesOf(tokens: readonly RuleToken[]): string[] {
  return tokens.flatMap((token) => (token.kind === "variable" ? [token.name] : []));
}
