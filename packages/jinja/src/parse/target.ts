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
  const items: Target[] = [];
  let isTuple = false;
  while (!atEnd(parser)) {
    items.push(parseSingle(parser, attributes));
    if (!stream.skip(",")) break;
    isTuple = true;
  }
  const [only] = items;
  if (!isTuple && only !== undefined) return only;
  // An empty tuple has nothing to assign to; the words are those for a missing expression.
  if (!isTuple) return toTarget(parser, parser.tuple());
  return { kind: "TupleTarget", items, start, end: stream.consumedTo };
}

function parseSingle(parser: ExpressionParser, attributes: boolean): Target {
  const { stream } = parser;
  if (attributes && stream.at("name") && stream.peek().kind === ".") {
    const object = stream.next();
    stream.next();
    const attribute = stream.expect("name");
    return {
      kind: "AttributeTarget",
      object: { kind: "Name", name: object.value, start: object.start, end: object.end },
      name: attribute.value,
      start: object.start,
      end: attribute.end,
    };
  }
  return toTarget(parser, parsePrimary(parser));
}

function toTarget(parser: ExpressionParser, expression: Expression): Target {
  const { start, end } = expression;
  if (expression.kind === "Name") return expression;
  if (expression.kind === "Tuple") {
    return { kind: "TupleTarget", items: expression.items.map((item) => toTarget(parser, item)), start, end };
  }
  return parser.stream.fail(`can't assign to '${nodeName(expression)}'`, start);
}

// The names Jinja's messages give to what cannot be assigned to.
function nodeName({ kind }: Expression): string {
  const names: Partial<Record<Expression["kind"], string>> = {
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
