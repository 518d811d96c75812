import type { Expression, Literal } from "../ast/expressions.ts";
import { Float, floatFrom, isFloat } from "../values/float.ts";
import { ARITHMETIC, BINARY_NAMES, SIGN_NAMES } from "../values/operators.ts";
import { str } from "../values/str.ts";
import { truthy } from "../values/truth.ts";

/** Texts longer than this are left to the render, so that no template compiles to more than it says. */
const LONGEST_TEXT = 1000;

/** Finds expressions whose value is known before the render. The tree stays as it is. */
export class ConstantFolder {
  readonly #known = new Map<Expression, Literal | null>();

  /** The literal an expression amounts to; null when it depends on the render or would fail. */
  fold(node: Expression): Literal | null {
    if (node.kind === "Literal") return node;
    if (node.kind !== "Binary" && node.kind !== "Unary" && node.kind !== "Concat") return null;
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const folded = this.#evaluate(node);
    this.#known.set(node, folded);
    return folded;
  }

  #evaluate(node: Extract<Expression, { kind: "Binary" | "Unary" | "Concat" }>): Literal | null {
    const operands = operandsOf(node).map((operand) => this.fold(operand));
    const values: unknown[] = [];
    for (const operand of operands) {
      if (operand === null) return null;
      values.push(valueOf(operand));
    }
    try {
      return literalOf(apply(node, values), node);
    } catch {
      // What fails, fails where and when the template gets there.
      return null;
    }
  }
}

function operandsOf(
  node: Extract<Expression, { kind: "Binary" | "Unary" | "Concat" }>,
): readonly Expression[] {
  if (node.kind === "Concat") return node.items;
  return node.kind === "Unary" ? [node.operand] : [node.left, node.right];
}

function apply(
  node: Extract<Expression, { kind: "Binary" | "Unary" | "Concat" }>,
  values: readonly unknown[],
): unknown {
  const [first, second] = values;
  if (node.kind === "Concat") return values.map(str).join("");
  // Repeating a text or raising to a power could make more than there is room for.
  if (node.kind === "Binary") {
    if (node.operator === "**" || typeof first === "string" || typeof second === "string") return undefined;
    return ARITHMETIC[BINARY_NAMES[node.operator]](first, second);
  }
  if (node.operator === "not") return !truthy(first);
  return ARITHMETIC[SIGN_NAMES[node.operator]](first);
}

/** The value a literal stands for. */
export function valueOf({ value, float }: Literal): unknown {
  return float && typeof value === "number" ? floatFrom(value) : value;
}

function literalOf(value: unknown, { start, end }: Expression): Literal | null {
  const plain = value instanceof Float ? value.valueOf() : value;
  const isPrinted = typeof plain === "number" || typeof plain === "bigint" || typeof plain === "boolean";
  if (!isPrinted && !(typeof plain === "string" && plain.length <= LONGEST_TEXT)) return null;
  return { kind: "Literal", value: plain, float: isFloat(value), start, end };
}
