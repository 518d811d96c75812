import type { Expression } from "../ast/expressions.ts";
import type { Parameter } from "../ast/statements.ts";
import { quoted } from "../errors/quoted.ts";
import type { ExpressionParser } from "./expression-parser.ts";
import { parseNameTarget } from "./target.ts";

/** Reads the parameters of a macro or a call block, with their parentheses. */
export function parseSignature(expressions: ExpressionParser): readonly Parameter[] {
  const { stream } = expressions;
  stream.expect("(");
  const parameters: Parameter[] = [];
  let fallback: Expression | null = null;
  while (!stream.at(")")) {
    if (parameters.length > 0) stream.expect(",");
    const name = parseNameTarget(expressions);
    if (parameters.some((known) => known.name.name === name.name))
      stream.failAssertion(`duplicate argument ${quoted(name.name)}`, name.start);
    if (stream.skip("=")) fallback = expressions.expression();
    else if (fallback !== null)
      stream.fail("non-default argument follows default argument", stream.current.start);
    parameters.push({ name, fallback });
  }
  stream.expect(")");
  return parameters;
}
