import { storedKey } from "./equality.ts";
import { overflowError, PythonError, typeError, valueError } from "./errors.ts";
import { type Float, floatFrom } from "./float.ts";
import {
  addIntegers,
  divideIntegers,
  divmodIntegers,
  multiplyIntegers,
  raiseInteger,
  subtractIntegers,
} from "./integers.ts";
import { MISSING } from "./missing.ts";
import { integerValue, numericValue, toDouble } from "./numbers.ts";
import { percentFormat } from "./percent-format.ts";
import { concatenate, repeat } from "./sequence-arithmetic.ts";
import { isString, typeName } from "./types.ts";
import { Undefined } from "./undefined.ts";

type Integer = number | bigint;

/**
 * Python's `a + b`: numbers are added, strings, lists and tuples joined; safe HTML escapes what joins it.
 *
 * @throws {@link PythonError} (TypeError) for values that cannot be added.
 * @example
 * add(1, true); // => 2
 * add([1], [2]); // => [1, 2]
 */
export function add(a: unknown, b: unknown): unknown {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b)) return floatFrom(sum);
    return Number.isSafeInteger(sum) ? sum : addIntegers(a, b);
  }
  if (typeof a === "string" && typeof b === "string") return a + b;
  const result = compute(a, b, addIntegers, (x, y) => x + y) ?? concatenate(a, b);
  return result ?? refuse("+", a, b);
}

/**
 * Python's `a - b` of numbers; of two sets, what is only in the first.
 *
 * @throws {@link PythonError} (TypeError) for other values.
 */
export function subtract(a: unknown, b: unknown): unknown {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b)) return floatFrom(difference);
    return Number.isSafeInteger(difference) ? difference : subtractIntegers(a, b);
  }
  const result = compute(a, b, subtractIntegers, (x, y) => x - y);
  if (result !== undefined) return result;
  if (a instanceof Set && b instanceof Set) {
    return new Set([...a].filter((item) => storedKey(b, item) === MISSING));
  }
  return refuse("-", a, b);
}

/**
 * Python's `a * b`: a product, or a string, list or tuple repeated.
 *
 * @throws {@link PythonError} (TypeError) for other values.
 * @example
 * multiply("-", 3); // => "---"
 */
export function multiply(a: unknown, b: unknown): unknown {
  const result = compute(a, b, multiplyIntegers, (x, y) => x * y);
  return result ?? repeat(a, b) ?? repeat(b, a) ?? refuseProduct(a, b);
}

/**
 * Python's `a / b`, always a float.
 *
 * @throws {@link PythonError} (ZeroDivisionError), (TypeError) for what is no number.
 * @example
 * String(divide(4, 2)); // => "2.0"
 */
export function divide(a: unknown, b: unknown): unknown {
  const result = compute(a, b, divideIntegers, (x, y) => x / nonZero(y, "float division by zero"));
  return result ?? refuse("/", a, b);
}

/**
 * Python's `a // b`: the quotient rounded towards minus infinity.
 *
 * @throws {@link PythonError} (ZeroDivisionError), (TypeError) for what is no number.
 * @example
 * floorDivide(-7, 2); // => -4
 */
export function floorDivide(a: unknown, b: unknown): unknown {
  const result = compute(a, b, (x, y) => divmodIntegers(x, y).quotient, floorDivideDoubles);
  return result ?? refuse("//", a, b);
}

/**
 * Python's `a % b`: the remainder with the divisor's sign; for a string on the left, its formatting.
 *
 * @throws {@link PythonError} (ZeroDivisionError), (TypeError) for other values.
 * @example
 * modulo(-7, 3); // => 2
 * modulo("%05.1f", 2.25); // => "002.2"
 */
export function modulo(a: unknown, b: unknown): unknown {
  if (isString(a)) return percentFormat(a, b);
  const result = compute(a, b, (x, y) => divmodIntegers(x, y).remainder, moduloDoubles);
  return result ?? refuse("%", a, b);
}

