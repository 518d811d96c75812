import { withoutTrailingSlashes } from "../urls/slashes.ts";
import { Rule, type RuleOptions } from "./rule.ts";

/** Anything that gives rules to a map: a rule itself, or a factory that changes the rules of others. */
export interface RuleFactory {
  getRules(): Iterable<Rule>;
}

/**
 * Puts rules under a path.
 *
 * @example
 * const map = new UrlMap([new Submount("/blog", [new Rule("/<slug>", { endpoint: "entry" })])]);
 * map.bind("example.com").build("entry", { slug: "hello" }); // => "/blog/hello"
 */
export class Submount implements RuleFactory {
  readonly #path: string;
  readonly #factories: Iterable<RuleFactory>;

  /** @param path - Begins with a slash; one at its end is passed over. */
  constructor(path: string, factories: Iterable<RuleFactory>) {
    this.#path = withoutTrailingSlashes(path);
    this.#factories = factories;
  }

  *getRules(): Generator<Rule> {
    for (const rule of rulesOf(this.#factories)) yield new Rule(this.#path + rule.rule, rule.options);
  }
}

/**
 * Puts rules under a subdomain.
 *
 * @example
 * const map = new UrlMap([new Subdomain("kb", [new Rule("/", { endpoint: "kb.index" })])]);
 * map.bind("example.com").build("kb.index"); // => "http://kb.example.com/"
 */
export class Subdomain implements RuleFactory {
  readonly #subdomain: string;
  readonly #factories: Iterable<RuleFactory>;

  /** @param subdomain - It may hold variables. */
  constructor(subdomain: string, factories: Iterable<RuleFactory>) {
    this.#subdomain = subdomain;
    this.#factories = factories;
  }

  *getRules(): Generator<Rule> {
    for (const rule of rulesOf(this.#factories)) yield changed(rule, { subdomain: this.#subdomain });
  }
}

/**
 * Puts a prefix before the endpoints of rules.
 *
 * @example
 * const factory = new EndpointPrefix("blog.", [new Rule("/", { endpoint: "index" })]);
 * [...factory.getRules()].map((rule) => rule.endpoint); // => ["blog.index"]
 */
export class EndpointPrefix implements RuleFactory {
  readonly #prefix: string;
  readonly #factories: Iterable<RuleFactory>;

  constructor(prefix: string, factories: Iterable<RuleFactory>) {
    this.#prefix = prefix;
    this.#factories = factories;
  }

  *getRules(): Generator<Rule> {
    for (const rule of rulesOf(this.#factories))
      yield changed(rule, { endpoint: this.#prefix + rule.endpoint });
  }
}

/**
 * Rules with `$name` or `${name}` in their paths, endpoints, subdomains, hosts and defaults, to be filled in as often
 * as one likes. `$$` is a dollar sign.
 *
 * @example
 * const resource = new RuleTemplate([
 *   new Rule("/$name/", { endpoint: "$name.list" }),
 *   new Rule("/$name/<int:id>", { endpoint: "$name.show" }),
 * ]);
 * const map = new UrlMap([resource.expand({ name: "user" }), resource.expand({ name: "page" })]);
 * map.bind("example.com").match({ pathInfo: "/page/3" }).rule.endpoint; // => "page.show"
 */
export class RuleTemplate {
  readonly #factories: Iterable<RuleFactory>;

  constructor(factories: Iterable<RuleFactory>) {
    this.#factories = factories;
  }

  /**
   * The rules with their placeholders filled in.
   *
   * @throws TypeError for a placeholder that has no value.
   */
  expand(values: Readonly<Record<string, string>>): RuleFactory {
    return { getRules: () => Array.from(rulesOf(this.#factories), (rule) => filled(rule, values)) };
  }
}

/** The rules of several factories, in order. */
export function* rulesOf(factories: Iterable<RuleFactory>): Generator<Rule> {
  for (const factory of factories) yield* factory.getRules();
}

function changed(rule: Rule, changes: RuleOptions): Rule {
  return new Rule(rule.rule, { ...rule.options, ...changes });
}

function filled(rule: Rule, values: Readonly<Record<string, string>>): Rule {
  const fill = (text: string): string => substitute(text, values);
  const fillDefault = ([name, value]: [string, unknown]): [string, unknown] => [
    name,
    typeof value === "string" ? fill(value) : value,
  ];
  const { options } = rule;
  return new Rule(fill(rule.rule), {
    ...options,
    endpoint: fill(rule.endpoint),
    subdomain: options.subdomain === undefined ? undefined : fill(options.subdomain),
    host: options.host === undefined ? undefined : fill(options.host),
    defaults: options.defaults && Object.fromEntries(Object.entries(options.defaults).map(fillDefault)),
  });
}

function substitute(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$(?:\$|(\w+)|\{(\w+)\})/g, (_, bare?: string, braced?: string) => {
    const name = bare ?? braced;
    if (name === undefined) return "$";
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined)
      throw new TypeError(`The rule template needs a value for "$${name}" in "${text}".`);
    return value;
  });
}
