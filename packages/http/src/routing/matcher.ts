import type { CompiledRule, DynamicSegment, Segment } from "./compile-rule.ts";
import { DuplicateRuleError, ValidationError } from "./errors.ts";
import type { Rule } from "./rule.ts";
import { compareWeights } from "./weight.ts";

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
 * A tree over the segments of paths, with one tree for each pattern of domains. Literal segments are looked up in a
 * Map; segments with variables are tried from specific to general. A step into the tree uses up one segment, so
 * that the cost of a match depends on the path and on the branches that fit it, not on the number of rules.
 */
export class Matcher {
  readonly #mergeSlashes: boolean;
  readonly #domains = new Map<string, Site>();
  readonly #patternDomains: Edge<Site>[] = [];

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
    const site = this.#siteOf(compiled.domain);
    let node = site.root;
    for (const segment of compiled.path) node = childOf(node, segment);
    const existing = node.rules.find((other) => overlaps(other.rule, compiled.rule));
    if (existing !== undefined) throw new DuplicateRuleError(existing.rule, compiled.rule);
    node.rules.push(compiled);
    if (compiled.path.every((segment) => segment.kind === "static")) {
      site.literalPaths.set(`/${compiled.path.map((segment) => textOf(segment)).join("/")}`, node);
    }
  }

  /**
   * Finds the rule of a request.
   *
   * @param domain - The subdomain or host, empty when domains are not matched.
   * @param path - The decoded path: empty, or with one slash at its start.
   * @param method - In upper case.
   */
  match(domain: string, path: string, method: string, websocket: boolean): MatchOutcome {
    // The tree tries literal segments first, so that a path of which all are literal is its first answer.
    const literal = this.#domains.get(domain)?.literalPaths.get(path);
    if (literal !== undefined) {
      for (const compiled of literal.rules) {
        if (takes(compiled.rule, method, websocket)) return found(compiled, []);
      }
    }
    return this.#search(domain, path, method, websocket);
  }

  #search(domain: string, path: string, method: string, websocket: boolean): MatchOutcome {
    const search = new Search(path, method, websocket);
    const result = this.#walkDomains(domain, search);
    if (result === SLASH_MISSING) return { kind: "redirect", path: `${path}/` };
    if (result !== undefined) return convert(result, search);
    if (this.#mergeSlashes && path.includes("//")) {
      return this.#searchMerged(domain, path.replace(/\/{2,}/g, "/"), search);
    }
    return search.missed();
  }

  #searchMerged(domain: string, path: string, first: Search): MatchOutcome {
    const search = new Search(path, first.method, first.websocket, first);
    const result = this.#walkDomains(domain, search);
    if (result === SLASH_MISSING) return { kind: "redirect", path: `${path}/` };
    return result?.mergeSlashes ? { kind: "redirect", path } : search.missed();
  }

  #walkDomains(domain: string, search: Search): SearchResult {
    const site = this.#domains.get(domain);
    const start = search.path === "" ? search.end : 1;
    const result = site === undefined ? undefined : search.walk(site.root, start);
    if (result !== undefined) return result;
    for (const edge of this.#patternDomains) {
      if (!edge.segment.pattern.match(domain, search.captures)) continue;
      const result = search.walk(edge.target.root, start);
      if (result !== undefined) return result;
      search.captures.length = 0;
    }
    return undefined;
  }

  #siteOf(domain: Segment): Site {
    if (domain.kind === "dynamic") return targetOf(this.#patternDomains, domain, newSite);
    let site = this.#domains.get(domain.text);
    if (site === undefined) this.#domains.set(domain.text, (site = newSite()));
    return site;
  }
}

/** The rules of one domain. */
interface Site {
  readonly root: Node;
  /** The nodes whose whole path is literal, by that path. */
  readonly literalPaths: Map<string, Node>;
}

interface Node {
  readonly rules: CompiledRule[];
  readonly statics: Map<string, Node>;
  /** From specific to general. */
  readonly dynamics: Edge<Node>[];
}

interface Edge<T> {
  readonly segment: DynamicSegment;
  readonly target: T;
}

const SLASH_MISSING = Symbol("a slash at the end is missing");

type SearchResult = CompiledRule | typeof SLASH_MISSING | undefined;

/** One walk through the tree, with what it has gathered so far. */
class Search {
  readonly path: string;
  readonly method: string;
  readonly websocket: boolean;
  /** The position after the last segment. The path's length is that of an empty segment after a last slash. */
  readonly end: number;
  readonly captures: string[] = [];
  readonly #allowed: Set<string>;
  #websocketMismatch: boolean;

  /** @param before - An earlier walk, whose findings stay. */
  constructor(path: string, method: string, websocket: boolean, before?: Search) {
    this.path = path;
    this.method = method;
    this.websocket = websocket;
    this.end = path.length + 1;
    this.#allowed = before === undefined ? new Set() : before.#allowed;
    this.#websocketMismatch = before !== undefined && before.#websocketMismatch;
  }

