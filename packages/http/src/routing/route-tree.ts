import type { CompiledRule, DynamicSegment, Segment } from "./compile-rule.ts";
import { DuplicateRuleError } from "./errors.ts";
import type { Rule } from "./rule.ts";
import { compareWeights } from "./weight.ts";

/** Where a walk through the segments of a path stands. */
export interface RouteNode {
  /** The rules that end here, in the order of adding. */
  readonly rules: CompiledRule[];
  /** Where a literal segment leads. */
  readonly statics: Map<string, RouteNode>;
  /** Where segments with variables lead, from specific to general. */
  readonly dynamics: Edge<RouteNode>[];
}

/** A segment with variables, and where it leads. */
export interface Edge<T> {
  readonly segment: DynamicSegment;
  readonly target: T;
}

/** The rules of one domain. */
export interface Site {
  readonly root: RouteNode;
  /** The nodes whose whole path is literal, by that path. */
  readonly literalPaths: Map<string, RouteNode>;
  /** The lengths of those paths: a path of another length need not be looked up. */
  readonly literalLengths: Set<number>;
}

/** Every domain that a map has rules for. */
export interface RouteTree {
  readonly statics: Map<string, Site>;
  /** From specific to general. */
  readonly dynamics: Edge<Site>[];
}

/** A tree without rules. */
export function newRouteTree(): RouteTree {
  return { statics: new Map(), dynamics: [] };
}

/**
 * Adds a rule at the end of its path.
 *
 * @throws DuplicateRuleError when a rule of the same patterns takes one of its methods.
 */
export function insertRule(tree: RouteTree, compiled: CompiledRule): void {
  const site = targetOf(tree, compiled.domain, newSite);
  let node = site.root;
  for (const segment of compiled.path) node = targetOf(node, segment, newNode);
  const existing = node.rules.find((other) => overlaps(other.rule, compiled.rule));
  if (existing !== undefined) throw new DuplicateRuleError(existing.rule, compiled.rule);
  node.rules.push(compiled);
  const path = literalPathOf(compiled.path);
  if (path === undefined) return;
  site.literalPaths.set(path, node);
  site.literalLengths.add(path.length);
}

/** Whether a rule takes a request that has arrived at it. */
export function takesRequest(rule: Rule, method: string, websocket: boolean): boolean {
  return takesMethod(rule, method) && rule.websocket === websocket;
}

/** Whether a rule takes a method. */
export function takesMethod(rule: Rule, method: string): boolean {
  return rule.methods === undefined || rule.methods.has(method);
}

/** Where a segment leads; a place without rules is made if it leads nowhere yet. */
function targetOf<T>(
  place: { readonly statics: Map<string, T>; readonly dynamics: Edge<T>[] },
  segment: Segment,
  create: () => T,
): T {
  const known =
    segment.kind === "static"
      ? place.statics.get(segment.text)
      : place.dynamics.find((edge) => isSamePattern(edge.segment, segment))?.target;
  if (known !== undefined) return known;
  const target = create();
  if (segment.kind === "static") place.statics.set(segment.text, target);
  else insertEdge(place.dynamics, { segment, target });
  return target;
}

// After those of the same weight: the order of adding decides between them.
function insertEdge<T>(edges: Edge<T>[], added: Edge<T>): void {
  const before = edges.findLastIndex(
    (edge) => compareWeights(edge.segment.weight, added.segment.weight) <= 0,
  );
  edges.splice(before + 1, 0, added);
}

function isSamePattern(left: DynamicSegment, right: DynamicSegment): boolean {
  return (
    left.pattern.source === right.pattern.source &&
    left.final === right.final &&
    left.suffixed === right.suffixed &&
    compareWeights(left.weight, right.weight) === 0
  );
}

// `OPTIONS` is added to rules of every kind, and may be shared.
function overlaps(left: Rule, right: Rule): boolean {
  if (left.websocket !== right.websocket) return false;
  const [mine, yours] = [left.methods, right.methods];
  if (mine === undefined || yours === undefined) return true;
  const shared = [...mine].filter((method) => yours.has(method));
  const isSameSet = mine.size === shared.length && yours.size === shared.length;
  return isSameSet || shared.some((method) => method !== "OPTIONS");
}

function literalPathOf(segments: readonly Segment[]): string | undefined {
  let path = "";
  for (const segment of segments) {
    if (segment.kind === "dynamic") return undefined;
    path += `/${segment.text}`;
  }
  return path;
}

function newSite(): Site {
  return { root: newNode(), literalPaths: new Map(), literalLengths: new Set() };
}

function newNode(): RouteNode {
  return { rules: [], statics: new Map(), dynamics: [] };
}
