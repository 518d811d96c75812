import { compileRule, type CompiledRule } from "./compile-rule.ts";
import {
  AnyConverter,
  type ConverterClass,
  PathConverter,
  StringConverter,
  UUIDConverter,
} from "./converters.ts";
import { DefaultRedirects } from "./default-redirects.ts";
import { Matcher, type MatchOutcome } from "./matcher.ts";
import { FloatConverter, IntegerConverter } from "./number-converters.ts";
import { withOneLeadingSlash } from "../urls/slashes.ts";
import type { QueryOrder } from "./query-args.ts";
import type { Rule } from "./rule.ts";
import { type RuleFactory, rulesOf } from "./rule-factories.ts";
import { type BindableRequest, bindingOfRequest, type RequestBinding } from "./bind-request.ts";
import { UrlAdapter, type UrlBinding } from "./url-adapter.ts";

/** What a map says for all of its rules. */
export interface UrlMapOptions {
  /** The subdomain of rules that name none, and of requests whose subdomain is not known. Default: empty. */
  readonly defaultSubdomain?: string;
  /** Whether a missing slash at the end is a redirect rather than a match. Default: true. */
  readonly strictSlashes?: boolean;
  /** Whether several slashes in a row are one, with a redirect to that form. Default: true. */
  readonly mergeSlashes?: boolean;
  /** Whether a URL that spells out the defaults of a rule is redirected to that rule. Default: true. */
  readonly redirectDefaults?: boolean;
  /** Converters by name, beside or in place of the built-in ones. `default` is that of a bare `<name>`. */
  readonly converters?: Readonly<Record<string, ConverterClass>>;
  /** Whether the query of a built URL is sorted. Default: false. */
  readonly sortParameters?: boolean;
  /** What to sort the query by. Default: the names. */
  readonly sortKey?: QueryOrder["sortKey"];
  /** Whether rules are chosen by host; their subdomains then mean nothing. Default: false. */
  readonly hostMatching?: boolean;
  /** Whether rules are chosen by subdomain. Default: true, unless hosts are matched. */
  readonly subdomainMatching?: boolean;
}

/** A request as {@link UrlMap.match} wants to know it. */
export interface MatchTarget {
  /** Decoded, beginning with a slash. */
  readonly path: string;
  /** In upper case. */
  readonly method: string;
  /** With host matching: in lower case, with a port that is not the scheme's own. */
  readonly host?: string;
  /** With subdomain matching. Default: that of the map. */
  readonly subdomain?: string;
  readonly websocket?: boolean;
}

/** A rule that takes a request, and the values of its variables and defaults. */
export interface UrlMatch {
  readonly rule: Rule;
  readonly values: Record<string, unknown>;
}

/** The built-in converters by name. */
export const DEFAULT_CONVERTERS: Readonly<Record<string, ConverterClass>> = Object.freeze({
  default: StringConverter,
  string: StringConverter,
  any: AnyConverter,
  path: PathConverter,
  int: IntegerConverter,
  float: FloatConverter,
  uuid: UUIDConverter,
});

/**
 * The rules of an application: which URL belongs to which endpoint, in both directions.
 *
 * @example
 * const map = new UrlMap([
 *   new Rule("/", { endpoint: "index" }),
 *   new Rule("/post/<int:id>", { endpoint: "post" }),
 * ]);
 * const urls = map.bind("example.com");
 * urls.match({ pathInfo: "/post/3" }).values; // => { id: 3 }
 * urls.build("post", { id: 3 }); // => "/post/3"
 */
export class UrlMap {
  readonly defaultSubdomain: string;
  readonly strictSlashes: boolean;
  readonly mergeSlashes: boolean;
  readonly redirectDefaults: boolean;
  readonly hostMatching: boolean;
  readonly subdomainMatching: boolean;
  /** The converters by name. Rules that are added later see what is added here. */
  readonly converters: Record<string, ConverterClass>;
  /** How the query of a built URL is ordered. */
  readonly queryOrder: QueryOrder;
  readonly #matcher: Matcher;
  readonly #rules: CompiledRule[] = [];
  readonly #rulesByEndpoint = new Map<string, CompiledRule[]>();
  readonly #defaultRedirects = new DefaultRedirects();

  /** @throws RuleSyntaxError, UnknownConverterError or DuplicateRuleError, as {@link add} does. */
  constructor(rules: Iterable<RuleFactory> = [], options: UrlMapOptions = {}) {
    this.defaultSubdomain = options.defaultSubdomain ?? "";
    this.strictSlashes = options.strictSlashes ?? true;
    this.mergeSlashes = options.mergeSlashes ?? true;
    this.redirectDefaults = options.redirectDefaults ?? true;
    this.hostMatching = options.hostMatching ?? false;
    this.subdomainMatching = !this.hostMatching && (options.subdomainMatching ?? true);
    this.converters = { ...DEFAULT_CONVERTERS, ...options.converters };
    this.queryOrder = { sortParameters: options.sortParameters ?? false, sortKey: options.sortKey };
    this.#matcher = new Matcher(this.mergeSlashes);
    for (const rule of rulesOf(rules)) this.add(rule);
  }

  /**
   * Adds a rule, or the rules of a factory.
   *
   * @throws RuleSyntaxError for converter arguments or a domain that cannot be read.
   * @throws UnknownConverterError for a converter that the map does not have.
   * @throws DuplicateRuleError for a rule that takes requests which another one takes.
   */
  add(factory: RuleFactory): void {
    for (const rule of factory.getRules()) this.#addRule(rule);
  }

