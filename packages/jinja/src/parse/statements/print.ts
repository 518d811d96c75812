import type { TagContext } from "../tag.ts";
import type { Output } from "../../ast/statements.ts";
import type { Expression } from "../../ast/expressions.ts";

/** `{% print a, b %}` */
export function parsePrint({ stream, expressions, span }: TagContext): Output {
  const parts: Expression[] = [];
  while (!stream.at("block_end")) {
    if (parts.length > 0) stream.expect(",");
    parts.push(expressions.expression());
  }
  return { kind: "Output", parts, ...span() };
}
