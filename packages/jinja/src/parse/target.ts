import type { Expression, Name } from "../ast/expressions.ts";
import type { Target } from "../ast/statements.ts";
import { CONSTANT_NAMES, parsePrimary } from "./primary.ts";
import type { ExpressionParser } from "./expression-parser.ts";

/** Reads a name to assign to. */
export function parseNameTarget({ stream }: ExpressionParser): Name {
  const { value: name, start, end } = stream.expect("name");
  if (CONSTANT_NAMES.has(name)) stream.fail("can't assign to 'name'", start);
  return { kind: "Name", name, start, end };
}

/** Reads what stands on the left of an assignment: a name, names in a tuple, and with `attributes` also `ns.name`. */
export function parseTarget(
  parser: ExpressionParser,
  { attributes = false }: { attributes?: boolean } = {},
): Target {
  const { stream } = parser;
  const { start } = stream.current;
  const items: (Target | Expression)[] = [];
  let isTuple = false;
  while (!atEnd(parser)) {
    items.push(parseSingle(parser, attributes));
    if (!stream.skip(",")) break;
    isTuple = true;
  }
  const [only = parser.tuple()] = items;
  if (!isTuple) return toTarget(only) ?? refuse(parser, only);
  const targets = allTargets(items);
  return targets === undefined
    ? stream.fail("can't assign to 'tuple'", start)
    : { kind: "TupleTarget", items: targets, start, end: stream.consumedTo };
}

function parseSingle(parser: ExpressionParser, attributes: boolean): Target | Expression {
  const { stream } = parser;
  if (!attributes || !stream.at("name") || !stream.peekIs(".")) return parsePrimary(parser);
  const { value, start, end } = stream.next();
  stream.next();
  const attribute = stream.expect("name");
  const object = { kind: "Name", name: value, start, end } as const;
  return { kind: "AttributeTarget", object, name: attribute.value, start, end: attribute.end };
}

function toTarget(node: Target | Expression): Target | undefined {
  if (node.kind === "Name" || node.kind === "AttributeTarget" || node.kind === "TupleTarget") return node;
  if (node.kind !== "Tuple") return undefined;
  const items = allTargets(node.items);
  return items === undefined ? undefined : { kind: "TupleTarget", items, start: node.start, end: node.end };
}

function allTargets(nodes: readonly (Target | Expression)[]): readonly Target[] | undefined {
  const targets = nodes.map(toTarget).filter((target) => target !== undefined);
  return targets.length === nodes.length ? targets : undefined;
}

function refuse({ stream }: ExpressionParser, node: Target | Expression): never {
  return stream.fail(`can't assign to '${nodeName(node)}'`, node.start);
}

// The names Jinja's messages give to what cannot be assigned to.
function nodeName({ kind }: Target | Expression): string {
  const names: Partial<Record<string, string>> = {
    Literal: "const",
    GetAttribute: "getattr",
    GetItem: "getitem",
    Conditional: "condexpr",
  };
  return names[kind] ?? kind.toLowerCase();
}

function atEnd({ stream }: ExpressionParser): boolean {
  const { kind } = stream.current;
  return kind === "variable_end" || kind === "block_end" || kind === ")";
}
