import { characters, isUniform } from "../characters.ts";
import { typeError } from "../errors.ts";
import { indexOf } from "../index-value.ts";
import { isString, typeName } from "../types.ts";

/**
 * Reads an argument that must be a string.
 *
 * @throws {@link PythonError} (TypeError) for anything else.
 */
export function textArgument(value: unknown, what: string): string {
  if (isString(value)) return value.toString();
  throw typeError(`${what} must be str, not ${typeName(value)}`);
}

/** Reads an argument that may be left out or null, as a string. */
export function optionalText(value: unknown, what: string): string | undefined {
  return value === null || value === undefined ? undefined : textArgument(value, what);
}

/** Reads an optional count, absent as -1: no limit. */
export function countArgument(value: unknown): number {
  return value === undefined ? -1 : indexOf(value);
}

/** The part of a text in which a method looks, and where it begins in UTF-16 units. */
export interface TextRegion {
  readonly region: string;
  readonly offset: number;
}

/**
 * Cuts the part of a text which `start` and `end` name in code points, as `text[start:end]` does.
 *
 * @returns Undefined when `start` lies behind the end of the text.
 */
export function regionOf(text: string, start: unknown, end: unknown): TextRegion | undefined {
  if ((start === undefined || start === null) && (end === undefined || end === null)) {
    return { region: text, offset: 0 };
  }
  const units = characters(text);
  const first = bound(start, 0, units.length);
  const last = bound(end, units.length, units.length);
  if (first > units.length || first > last) return undefined;
  if (typeof units === "string") return { region: units.slice(first, last), offset: first };
  return { region: units.slice(first, last).join(""), offset: units.slice(0, first).join("").length };
}

function bound(value: unknown, absent: number, length: number): number {
  if (value === undefined || value === null) return absent;
  // A place past what an index can be is as good as the end.
  const index = typeof value === "bigint" ? Number(value) : indexOf(value);
  return index < 0 ? Math.max(0, index + length) : index;
}

/** Turns a place counted in UTF-16 units into one counted in code points; -1 stays. */
export function characterIndex(text: string, unit: number): number {
  return unit <= 0 || isUniform(text) ? unit : Array.from(text.slice(0, unit)).length;
}
