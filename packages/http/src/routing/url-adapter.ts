import { HTTPException } from "../errors/http-exception.ts";
import { MethodNotAllowed, NotFound } from "../errors/client-errors.ts";
import { percentEncode } from "../urls/percent-encode.ts";
import { withoutLeadingSlashes } from "../urls/slashes.ts";
import { BuildError } from "./build-error.ts";
import { type BuildValues, type BuiltUrl, buildUrl, isSuitable } from "./build-url.ts";
import type { CompiledRule } from "./compile-rule.ts";
import { encodePath } from "./converters.ts";
import { RequestRedirect, WebsocketMismatch } from "./errors.ts";
import type { Found, Missed } from "./matcher.ts";
import { encodeQuery, entriesOf, type UrlValues } from "./query-args.ts";
import { redirectOfRule } from "./redirect-to.ts";
import type { UrlMap, UrlMatch } from "./url-map.ts";

/** What an adapter knows of the server and the request besides the server's name. */
export interface UrlBinding {
  /** Where the application is mounted. Default: `/`. */
  readonly scriptName?: string | undefined;
  /** The subdomain of the request. Default: that of the map, if it matches subdomains. */
  readonly subdomain?: string | undefined;
  /** Default: `http`. Empty builds URLs without a scheme; `ws` and `wss` match websocket rules. */
  readonly urlScheme?: string | undefined;
  /** Default: `GET`. */
  readonly defaultMethod?: string | undefined;
  /** The decoded path. Default: `/`. */
  readonly pathInfo?: string | undefined;
  /** What redirects keep as their query. */
  readonly queryArgs?: UrlValues | string | undefined;
}

/** What to match, where it is not what the adapter is bound to. */
export interface MatchOptions {
  readonly pathInfo?: string | undefined;
  readonly method?: string | undefined;
  readonly queryArgs?: UrlValues | string | undefined;
  readonly websocket?: boolean | undefined;
}

/** How to build a URL. */
export interface BuildOptions {
  /** Choose among rules that take this method. */
  readonly method?: string | undefined;
  /** Whether the URL has a host even where the client is there already. Default: false. */
  readonly forceExternal?: boolean | undefined;
  /** Whether values that the rule does not know become the query. Default: true. */
  readonly appendUnknown?: boolean | undefined;
  /** In place of the scheme that the adapter is bound to. */
  readonly urlScheme?: string | undefined;
}

const WEBSOCKET_SCHEMES: ReadonlySet<string> = new Set(["ws", "wss"]);
const SECURE_SCHEMES: ReadonlySet<string> = new Set(["https", "wss"]);

/**
 * A map bound to a server and perhaps a request: matches URLs and builds them. {@link UrlMap.bind} and
 * {@link UrlMap.bindToRequest} make one.
 */
export class UrlAdapter {
  readonly map: UrlMap;
  /** In lower case, a domain name of other letters in its ASCII form. */
  readonly serverName: string;
  /** Ends with a slash. */
  readonly scriptName: string;
  /** Undefined when domains are not matched by subdomain. */
  readonly subdomain: string | undefined;
  readonly urlScheme: string;
  readonly defaultMethod: string;
  readonly pathInfo: string;
  readonly queryArgs: UrlValues | string | undefined;
  readonly websocket: boolean;

  constructor(map: UrlMap, serverName: string, binding: UrlBinding) {
    if (map.hostMatching && binding.subdomain !== undefined) {
      throw new TypeError("Passing 'subdomain' is invalid when host matching is enabled.");
    }
    // Two slashes at the start of a built path would be a host, and proxies may tell any prefix.
    const scriptName = (binding.scriptName ?? "/").replace(/^[/\\]{2,}/, "/");
    this.map = map;
    this.serverName = asciiHost(serverName.toLowerCase());
    this.scriptName = scriptName.endsWith("/") ? scriptName : `${scriptName}/`;
    this.subdomain = binding.subdomain ?? (map.subdomainMatching ? map.defaultSubdomain : undefined);
    this.urlScheme = binding.urlScheme ?? "http";
    this.defaultMethod = binding.defaultMethod ?? "GET";
    this.pathInfo = binding.pathInfo ?? "/";
    this.queryArgs = binding.queryArgs;
    this.websocket = WEBSOCKET_SCHEMES.has(this.urlScheme);
  }

