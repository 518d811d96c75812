import { overflowError, PythonError } from "./errors.ts";
import { floatFrom, type Float } from "./float.ts";
import { normalizeInteger } from "./numbers.ts";

/** Numbers of this many bits take seconds to compute and megabytes to print; no template means them. */
const MAX_BITS = 4_000_000;

/** The exact sum of two integers. */
export function addIntegers(a: number | bigint, b: number | bigint): number | bigint {
  if (typeof a === "number" && typeof b === "number" && Number.isSafeInteger(a + b)) return a + b;
  return normalizeInteger(BigInt(a) + BigInt(b));
}

/** The exact difference of two integers. */
export function subtractIntegers(a: number | bigint, b: number | bigint): number | bigint {
  return addIntegers(a, -b);
}

/** The exact product of two integers. */
export function multiplyIntegers(a: number | bigint, b: number | bigint): number | bigint {
  const product = Number(a) * Number(b);
  if (Number.isSafeInteger(product)) return product + 0;
  refuseHuge(bitsOf(a) + bitsOf(b));
  return normalizeInteger(BigInt(a) * BigInt(b));
}

/**
 * The quotient of two integers, a float.
 *
 * @throws {@link PythonError} (ZeroDivisionError, OverflowError)
 */
export function divideIntegers(a: number | bigint, b: number | bigint): number | Float {
  if (Number(b) === 0) throw new PythonError("ZeroDivisionError", "division by zero");
  if (typeof a === "number" && typeof b === "number") return floatFrom(a / b);
  return floatFrom(nearestQuotient(BigInt(a), BigInt(b)));
}

// Rounding both integers to floats first would round twice: they are divided exactly, to more bits than a float has.
function nearestQuotient(a: bigint, b: bigint): number {
  const [size, divisor] = [a < 0n ? -a : a, b < 0n ? -b : b];
  const shift = Math.max(0, Math.ceil(72 - bitsOf(size) + bitsOf(divisor)));
  const scaled = size << BigInt(shift);
  // The last bit stands for all that are cut off: it tells more than half from half.
  const bits = (scaled / divisor) | (scaled % divisor === 0n ? 0n : 1n);
  const quotient = Number(bits) / 2 ** shift;
  if (!Number.isFinite(quotient)) throw overflowError("integer division result too large for a float");
  return a < 0n === b < 0n ? quotient : -quotient;
}

/** The quotient rounded towards minus infinity and the remainder, which has the divisor's sign. */
export function divmodIntegers(
  a: number | bigint,
  b: number | bigint,
): { quotient: number | bigint; remainder: number | bigint } {
  if (Number(b) === 0) throw new PythonError("ZeroDivisionError", "integer division or modulo by zero");
  if (typeof a === "bigint" || typeof b === "bigint") return divmodBigints(BigInt(a), BigInt(b));
  const rest = a % b;
  const remainder = rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
  const difference = a - remainder;
  if (!Number.isSafeInteger(difference)) return divmodBigints(BigInt(a), BigInt(b));
  // Adding 0 turns the -0 of JavaScript, which no integer is, into 0.
  return { quotient: difference / b + 0, remainder: remainder + 0 };
}

function divmodBigints(a: bigint, b: bigint): { quotient: number | bigint; remainder: number | bigint } {
  const rest = a % b;
  const remainder = rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
  return { quotient: normalizeInteger((a - remainder) / b), remainder: normalizeInteger(remainder) };
}

/**
 * An integer to a power that is 0 or more.
 *
 * @throws {@link PythonError} (OverflowError) for a result of more than four million bits.
 */
export function raiseInteger(base: number | bigint, exponent: number | bigint): number | bigint {
  const power = Number(base) ** Number(exponent);
  if (Number.isSafeInteger(power)) return power + 0;
  refuseHuge(bitsOf(base) * Number(exponent));
  return normalizeInteger(BigInt(base) ** BigInt(exponent));
}

function bitsOf(value: number | bigint): number {
  if (typeof value === "number") return Math.log2(Math.abs(value) + 1);
  return value.toString(16).length * 4;
}

function refuseHuge(bits: number): void {
  if (bits > MAX_BITS) throw overflowError("integer result is too large to compute");
}
