import { fixedDigits, scientificDigits } from "./decimal.ts";
import { floatText } from "./float.ts";

/** The letter of a float's presentation in a format; `""` is the format-spec's own default. */
export type FloatStyle = "" | "e" | "f" | "g";

/**
 * Writes the size of a float (without its sign) in one of C's styles.
 *
 * @param value - Any number; the sign is ignored.
 * @param style - `"f"` fixed point, `"e"` with an exponent, `"g"` the shorter of the two, `""` like `"g"` with a
 *   digit after the point.
 * @param precision - Digits after the point, for `"g"` significant digits; undefined for Python's default.
 * @param alternate - Whether to keep the point and trailing zeros (the `#` flag).
 * @example
 * floatDigits(1234.5, "e", 2); // => "1.23e+03"
 */
export function floatDigits(
  value: number,
  style: FloatStyle,
  precision: number | undefined,
  alternate = false,
): string {
  const size = Math.abs(value);
  if (!Number.isFinite(size)) return floatText(size);
  if (style === "f") return withPoint(fixedDigits(size, precision ?? 6), alternate);
  if (style === "e") return exponential(size, precision ?? 6, alternate);
  if (style === "" && precision === undefined) return floatText(size);
  return general(size, Math.max(precision ?? 6, 1), alternate, style === "");
}

function withPoint(digits: string, alternate: boolean): string {
  return alternate && !digits.includes(".") ? `${digits}.` : digits;
}

function exponential(size: number, precision: number, alternate: boolean): string {
  const { digits, exponent } = scientificDigits(size, precision);
  return mantissaOf(digits, alternate) + exponentText(exponent);
}

function mantissaOf(digits: string, alternate: boolean): string {
  const fraction = digits.slice(1);
  return fraction === "" && !alternate ? digits : `${digits.charAt(0)}.${fraction}`;
}

function exponentText(exponent: number): string {
  const size = String(Math.abs(exponent)).padStart(2, "0");
  return `e${exponent < 0 ? "-" : "+"}${size}`;
}

function general(size: number, precision: number, alternate: boolean, keepDigit: boolean): string {
  const { digits, exponent } = scientificDigits(size, precision - 1);
  const limit = keepDigit ? precision - 1 : precision;
  if (exponent < -4 || exponent >= limit) {
    const kept = alternate ? digits : digits.charAt(0) + digits.slice(1).replace(/0+$/, "");
    return mantissaOf(kept, alternate) + exponentText(exponent);
  }
  const fixed = fixedDigits(size, Math.max(precision - 1 - exponent, 0));
  if (alternate) return withPoint(fixed, true);
  const trimmed = fixed.includes(".") ? fixed.replace(/\.?0+$/, "") : fixed;
  return keepDigit && !trimmed.includes(".") ? `${trimmed}.0` : trimmed;
}
