import { overflowError, valueError } from "./errors.ts";
import { Float } from "./float.ts";

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * The value of an `int` as JavaScript can count with it, a boolean as 0 or 1; undefined for floats and for what is
 * no number.
 */
export function integerValue(value: unknown): number | bigint | undefined {
  switch (typeof value) {
    case "number":
      return Number.isSafeInteger(value) ? value : undefined;
    case "bigint":
      return value;
    case "boolean":
      return value ? 1 : 0;
    default:
      return undefined;
  }
}

/** The value of any number, a float out of its box; undefined for what is no number. */
export function numericValue(value: unknown): number | bigint | undefined {
  switch (typeof value) {
    case "number":
    case "bigint":
      return value;
    case "boolean":
      return value ? 1 : 0;
    default:
      return value instanceof Float ? value.valueOf() : undefined;
  }
}

/** Brings an integer back to a plain number where that is exact. */
export function normalizeInteger(value: bigint): number | bigint {
  return value <= LARGEST && value >= -LARGEST ? Number(value) : value;
}

/**
 * Makes a float of an integer.
 *
 * @throws {@link PythonError} (OverflowError) past the largest float.
 */
export function toDouble(value: number | bigint): number {
  if (typeof value === "number") return value;
  const double = Number(value);
  if (!Number.isFinite(double)) throw overflowError("int too large to convert to float");
  return double;
}

/**
 * The whole part of a float.
 *
 * @throws {@link PythonError} (ValueError) for NaN, (OverflowError) for infinity.
 */
export function truncate(value: number): number | bigint {
  if (Number.isNaN(value)) throw valueError("cannot convert float NaN to integer");
  if (!Number.isFinite(value)) throw overflowError("cannot convert float infinity to integer");
  const whole = Math.trunc(value);
  return Number.isSafeInteger(whole) ? whole + 0 : BigInt(whole);
}
