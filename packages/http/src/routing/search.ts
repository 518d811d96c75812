import type { CompiledRule } from "./compile-rule.ts";
import { type Edge, type RouteNode, type RouteTree, takesMethod, takesRequest } from "./route-tree.ts";

/** The path would be taken with a slash at its end. */
export const SLASH_MISSING: unique symbol = Symbol("a slash at the end is missing");

/** Where a search ends: at a rule, at the finding that a slash is missing, or nowhere. */
export type SearchResult = CompiledRule | typeof SLASH_MISSING | undefined;

/**
 * One walk through a tree for a path, and what is found on the way.
 *
 * A position in the path is where a segment begins. The path's length is the position of the empty segment after a
 * slash at the end; one more means that nothing is left.
 */
export class Search {
  /** The texts of the variables, up to where the walk stands. */
  readonly captures: string[] = [];
  readonly #path: string;
  readonly #method: string;
  readonly #websocket: boolean;
  readonly #end: number;
  #allowed: Set<string> | undefined;
  #websocketMismatch = false;

  /**
   * @param path - Empty, or with a slash at its start.
   * @param before - A search for the same request, whose findings count on.
   */
  constructor(path: string, method: string, websocket: boolean, before?: Search) {
    this.#path = path;
    this.#method = method;
    this.#websocket = websocket;
    this.#end = path.length + 1;
    if (before === undefined) return;
    this.#allowed = before.#allowed;
    this.#websocketMismatch = before.#websocketMismatch;
  }

  /** The methods that rules at the end of the path would take. */
  get allowed(): ReadonlySet<string> {
    return this.#allowed ?? new Set();
  }

  /** Whether a rule at the end of the path would take a websocket, or anything but one. */
  get websocketMismatch(): boolean {
    return this.#websocketMismatch;
  }

  /** Walks from the roots of the sites that fit a domain: its own, then those with variables. */
  run(tree: RouteTree, domain: string): SearchResult {
    const start = this.#path === "" ? this.#end : 1;
    const site = tree.statics.get(domain);
    const result = site === undefined ? undefined : this.#walk(site.root, start);
    if (result !== undefined) return result;
    for (const { segment, target } of tree.dynamics) {
      if (!segment.pattern.match(domain, this.captures)) continue;
      const result = this.#walk(target.root, start);
      if (result !== undefined) return result;
      this.captures.length = 0;
    }
    return undefined;
  }

  #walk(node: RouteNode, position: number): SearchResult {
    if (position === this.#end) return this.#arrive(node);
    const slash = this.#path.indexOf("/", position);
    const next = slash === -1 ? this.#end : slash + 1;
    const segment = this.#path.slice(position, next - 1);
    // Most nodes below a variable have no literal segments, and a look-up hashes the text.
    const child = node.statics.size === 0 ? undefined : node.statics.get(segment);
    if (child !== undefined) {
      const result = this.#walk(child, next);
      if (result !== undefined) return result;
    }
    for (const edge of node.dynamics) {
      const result = edge.segment.final
        ? this.#followToEnd(edge, position)
        : this.#follow(edge, segment, next);
      if (result !== undefined) return result;
    }
    return segment === "" && next === this.#end ? this.#pickLoose(node) : undefined;
  }

  #follow(edge: Edge<RouteNode>, text: string, next: number): SearchResult {
    const mark = this.captures.length;
    if (!edge.segment.pattern.match(text, this.captures)) return undefined;
    const result = this.#walk(edge.target, next);
    if (result === undefined) this.captures.length = mark;
    return result;
  }

  /** The segment takes all of the rest, but for the slash of a branch. */
  #followToEnd(edge: Edge<RouteNode>, position: number): SearchResult {
    const rest = this.#path.slice(position);
    if (!edge.segment.suffixed || !rest.endsWith("/")) return this.#follow(edge, rest, this.#end);
    // A branch has one slash at its end, not two.
    return rest.endsWith("//") ? undefined : this.#follow(edge, rest.slice(0, -1), this.#path.length);
  }

  #arrive(node: RouteNode): SearchResult {
    for (const compiled of node.rules) {
      if (this.#takes(compiled)) return compiled;
    }
    const branches = node.statics.get("")?.rules ?? [];
    for (const branch of branches) {
      if (!takesRequest(branch.rule, this.#method, this.#websocket)) continue;
      return branch.strictSlashes ? SLASH_MISSING : branch;
    }
    return undefined;
  }

  /** A rule that is not strict about slashes takes its path with one more. */
  #pickLoose(node: RouteNode): SearchResult {
    return node.rules.find((compiled) => !compiled.strictSlashes && this.#takes(compiled));
  }

  /** Whether a rule at the end of the path takes the request. If not, what is wrong is kept. */
  #takes({ rule }: CompiledRule): boolean {
    if (takesRequest(rule, this.#method, this.#websocket)) return true;
    if (takesMethod(rule, this.#method)) {
      this.#websocketMismatch = true;
    } else {
      this.#allowed ??= new Set();
      for (const method of rule.methods ?? []) this.#allowed.add(method);
    }
    return false;
  }
}
