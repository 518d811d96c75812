import { valueError } from "./errors.ts";

/** More digits than a float has (its exact expansion ends before the 1100th); what is past them is noise. */
const MAX_PRECISION = 10_000;

/** The digits of a number in scientific notation: `0.` would stand before the first, `exponent` counts from it. */
export interface Digits {
  /** One digit before the point and as many after it as were asked for. */
  readonly digits: string;
  readonly exponent: number;
}

/**
 * Writes a finite number with a fixed count of decimals, rounded half to even from its exact value, as Python
 * does. (JavaScript's `toFixed` rounds half up and gives up at 1e21.)
 *
 * @param value - A finite number of 0 or more.
 * @param precision - The count of decimals.
 * @throws {@link PythonError} (ValueError) for more than 10 000 decimals.
 * @example
 * fixedDigits(2.5, 0); // => "2"
 * fixedDigits(0.125, 2); // => "0.12"
 */
export function fixedDigits(value: number, precision: number): string {
  refuseHuge(precision);
  const digits = scaled(value, precision)
    .toString()
    .padStart(precision + 1, "0");
  if (precision === 0) return digits;
  return `${digits.slice(0, -precision)}.${digits.slice(-precision)}`;
}

/**
 * The first digits of a finite number, rounded half to even from its exact value.
 *
 * @param value - A finite number of 0 or more.
 * @param precision - The count of digits after the first.
 * @throws {@link PythonError} (ValueError) for more than 10 000 digits.
 */
export function scientificDigits(value: number, precision: number): Digits {
  refuseHuge(precision);
  if (value === 0) return { digits: "0".repeat(precision + 1), exponent: 0 };
  // The shortest text that reads back may be a power of ten too high, and rounding may carry into a new digit.
  let exponent = Number(value.toExponential().split("e")[1]);
  let digits = scaled(value, precision - exponent).toString();
  if (digits.length <= precision) digits = scaled(value, precision - --exponent).toString();
  if (digits.length > precision + 1) digits = scaled(value, precision - ++exponent).toString();
  return { digits, exponent };
}

/**
 * Rounds a number to a count of decimals (negative: to tens, hundreds ...), half to even from its exact value.
 *
 * @example
 * roundHalfEven(2.675, 2); // => 2.67
 */
export function roundHalfEven(value: number, precision: number): number {
  if (!Number.isFinite(value) || precision > 323) return value;
  if (precision < -309) return value < 0 || Object.is(value, -0) ? -0 : 0;
  const size = Math.abs(value);
  const rounded = precision === 0 ? wholeHalfEven(size) : decimalHalfEven(size, precision);
  return value < 0 || Object.is(value, -0) ? -rounded : rounded;
}

// A number halfway between two decimals is a multiple of a small power of two; for others toFixed is exact.
function decimalHalfEven(size: number, precision: number): number {
  const isHalfway = (size * 2 ** (precision + 1)) % 1 === 0;
  if (precision > 0 && precision <= 100 && !isHalfway) return Number(size.toFixed(precision));
  return Number(`${scaled(size, precision)}e${-precision}`);
}

// What a float has behind the point is exact, so that a half is one.
function wholeHalfEven(size: number): number {
  const whole = Math.floor(size);
  const rest = size - whole;
  return rest > 0.5 || (rest === 0.5 && whole % 2 === 1) ? whole + 1 : whole;
}

function refuseHuge(precision: number): void {
  if (precision > MAX_PRECISION) throw valueError("precision too big");
}

/** `value` times 10 to the `power`, rounded half to even. */
function scaled(value: number, power: number): bigint {
  const { mantissa, exponent } = binaryParts(value);
  const numerator = mantissa * 2n ** BigInt(Math.max(exponent, 0)) * 10n ** BigInt(Math.max(power, 0));
  const denominator = 2n ** BigInt(Math.max(-exponent, 0)) * 10n ** BigInt(Math.max(-power, 0));
  return divideHalfEven(numerator, denominator);
}

/** The quotient of two integers of 0 or more, rounded half to even. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  return twice > denominator || (twice === denominator && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

/** A number of 0 or more as an integer times a power of two (IEEE 754 binary64). */
export function binaryParts(value: number): { mantissa: bigint; exponent: number } {
  const bits = new BigUint64Array(new Float64Array([value]).buffer)[0] ?? 0n;
  const fraction = bits & 0xfffffffffffffn;
  const biased = Number((bits >> 52n) & 0x7ffn);
  if (biased === 0) return { mantissa: fraction, exponent: -1074 };
  return { mantissa: fraction | 0x10000000000000n, exponent: biased - 1075 };
}