  /** The rules, or those of one endpoint. */
  iterRules(endpoint?: string): readonly Rule[] {
    const rules = endpoint === undefined ? this.#rules : (this.#rulesByEndpoint.get(endpoint) ?? []);
    return rules.map((compiled) => compiled.rule);
  }

  /** Whether some rule of the endpoint has all of these variables and defaults. */
  isEndpointExpecting(endpoint: string, ...names: readonly string[]): boolean {
    const rules = this.#rulesByEndpoint.get(endpoint) ?? [];
    return rules.some((compiled) => names.every((name) => compiled.arguments.has(name)));
  }

  /**
   * Finds the rule of a request: the short way for a framework, without an adapter and without errors.
   *
   * @returns The rule and its values. Undefined when the answer is anything else, a redirect or an error: then
   *   {@link UrlAdapter.match} says which.
   * @example
   * const map = new UrlMap([new Rule("/post/<int:id>", { endpoint: "post" })]);
   * map.match({ path: "/post/3", method: "GET" })?.values; // => { id: 3 }
   * map.match({ path: "/post/x", method: "GET" }); // => undefined
   */
  match(target: MatchTarget): UrlMatch | undefined {
    const { path, method, websocket = false } = target;
    const outcome = this.#matcher.match(this.#domainOfTarget(target), canonical(path), method, websocket);
    if (outcome.kind !== "found") return undefined;
    const { rule } = outcome.rule;
    if (rule.redirectTo !== undefined || (rule.alias && this.redirectDefaults)) return undefined;
    if (this.defaultRedirectOf(outcome.rule, outcome.values, method) !== undefined) return undefined;
    return { rule, values: outcome.values };
  }

  /**
   * Binds the map to a server, for matching and building.
   *
   * @param serverName - Its host, with a port that is not the scheme's own.
   * @throws TypeError for a subdomain when hosts are matched.
   */
  bind(serverName: string, binding: UrlBinding = {}): UrlAdapter {
    return new UrlAdapter(this, serverName, binding);
  }

  /**
   * Binds the map to a request.
   *
   * @param request - It gives the path, the method, the query, the scheme and the host.
   * @param options - `serverName`: the application's own host, of which the request's may be a subdomain.
   */
  bindToRequest(request: BindableRequest, options: RequestBinding = {}): UrlAdapter {
    const { serverName, binding } = bindingOfRequest(this, request, options);
    return new UrlAdapter(this, serverName, binding);
  }

  /** @internal */
  find(domain: string, path: string, method: string, websocket: boolean): MatchOutcome {
    return this.#matcher.match(domain, canonical(path), method, websocket);
  }

  /** @internal The rules of an endpoint, in the order in which they are tried for building. */
  rulesForBuilding(endpoint: string): readonly CompiledRule[] {
    return this.#rulesByEndpoint.get(endpoint) ?? [];
  }

  /** @internal Every rule, endpoint after endpoint, each endpoint's in their order for building. */
  get compiledRules(): readonly CompiledRule[] {
    return [...this.#rulesByEndpoint.values()].flat();
  }

  /** @internal The rule whose defaults are the values that a URL spells out. */
  defaultRedirectOf(
    compiled: CompiledRule,
    values: Readonly<Record<string, unknown>>,
    method: string,
  ): CompiledRule | undefined {
    return this.redirectDefaults ? this.#defaultRedirects.of(compiled, values, method) : undefined;
  }

  #addRule(rule: Rule): void {
    const compiled = compileRule(rule, {
      converters: this.converters,
      strictSlashes: this.strictSlashes,
      mergeSlashes: this.mergeSlashes,
      domainOf: (rule) => this.#domainOfRule(rule),
    });
    if (!rule.buildOnly) this.#matcher.add(compiled);
    this.#rules.push(compiled);
    this.#rankForBuilding(compiled);
  }

  // The most telling rules first: no aliases, then those with more variables, then those with more defaults.
  #rankForBuilding(compiled: CompiledRule): void {
    const { endpoint } = compiled.rule;
    const rules = this.#rulesByEndpoint.get(endpoint) ?? [];
    rules.splice(rules.findLastIndex((other) => buildOrder(other, compiled) <= 0) + 1, 0, compiled);
    this.#rulesByEndpoint.set(endpoint, rules);
    this.#defaultRedirects.add(compiled, rules);
  }

  #domainOfRule(rule: Rule): string {
    if (this.hostMatching) return rule.host ?? "";
    return this.subdomainMatching ? (rule.subdomain ?? this.defaultSubdomain) : "";
  }

  #domainOfTarget(target: MatchTarget): string {
    if (this.hostMatching) return target.host ?? "";
    return this.subdomainMatching ? (target.subdomain ?? this.defaultSubdomain) : "";
  }
}

// The empty path stays: it has no segments, not even an empty one.
function canonical(path: string): string {
  return path === "" ? "" : withOneLeadingSlash(path);
}

function buildOrder(left: CompiledRule, right: CompiledRule): number {
  return (
    Number(left.rule.alias) - Number(right.rule.alias) ||
    right.arguments.size - left.arguments.size ||
    defaultsOf(right) - defaultsOf(left)
  );
}

function defaultsOf(compiled: CompiledRule): number {
  return Object.keys(compiled.rule.defaults ?? {}).length;
}
