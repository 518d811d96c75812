import { floatFrom, type Float } from "./float.ts";
import { stripText } from "./methods/str-shape.ts";
import { normalizeInteger } from "./numbers.ts";

const INTEGER = /^([+-]?)(?:(0[bBoOxX])_?)?([0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)$/;
const DECIMAL = /^[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?$/;
const SPECIAL = /^([+-]?)(inf|infinity|nan)$/i;
const PREFIX_BASE: ReadonlyMap<string, number> = new Map([
  ["0b", 2],
  ["0o", 8],
  ["0x", 16],
]);
/** More digits than anyone writes; converting them takes time that grows with their square. */
const MAX_DIGITS = 4300;

/**
 * Reads an integer as Python's `int(text, base)` does: white space around it, a sign, single underscores, digits of
 * any script.
 *
 * @param base - From 2 to 36, or 0 to follow the prefix `0x`, `0o` or `0b`.
 * @returns Undefined when the text is no integer.
 * @example
 * parseInteger(" -1_000 ", 10); // => -1000
 * parseInteger("0x10", 0); // => 16
 */
export function parseInteger(text: string, base: number): number | bigint | undefined {
  const match = INTEGER.exec(plainDigits(text));
  if (match === null) return undefined;
  const [, sign, prefix, body = ""] = match;
  const prefixBase = prefix === undefined ? undefined : PREFIX_BASE.get(prefix.toLowerCase());
  const used = base === 0 ? (prefixBase ?? 10) : base;
  // In a base that has the letter, "0b1" is a number of three digits.
  const digits = ((prefixBase === used ? "" : (prefix ?? "")) + body).replaceAll("_", "");
  if (base === 0 && prefixBase === undefined && /^0+[1-9]/.test(digits)) return undefined;
  if (digits === "" || digits.length > MAX_DIGITS || !isInBase(digits, used)) return undefined;
  const size = bigintOf(digits.toLowerCase(), used);
  return normalizeInteger(sign === "-" ? -size : size);
}

function isInBase(digits: string, base: number): boolean {
  return Array.from(digits).every((digit) => Number.parseInt(digit, 36) < base);
}

function bigintOf(digits: string, base: number): bigint {
  const size = Number.parseInt(digits, base);
  if (Number.isSafeInteger(size)) return BigInt(size);
  let value = 0n;
  for (const digit of digits) value = value * BigInt(base) + BigInt(Number.parseInt(digit, 36));
  return value;
}

/**
 * Reads a float as Python's `float(text)` does.
 *
 * @returns Undefined when the text is no number.
 * @example
 * parseDecimal("1_000.5"); // => 1000.5
 */
export function parseDecimal(text: string): number | Float | undefined {
  const digits = plainDigits(text);
  if (DECIMAL.test(digits)) return floatFrom(Number(digits.replaceAll("_", "")));
  const [, sign, word] = SPECIAL.exec(digits) ?? [];
  if (word === undefined) return undefined;
  if (word.toLowerCase() === "nan") return Number.NaN;
  return sign === "-" ? -Infinity : Infinity;
}

/** Takes white space away and writes the digits of other scripts with the ten of ASCII. */
function plainDigits(text: string): string {
  return stripText(text, undefined, 3).replace(/[\u0080-\u{10ffff}]/gu, (character) => {
    return /\p{Nd}/u.test(character) ? String(digitValue(character)) : character;
  });
}

// Decimal digits stand in runs of ten, from zero to nine; the place in the run is the value.
function digitValue(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return (code - zero) % 10;
}