  /**
   * Finds the rule of a URL.
   *
   * @returns The rule, and the values of its variables and defaults.
   * @throws RequestRedirect when the URL is known in another form.
   * @throws MethodNotAllowed when it takes other methods only.
   * @throws WebsocketMismatch when it takes websockets only, or anything but them.
   * @throws NotFound when it is unknown.
   * @example
   * const urls = new UrlMap([new Rule("/shop/", { endpoint: "shop" })]).bind("example.com");
   * urls.match({ pathInfo: "/shop/" }).rule.endpoint; // => "shop"
   * urls.match({ pathInfo: "/shop" }); // throws RequestRedirect
   */
  match(options: MatchOptions = {}): UrlMatch {
    const pathInfo = options.pathInfo ?? this.pathInfo;
    const method = (options.method ?? this.defaultMethod).toUpperCase();
    const websocket = options.websocket ?? this.websocket;
    const queryArgs = options.queryArgs ?? this.queryArgs;
    const outcome = this.map.find(this.#domain, pathInfo, method, websocket);
    if (outcome.kind === "missed") throw errorOf(outcome);
    if (outcome.kind === "redirect") {
      throw new RequestRedirect(this.#redirectUrl(encodePath(outcome.path), queryArgs));
    }
    const redirect = this.#redirectOfMatch(outcome, method, queryArgs);
    if (redirect !== undefined) throw new RequestRedirect(redirect);
    return { rule: outcome.rule.rule, values: outcome.values };
  }

  /** Whether the URL is known: a rule takes it, or it is redirected. */
  test(pathInfo?: string, method?: string): boolean {
    try {
      this.match({ pathInfo, method });
      return true;
    } catch (error) {
      if (error instanceof RequestRedirect) return true;
      if (error instanceof HTTPException) return false;
      throw error;
    }
  }

  /** The methods that a path takes, in alphabetical order; none when it takes every method, or none at all. */
  allowedMethods(pathInfo?: string): readonly string[] {
    try {
      // No request has this method.
      this.match({ pathInfo, method: "--" });
    } catch (error) {
      if (error instanceof MethodNotAllowed) return error.validMethods ?? [];
      if (!(error instanceof HTTPException)) throw error;
    }
    return [];
  }

  /**
   * Matches, and calls a function with what was found. A redirect is returned, as it is an answer too.
   *
   * @param view - Called with the rule and its values.
   * @param options - What to match; `catchHttpExceptions`: whether other HTTP errors are returned as well.
   */
  dispatch<T>(
    view: (rule: UrlMatch["rule"], values: UrlMatch["values"]) => T,
    options: MatchOptions & { readonly catchHttpExceptions?: boolean } = {},
  ): T | HTTPException {
    try {
      const found = this.#matchOrRedirect(options);
      return found instanceof RequestRedirect ? found : view(found.rule, found.values);
    } catch (error) {
      if (options.catchHttpExceptions && error instanceof HTTPException) return error;
      throw error;
    }
  }

  /**
   * Builds the URL of an endpoint.
   *
   * @param endpoint - The name that a rule has.
   * @param values - For the variables of the rule; null and undefined stand for nothing.
   * @returns A path, or a whole URL when it is asked for, or when the URL lies on another host.
   * @throws BuildError when no rule of the endpoint makes a URL of these values.
   * @throws ValidationError or TypeError, from a converter that cannot take a value.
   * @example
   * const urls = new UrlMap([new Rule("/post/<int:id>", { endpoint: "post" })]).bind("example.com");
   * urls.build("post", { id: 3, page: 2 }); // => "/post/3?page=2"
   * urls.build("post", { id: 3 }, { forceExternal: true }); // => "http://example.com/post/3"
   */
  build(endpoint: string, values: UrlValues = {}, options: BuildOptions = {}): string {
    const given: BuildValues = new Map(entriesOf(values));
    const built = this.#buildAnywhere(endpoint, given, options);
    if (built === undefined) throw new BuildError(endpoint, given, options.method, this.map.compiledRules);
    const host = this.#hostOf(built.domain);
    const bound = options.urlScheme ?? this.urlScheme;
    const path = withoutLeadingSlashes(built.path);
    const isHere = this.map.hostMatching ? host === this.serverName : built.domain === this.subdomain;
    // Browsers open websockets by whole URLs only.
    if (isHere && !built.websocket && !options.forceExternal) return this.scriptName + path;
    const scheme = schemeFor(bound, built.websocket);
    return `${scheme === "" ? "" : `${scheme}:`}//${host}${this.scriptName}${path}`;
  }

  get #domain(): string {
    if (this.map.hostMatching) return this.serverName;
    return this.map.subdomainMatching ? (this.subdomain ?? "") : "";
  }

  #matchOrRedirect(options: MatchOptions): UrlMatch | RequestRedirect {
    try {
      return this.match(options);
    } catch (error) {
      if (error instanceof RequestRedirect) return error;
      throw error;
    }
  }

