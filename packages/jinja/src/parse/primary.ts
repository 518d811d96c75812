import type { DictExpression, Expression, ListExpression, Literal } from "../ast/expressions.ts";
import { floatValue, integerValue } from "../lex/number-literal.ts";
import { describeToken, type Token } from "../lex/token.ts";
import { quoted } from "../errors/quoted.ts";
import type { TokenStream } from "./token-stream.ts";

/** What a primary expression needs to read the expressions inside of its brackets. */
export interface InnerExpressions {
  readonly stream: TokenStream;
  expression(): Expression;
  tuple(options: { parenthesized: boolean }): Expression;
}

/** The words that are values, in both spellings. */
export const CONSTANT_NAMES: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["none", null],
  ["None", null],
]);

/** Reads a literal, a name, or something in brackets. */
export function parsePrimary(parser: InnerExpressions): Expression {
  const { stream } = parser;
  const token = stream.current;
  switch (token.kind) {
    case "name":
      return nameOrConstant(stream.next());
    case "string":
      return adjacentStrings(stream);
    case "integer":
      return literal(stream.next(), integerValue(token.value));
    case "float":
      return { ...literal(stream.next(), floatValue(token.value)), float: true };
    case "(":
      return parenthesized(parser);
    case "[":
      return list(parser);
    case "{":
      return dict(parser);
    default:
      return stream.fail(`unexpected ${quoted(describeToken(token))}`, token.start);
  }
}

function nameOrConstant(token: Token): Expression {
  const { start, end, value: name } = token;
  const constant = CONSTANT_NAMES.get(name);
  return constant === undefined ? { kind: "Name", name, start, end } : literal(token, constant);
}

function literal({ start, end }: Token, value: Literal["value"]): Literal {
  return { kind: "Literal", value, float: false, start, end };
}

// As in Python, strings that stand side by side are one string.
function adjacentStrings(stream: TokenStream): Literal {
  const { start } = stream.current;
  let value = "";
  while (stream.at("string")) value += stream.next().value;
  return { kind: "Literal", value, float: false, start, end: stream.consumedTo };
}

function parenthesized(parser: InnerExpressions): Expression {
  const { start } = parser.stream.next();
  const inner = parser.stream.nested(() => parser.tuple({ parenthesized: true }));
  parser.stream.expect(")");
  return inner.kind === "Tuple" && inner.items.length === 0
    ? { ...inner, start, end: parser.stream.consumedTo }
    : inner;
}

function list(parser: InnerExpressions): ListExpression {
  const items: Expression[] = [];
  const start = readItems(parser.stream, "]", () => items.push(parser.expression()));
  return { kind: "List", items, start, end: parser.stream.consumedTo };
}

function dict(parser: InnerExpressions): DictExpression {
  const entries: { key: Expression; value: Expression }[] = [];
  const start = readItems(parser.stream, "}", () => {
    const key = parser.expression();
    parser.stream.expect(":");
    entries.push({ key, value: parser.expression() });
  });
  return { kind: "Dict", entries, start, end: parser.stream.consumedTo };
}

// Items with commas between them, one allowed after the last, up to the closing bracket. Returns where they began.
function readItems(stream: TokenStream, close: "]" | "}", readItem: () => void): number {
  const { start } = stream.next();
  for (let first = true; !stream.at(close); first = false) {
    if (!first) {
      stream.expect(",");
      if (stream.at(close)) break;
    }
    readItem();
  }
  stream.expect(close);
  return start;
}
