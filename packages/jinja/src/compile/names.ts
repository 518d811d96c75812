import type { Variable } from "../analyze/scope.ts";
import type { Name } from "../ast/expressions.ts";
import { literal } from "./code-writer.ts";
import type { ExpressionCompiler } from "./expression-compiler.ts";
import { identifierOf } from "./function-builder.ts";

/** The value of a variable; an undefined value where it may not have been assigned. */
export function compileName({ name }: Name, { compilation, frame }: ExpressionCompiler): string {
  const variable = frame.scope.find(name);
  if (variable === undefined) return `context.resolve(${literal(name)})`;
  const identifier = identifierOf(variable, compilation.identifiers);
  const unset = mayBeUnset(variable) || (frame.parametersMayBeUnset && variable.origin.kind === "parameter");
  return unset
    ? `(${identifier} === undefined ? rt.undefined(${literal(name)}) : ${identifier})`
    : identifier;
}

function mayBeUnset({ origin }: Variable): boolean {
  return origin.kind === "unset" || (origin.kind === "outer" && mayBeUnset(origin.variable));
}
