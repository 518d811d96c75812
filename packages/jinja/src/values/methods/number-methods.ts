import { binaryParts } from "../decimal.ts";
import { PythonError, valueError } from "../errors.ts";
import { type Float, floatFrom, floatText } from "../float.ts";
import { integerValue, normalizeInteger, numericValue } from "../numbers.ts";
import { Range } from "../range.ts";
import { Tuple } from "../tuple.ts";
import { repr } from "../repr.ts";
import { type MethodTable, methodTable } from "./method-table.ts";

type Integer = number | bigint | boolean;

function binaryDigits(value: Integer): string {
  return BigInt(value).toString(2).replace("-", "");
}

function doubleOf(value: number | Float): number {
  return Number(value);
}

function hexText(value: number): string {
  if (!Number.isFinite(value)) return floatText(value);
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (value === 0) return `${sign}0x0.0p+0`;
  const { mantissa, exponent } = binaryParts(Math.abs(value));
  const digits = (mantissa & 0xfffffffffffffn).toString(16).padStart(13, "0");
  const power = exponent + 52;
  return `${sign}0x${mantissa >> 52n}.${digits}p${power < 0 ? "-" : "+"}${Math.abs(power)}`;
}

function ratio(value: number): Tuple {
  if (Number.isNaN(value)) throw valueError("cannot convert NaN to integer ratio");
  if (!Number.isFinite(value))
    throw new PythonError("OverflowError", "cannot convert Infinity to integer ratio");
  const { mantissa, exponent } = binaryParts(Math.abs(value));
  const sign = value < 0 ? -1n : 1n;
  let numerator = exponent > 0 ? mantissa << BigInt(exponent) : mantissa;
  let denominator = exponent < 0 ? 1n << BigInt(-exponent) : 1n;
  while (denominator > 1n && numerator % 2n === 0n) {
    numerator /= 2n;
    denominator /= 2n;
  }
  return new Tuple([normalizeInteger(sign * numerator), normalizeInteger(denominator)]);
}

/** The methods of Python's `int`, booleans included. */
export const integerMethods: MethodTable = methodTable([
  [
    "",
    function bit_length(this: Integer): number {
      return BigInt(this) === 0n ? 0 : binaryDigits(this).length;
    },
  ],
  [
    "",
    function bit_count(this: Integer): number {
      return binaryDigits(this).replaceAll("0", "").length;
    },
  ],
  [
    "",
    function conjugate(this: Integer): unknown {
      return integerValue(this);
    },
  ],
  [
    "",
    function is_integer(this: Integer): boolean {
      return true;
    },
  ],
  [
    "",
    function as_integer_ratio(this: Integer): Tuple {
      return new Tuple([integerValue(this), 1]);
    },
  ],
]);

/** The methods of Python's `float`. */
export const floatMethods: MethodTable = methodTable([
  [
    "",
    function conjugate(this: number | Float): unknown {
      return floatFrom(doubleOf(this));
    },
  ],
  [
    "",
    function is_integer(this: number | Float): boolean {
      return Number.isInteger(doubleOf(this));
    },
  ],
  [
    "",
    function hex(this: number | Float): string {
      return hexText(doubleOf(this));
    },
  ],
  [
    "",
    function as_integer_ratio(this: number | Float): Tuple {
      return ratio(doubleOf(this));
    },
  ],
]);

/** The methods of Python's `range`. */
export const rangeMethods: MethodTable = methodTable([
  [
    "value",
    function index(this: Range, value: unknown): number {
      const place = placeIn(this, value);
      if (place === -1) throw valueError(`${repr(value)} is not in range`);
      return place;
    },
  ],
  [
    "value",
    function count(this: Range, value: unknown): number {
      return placeIn(this, value) === -1 ? 0 : 1;
    },
  ],
]);

function placeIn(range: Range, value: unknown): number {
  const number = numericValue(value);
  return number === undefined ? -1 : range.indexOf(Number(number));
}