  walk(node: Node, position: number): SearchResult {
    if (position === this.end) return this.#arrive(node);
    const slash = this.path.indexOf("/", position);
    const next = slash === -1 ? this.end : slash + 1;
    const segment = this.path.slice(position, next - 1);
    const child = node.statics.get(segment);
    const result = child === undefined ? undefined : this.walk(child, next);
    if (result !== undefined) return result;
    for (const edge of node.dynamics) {
      const result = this.#follow(edge, segment, position, next);
      if (result !== undefined) return result;
    }
    // A rule that is not strict about slashes takes its path with one more.
    return segment === "" && next === this.end
      ? this.#pick(node, (compiled) => !compiled.strictSlashes)
      : undefined;
  }

  #follow(edge: Edge<Node>, segment: string, position: number, next: number): SearchResult {
    const { pattern, final, suffixed } = edge.segment;
    const mark = this.captures.length;
    let text = segment;
    let after = next;
    if (final) {
      text = this.path.slice(position);
      after = this.end;
      if (suffixed && text.endsWith("/")) {
        text = text.slice(0, -1);
        after = this.path.length;
        if (text.endsWith("/")) return undefined;
      }
    }
    if (!pattern.match(text, this.captures)) return undefined;
    const result = this.walk(edge.target, after);
    if (result === undefined) this.captures.length = mark;
    return result;
  }

  #arrive(node: Node): SearchResult {
    const result = this.#pick(node, () => true);
    if (result !== undefined) return result;
    const branch = node.statics.get("")?.rules.find(({ rule }) => takes(rule, this.method, this.websocket));
    return branch?.strictSlashes ? SLASH_MISSING : branch;
  }

  /** The first rule that takes the request; the methods of those that do not are kept. */
  #pick(node: Node, suits: (compiled: CompiledRule) => boolean): CompiledRule | undefined {
    for (const compiled of node.rules) {
      const { rule } = compiled;
      if (!suits(compiled)) continue;
      if (takes(rule, this.method, this.websocket)) return compiled;
      if (rule.methods === undefined || rule.methods.has(this.method)) this.#websocketMismatch = true;
      else for (const method of rule.methods) this.#allowed.add(method);
    }
    return undefined;
  }

  missed(): Missed {
    return { kind: "missed", allowed: this.#allowed, websocketMismatch: this.#websocketMismatch };
  }
}

function convert(compiled: CompiledRule, search: Search): Found | Missed {
  try {
    return found(compiled, search.captures);
  } catch (error) {
    // A text that its converter refuses is an unknown URL at once: later rules are not tried.
    if (error instanceof ValidationError) return search.missed();
    throw error;
  }
}

function found(compiled: CompiledRule, captures: readonly string[]): Found {
  const values: Record<string, unknown> = {};
  for (const [index, { name, converter }] of compiled.variables.entries()) {
    setOwn(values, name, converter.toValue(captures[index] ?? ""));
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

function takes(rule: Rule, method: string, websocket: boolean): boolean {
  return (rule.methods === undefined || rule.methods.has(method)) && rule.websocket === websocket;
}

// `OPTIONS` is added to rules of every kind, and may be shared.
function overlaps(left: Rule, right: Rule): boolean {
  if (left.websocket !== right.websocket) return false;
  if (left.methods === undefined || right.methods === undefined) return true;
  const shared = [...left.methods].filter((method) => right.methods?.has(method));
  return (
    shared.some((method) => method !== "OPTIONS") ||
    left.methods.size + right.methods.size === 2 * shared.length
  );
}

function newSite(): Site {
  return { root: newNode(), literalPaths: new Map() };
}

function newNode(): Node {
  return { rules: [], statics: new Map(), dynamics: [] };
}

function childOf(node: Node, segment: Segment): Node {
  if (segment.kind === "dynamic") return targetOf(node.dynamics, segment, newNode);
  let child = node.statics.get(segment.text);
  if (child === undefined) node.statics.set(segment.text, (child = newNode()));
  return child;
}

/** The target of the edge with this pattern, which is added in its place if there is none. */
function targetOf<T>(edges: Edge<T>[], segment: DynamicSegment, create: () => T): T {
  const known = edges.find((edge) => isSamePattern(edge.segment, segment));
  if (known !== undefined) return known.target;
  const target = create();
  const place = edges.findLastIndex((edge) => compareWeights(edge.segment.weight, segment.weight) <= 0) + 1;
  edges.splice(place, 0, { segment, target });
  return target;
}

function isSamePattern(left: DynamicSegment, right: DynamicSegment): boolean {
  return (
    left.pattern.source === right.pattern.source &&
    left.final === right.final &&
    left.suffixed === right.suffixed &&
    compareWeights(left.weight, right.weight) === 0
  );
}

function textOf(segment: Segment): string {
  return segment.kind === "static" ? segment.text : "";
}
