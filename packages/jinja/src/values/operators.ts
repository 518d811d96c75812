import {
  add,
  divide,
  floorDivide,
  modulo,
  multiply,
  negate,
  positive,
  power,
  subtract,
} from "./arithmetic.ts";

type BinaryFunction = (left: unknown, right: unknown) => unknown;
type SignFunction = (operand: unknown) => unknown;
type BinaryName = "add" | "divide" | "floorDivide" | "modulo" | "multiply" | "power" | "subtract";
type SignName = "negate" | "positive";

/** An operator between two values. */
export type BinaryOperator = "+" | "-" | "*" | "/" | "//" | "%" | "**";

/** A sign before a value. */
export type SignOperator = "+" | "-";

/** Which arithmetic stands behind an operator. */
export const BINARY_NAMES: Readonly<Record<BinaryOperator, BinaryName>> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "//": "floorDivide",
  "%": "modulo",
  "**": "power",
};

/** Which arithmetic stands behind a sign. */
export const SIGN_NAMES: Readonly<Record<SignOperator, SignName>> = { "+": "positive", "-": "negate" };

/** Python's arithmetic by name; compiled code calls it so. */
export const ARITHMETIC: Readonly<Record<BinaryName, BinaryFunction> & Record<SignName, SignFunction>> = {
  add,
  divide,
  floorDivide,
  modulo,
  multiply,
  negate,
  positive,
  power,
  subtract,
};
