import type { CompareOperator, ExpressionOf } from "../ast/expressions.ts";
import type { ExpressionCompiler } from "./expression-compiler.ts";

const OPERATORS: Readonly<Record<CompareOperator, (left: string, right: string) => string>> = {
  "==": (left, right) => `equals(${left}, ${right})`,
  "!=": (left, right) => `!equals(${left}, ${right})`,
  "<": (left, right) => `lessThan(${left}, ${right})`,
  "<=": (left, right) => `lessOrEqual(${left}, ${right})`,
  ">": (left, right) => `greaterThan(${left}, ${right})`,
  ">=": (left, right) => `greaterOrEqual(${left}, ${right})`,
  in: (left, right) => `contains(${left}, ${right})`,
  "not in": (left, right) => `!contains(${left}, ${right})`,
};

/** A chain of comparisons; each operand in the middle is evaluated once and the chain stops at the first that fails. */
export function compileComparison(node: ExpressionOf<"Compare">, compiler: ExpressionCompiler): string {
  let left = compiler.value(node.first);
  const links = node.rest.map(({ operator, operand }, index) => {
    const value = compiler.value(operand);
    if (index === node.rest.length - 1) return OPERATORS[operator](left, value);
    const kept = compiler.frame.builder.temporary();
    const link = OPERATORS[operator](left, `${kept} = ${value}`);
    left = kept;
    return link;
  });
  return links.length === 1 ? (links[0] ?? "true") : `(${links.join(" && ")})`;
}
