import { isUniform } from "./characters.ts";
import { isSubset, sameOrEquals } from "./equality.ts";
import { typeError } from "./errors.ts";
import { numericValue } from "./numbers.ts";
import { Tuple } from "./tuple.ts";
import { isString, typeName } from "./types.ts";
import { Undefined } from "./undefined.ts";

type Operator = "<" | "<=" | ">" | ">=";

/**
 * Python's `a < b`.
 *
 * @throws {@link PythonError} (TypeError) for values that have no order, such as a string and a number.
 * @example
 * lessThan([1, 2], [1, 3]); // => true
 */
export function lessThan(a: unknown, b: unknown): boolean {
  return ordered("<", a, b);
}

/** Python's `a <= b`; see {@link lessThan}. */
export function lessOrEqual(a: unknown, b: unknown): boolean {
  return ordered("<=", a, b);
}

/** Python's `a > b`; see {@link lessThan}. */
export function greaterThan(a: unknown, b: unknown): boolean {
  return ordered(">", a, b);
}

/** Python's `a >= b`; see {@link lessThan}. */
export function greaterOrEqual(a: unknown, b: unknown): boolean {
  return ordered(">=", a, b);
}

/**
 * Orders two values for a sort that asks only for `<`, as Python's does.
 *
 * @returns A negative number, 0 or a positive number.
 */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  if (lessThan(a, b)) return -1;
  return lessThan(b, a) ? 1 : 0;
}

/** Orders two values: a negative number, 0 or a positive number. */
export type Order = (a: unknown, b: unknown) => number;

/** The order of {@link compare} as JavaScript has it itself, if it has for all these values: numbers, or texts. */
export function nativeOrder(values: readonly unknown[]): Order | undefined {
  if (values.every((value) => typeof value === "number")) return (a, b) => Number(a) - Number(b);
  if (values.every((value) => typeof value === "string" && isUniform(value))) return compareUnits;
  return undefined;
}

function compareUnits(a: unknown, b: unknown): number {
  const left = String(a);
  const right = String(b);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function ordered(operator: Operator, a: unknown, b: unknown): boolean {
  if (typeof a === "number" && typeof b === "number") return relate(operator, a, b);
  if (isString(a) && isString(b)) return relate(operator, compareText(a.toString(), b.toString()), 0);
  const left = numericValue(a);
  const right = numericValue(b);
  if (left !== undefined && right !== undefined) return relate(operator, left, right);
  return orderedObjects(operator, a, b);
}

function relate(operator: Operator, a: number | bigint, b: number | bigint): boolean {
  switch (operator) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    default:
      return a >= b;
  }
}

function orderedObjects(operator: Operator, a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return orderedItems(operator, a, b);
  if (a instanceof Tuple && b instanceof Tuple) return orderedItems(operator, a.items, b.items);
  if (a instanceof Set && b instanceof Set) return orderedSets(operator, a, b);
  if (a instanceof Date && b instanceof Date) return relate(operator, a.getTime(), b.getTime());
  if (a instanceof Undefined) return a.fail();
  if (b instanceof Undefined) return b.fail();
  throw typeError(`'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`);
}

// The first items that differ decide; without one the lengths do.
function orderedItems(operator: Operator, a: readonly unknown[], b: readonly unknown[]): boolean {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) {
    if (!sameOrEquals(a[index], b[index])) return ordered(operator, a[index], b[index]);
  }
  return relate(operator, a.length, b.length);
}

function orderedSets(operator: Operator, a: Set<unknown>, b: Set<unknown>): boolean {
  if (operator === ">" || operator === ">=") return orderedSets(operator === ">" ? "<" : "<=", b, a);
  return (operator === "<=" || a.size < b.size) && isSubset(a, b);
}

/** Orders two strings by their code points; JavaScript's own order is that of UTF-16 units. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  if (isUniform(a) && isUniform(b)) return a < b ? -1 : 1;
  return compareCodePoints(a, b);
}

function compareCodePoints(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index++;
  const left = a.codePointAt(index) ?? -1;
  const right = b.codePointAt(index) ?? -1;
  return left - right;
}
