import type { Expression, ExpressionOf, Literal } from "../ast/expressions.ts";
import { literal } from "./code-writer.ts";
import type { Compilation } from "./compilation.ts";
import type { ExpressionCompiler } from "./expression-compiler.ts";

/** Names which a plain object would not keep in order. */
const INTEGER_LIKE = /^(?:0|[1-9]\d*)$/;

/** A literal; a float that could pass for an integer is one constant box. */
export function compileLiteral({ value, float }: Literal, compilation: Compilation): string {
  if (typeof value === "bigint") return `${value}n`;
  if (float && typeof value === "number") {
    return Number.isSafeInteger(value)
      ? compilation.constant(`new Float(${literal(value)})`)
      : literal(value);
  }
  return literal(value);
}

/**
 * A dict. With nothing but text for keys it is a plain object, which is what a JavaScript function expects to be
 * given; otherwise a Map, which keeps keys of every kind apart and in order.
 */
export function compileDict({ entries }: ExpressionOf<"Dict">, compiler: ExpressionCompiler): string {
  const keys = entries.map(({ key }) => textKey(key));
  if (entries.length > 0 && keys.every((key) => key !== undefined)) {
    const members = entries.map(({ value }, index) => {
      return `${compiler.compilation.key(keys[index] ?? "")}: ${compiler.value(value)}`;
    });
    return `{ ${members.join(", ")} }`;
  }
  const pairs = entries.map(({ key, value }) => `[${compiler.value(key)}, ${compiler.value(value)}]`);
  return `dict([${pairs.join(", ")}])`;
}

function textKey(node: Expression): string | undefined {
  if (node.kind !== "Literal" || typeof node.value !== "string") return undefined;
  return INTEGER_LIKE.test(node.value) ? undefined : node.value;
}