  #redirectOfMatch(
    { rule: compiled, values }: Found,
    method: string,
    queryArgs: UrlValues | string | undefined,
  ): string | undefined {
    const { rule } = compiled;
    const target =
      rule.alias && this.map.redirectDefaults
        ? this.#canonicalOf(compiled, values, method)
        : this.map.defaultRedirectOf(compiled, values, method);
    if (target !== undefined) {
      const given = new Map(Object.entries({ ...values, ...target.rule.defaults }));
      const { domain, path } = buildUrl(target, given, undefined);
      return this.#redirectUrl(path, queryArgs, domain);
    }
    if (rule.redirectTo === undefined) return undefined;
    return redirectOfRule(rule.redirectTo, this, compiled, values, this.#baseUrl);
  }

  /** The rule that an alias stands for. */
  #canonicalOf(alias: CompiledRule, values: Readonly<Record<string, unknown>>, method: string): CompiledRule {
    const given = new Map(Object.entries(values));
    const rules = this.map.rulesForBuilding(alias.rule.endpoint);
    const canonical = rules.find((other) => !other.rule.alias && isSuitable(other, given, method));
    if (canonical !== undefined) return canonical;
    throw new TypeError(
      `The alias ${alias.rule.toString()} leads nowhere: endpoint '${alias.rule.endpoint}' needs a rule that is no alias, ` +
        "with the same variables and methods.",
    );
  }

  /** The rules that take the adapter's own method come first, unless a method is asked for. */
  #buildAnywhere(endpoint: string, values: BuildValues, options: BuildOptions): BuiltUrl | undefined {
    const query = (options.appendUnknown ?? true) ? this.map.queryOrder : undefined;
    const { method } = options;
    if (method !== undefined) return this.#buildWith(endpoint, values, method.toUpperCase(), query);
    return (
      this.#buildWith(endpoint, values, this.defaultMethod, query) ??
      this.#buildWith(endpoint, values, undefined, query)
    );
  }

  #buildWith(
    endpoint: string,
    values: BuildValues,
    method: string | undefined,
    query: UrlMap["queryOrder"] | undefined,
  ): BuiltUrl | undefined {
    let first: BuiltUrl | undefined;
    for (const compiled of this.map.rulesForBuilding(endpoint)) {
      if (!isSuitable(compiled, values, method)) continue;
      const built = buildUrl(compiled, values, query);
      if (!this.map.hostMatching || built.domain === this.serverName) return built;
      first ??= built;
    }
    return first;
  }

  #hostOf(domain: string | undefined): string {
    if (this.map.hostMatching) return domain ?? this.serverName;
    const subdomain = domain ?? this.subdomain ?? "";
    return subdomain === "" ? this.serverName : `${subdomain}.${this.serverName}`;
  }

  get #baseUrl(): string {
    return `${this.urlScheme === "" ? "http" : this.urlScheme}://${this.#hostOf(undefined)}${this.scriptName}`;
  }

  #redirectUrl(path: string, queryArgs: UrlValues | string | undefined, domain?: string): string {
    const scheme = this.urlScheme === "" ? "http" : this.urlScheme;
    // A query that came as text stays as it is, except for what a header cannot carry.
    const query = percentEncode(encodeQuery(queryArgs ?? ""), /[^!-~]+/gu);
    const url = `${scheme}://${this.#hostOf(domain)}${this.scriptName}${withoutLeadingSlashes(path)}`;
    return query === "" ? url : `${url}?${query}`;
  }
}

function errorOf(missed: Missed): HTTPException {
  if (missed.allowed.size > 0) return new MethodNotAllowed([...missed.allowed].sort());
  return missed.websocketMismatch ? new WebsocketMismatch() : new NotFound();
}

function schemeFor(bound: string, websocket: boolean): string {
  const secure = SECURE_SCHEMES.has(bound);
  if (websocket) return secure ? "wss" : "ws";
  if (bound === "") return "";
  return secure ? "https" : "http";
}

// The URL parser knows how a domain name is written in ASCII (UTS 46); one that it refuses stays as it is.
function asciiHost(host: string): string {
  if (/^[\0-\x7f]*$/.test(host)) return host;
  const url = `http://${host}`;
  return URL.canParse(url) ? new URL(url).host : host;
}
