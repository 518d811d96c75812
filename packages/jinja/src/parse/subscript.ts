import type { Expression, Slice } from "../ast/expressions.ts";
import { integerValue } from "../lex/number-literal.ts";
import type { TokenStream } from "./token-stream.ts";

/** What a subscript needs to read the expressions between its brackets. */
export interface SubscriptExpressions {
  readonly stream: TokenStream;
  expression(): Expression;
}

/** Reads `.name`, `.0` or `[key]` after `object`. */
export function parseSubscript(parser: SubscriptExpressions, object: Expression): Expression {
  const { stream } = parser;
  const { start } = object;
  if (stream.next().kind === "[") {
    const key = subscribed(parser);
    return { kind: "GetItem", object, key, start, end: stream.consumedTo };
  }
  const token = stream.next();
  if (token.kind === "name")
    return { kind: "GetAttribute", object, name: token.value, start, end: token.end };
  if (token.kind !== "integer") return stream.fail("expected name or number", token.start);
  const value = integerValue(token.value);
  const key: Expression = { kind: "Literal", value, float: false, start: token.start, end: token.end };
  return { kind: "GetItem", object, key, start, end: token.end };
}

function subscribed(parser: SubscriptExpressions): Expression | Slice {
  const { stream } = parser;
  const { start } = stream.current;
  const keys: (Expression | Slice)[] = [];
  while (!stream.at("]")) {
    if (keys.length > 0) stream.expect(",");
    keys.push(keyOrSlice(parser));
  }
  stream.expect("]");
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) return only;
  // No value of a template takes several slices at once, so they need no node of their own.
  const items = keys.map((key) =>
    key.kind === "Slice" ? stream.failAssertion("a tuple cannot contain a slice", key.start) : key,
  );
  return { kind: "Tuple", items, start, end: stream.consumedTo };
}

function keyOrSlice(parser: SubscriptExpressions): Expression | Slice {
  const { stream } = parser;
  const { start } = stream.current;
  const from = stream.at(":") ? null : parser.expression();
  if (from !== null && !stream.at(":")) return from;
  stream.expect(":");
  const to = stream.at(":") || atPartEnd(stream) ? null : parser.expression();
  const step = stream.skip(":") && !atPartEnd(stream) ? parser.expression() : null;
  return { kind: "Slice", from, to, step, start, end: stream.consumedTo };
}

function atPartEnd(stream: TokenStream): boolean {
  return stream.at("]") || stream.at(",");
}