/**
 * Python's `a ** b`.
 *
 * @throws {@link PythonError} (ZeroDivisionError, OverflowError), (ValueError) where the result is complex,
 *   (TypeError) for what is no number.
 */
export function power(a: unknown, b: unknown): unknown {
  const result = compute(a, b, powerOfIntegers, powerOfDoubles);
  return result ?? refuse("** or pow()", a, b);
}

/**
 * Python's `-value`.
 *
 * @throws {@link PythonError} (TypeError) for what is no number.
 */
export function negate(value: unknown): unknown {
  return sign("-", value, -1);
}

/**
 * Python's `+value`.
 *
 * @throws {@link PythonError} (TypeError) for what is no number.
 */
export function positive(value: unknown): unknown {
  return sign("+", value, 1);
}

function sign(operator: "+" | "-", value: unknown, factor: 1 | -1): unknown {
  const integer = integerValue(value);
  if (integer !== undefined) return multiplyIntegers(integer, factor);
  const number = numericValue(value);
  if (number !== undefined) return floatFrom(Number(number) * factor);
  if (value instanceof Undefined) return value.fail();
  throw typeError(`bad operand type for unary ${operator}: '${typeName(value)}'`);
}

/** Counts with two numbers, exactly when both are integers; undefined when one is no number. */
function compute(
  a: unknown,
  b: unknown,
  withIntegers: (a: Integer, b: Integer) => Integer | Float,
  withDoubles: (a: number, b: number) => number,
): Integer | Float | undefined {
  const x = numericValue(a);
  const y = numericValue(b);
  if (x === undefined || y === undefined) return undefined;
  if (integerValue(a) !== undefined && integerValue(b) !== undefined) return withIntegers(x, y);
  return floatFrom(withDoubles(toDouble(x), toDouble(y)));
}

function nonZero(divisor: number, message: string): number {
  if (divisor === 0) throw new PythonError("ZeroDivisionError", message);
  return divisor;
}

function floorDivideDoubles(a: number, b: number): number {
  const rest = a % nonZero(b, "float floor division by zero");
  const quotient = (a - rest) / b - (rest !== 0 && rest < 0 !== b < 0 ? 1 : 0);
  if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
  // The division is exact but for its last bit; the nearest integer is the quotient.
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

function moduloDoubles(a: number, b: number): number {
  const rest = a % nonZero(b, "float modulo");
  if (rest === 0) return b < 0 ? -0 : 0;
  return rest < 0 !== b < 0 ? rest + b : rest;
}

function powerOfIntegers(base: Integer, exponent: Integer): Integer | Float {
  if (exponent >= 0) return raiseInteger(base, exponent);
  return floatFrom(powerOfDoubles(toDouble(base), toDouble(exponent)));
}

function powerOfDoubles(base: number, exponent: number): number {
  if (base === 0 && exponent < 0) {
    throw new PythonError("ZeroDivisionError", "0.0 cannot be raised to a negative power");
  }
  // 1 to any power is 1 in Python, and so is -1 to an infinite one; JavaScript says NaN.
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1;
  if (base < 0 && Number.isFinite(base) && Number.isFinite(exponent) && !Number.isInteger(exponent)) {
    throw valueError(
      "a negative number to a fractional power is a complex number, which templates do not have",
    );
  }
  const power = base ** exponent;
  if (Math.abs(power) === Infinity && Number.isFinite(base) && Number.isFinite(exponent)) {
    throw overflowError("(34, 'Numerical result out of range')");
  }
  return power;
}

function refuseProduct(a: unknown, b: unknown): never {
  const [sequence, times] = repeat(a, 0) === undefined ? [b, a] : [a, b];
  if (repeat(sequence, 0) === undefined || times instanceof Undefined) return refuse("*", a, b);
  throw typeError(`can't multiply sequence by non-int of type '${typeName(times)}'`);
}

function refuse(operator: string, a: unknown, b: unknown): never {
  if (a instanceof Undefined) return a.fail();
  if (b instanceof Undefined) return b.fail();
  throw typeError(`unsupported operand type(s) for ${operator}: '${typeName(a)}' and '${typeName(b)}'`);
}
