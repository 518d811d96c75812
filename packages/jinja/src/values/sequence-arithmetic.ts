import { htmlOf, Markup } from "@dewar/markup";
import { overflowError, PythonError, typeError } from "./errors.ts";
import { integerValue } from "./numbers.ts";
import { escaped } from "./str.ts";
import { Tuple } from "./tuple.ts";
import { isString, typeName } from "./types.ts";
import { Undefined } from "./undefined.ts";

const MAX_TEXT = 2 ** 29 - 24;
const MAX_ITEMS = 2 ** 27;

/**
 * Joins two strings, lists or tuples; safe HTML escapes a plain string which joins it.
 *
 * @returns Undefined when the left value is no sequence.
 * @throws {@link PythonError} (TypeError) when the right one is of another kind.
 */
export function concatenate(a: unknown, b: unknown): unknown {
  if (a instanceof Undefined) return a.fail();
  if (a instanceof Markup) {
    const html = htmlOf(b);
    if (html !== undefined) return new Markup(a.toString() + html);
  }
  if (b instanceof Undefined) return b.fail();
  if (a instanceof Markup || b instanceof Markup) return concatenateHtml(a, b);
  if (typeof a === "string") throw cannotConcatenate("str", b);
  if (Array.isArray(a)) {
    if (Array.isArray(b)) return [...a, ...b];
    throw cannotConcatenate("list", b);
  }
  if (a instanceof Tuple) {
    if (b instanceof Tuple) return new Tuple([...a.items, ...b.items]);
    throw cannotConcatenate("tuple", b);
  }
  return undefined;
}

function concatenateHtml(a: unknown, b: unknown): unknown {
  if (!isString(a)) return undefined;
  if (!isString(b)) throw cannotConcatenate("str", b);
  return new Markup(escaped(a) + escaped(b));
}

function cannotConcatenate(type: string, other: unknown): PythonError {
  return typeError(`can only concatenate ${type} (not "${typeName(other)}") to ${type}`);
}

/**
 * Repeats a string, list or tuple.
 *
 * @returns Undefined when the first value is no sequence or the second no integer.
 * @throws {@link PythonError} (MemoryError) for a result past what JavaScript can hold.
 */
export function repeat(sequence: unknown, times: unknown): unknown {
  const integer = integerValue(times);
  if (integer === undefined) return undefined;
  if (typeof sequence === "string") return repeatText(sequence, countOf(integer));
  if (sequence instanceof Markup) return new Markup(repeatText(sequence.toString(), countOf(integer)));
  if (Array.isArray(sequence)) return repeatItems(sequence, countOf(integer));
  if (sequence instanceof Tuple) return new Tuple(repeatItems(sequence.items, countOf(integer)));
  return undefined;
}

function countOf(times: number | bigint): number {
  if (typeof times === "bigint" && BigInt.asIntN(64, times) !== times)
    throw overflowError("cannot fit 'int' into an index-sized integer");
  return Math.max(0, Number(times));
}

function repeatText(text: string, count: number): string {
  if (text.length * count > MAX_TEXT) throw new PythonError("MemoryError", "the repeated string is too long");
  return text.repeat(count);
}

function repeatItems(items: readonly unknown[], count: number): unknown[] {
  if (items.length * count > MAX_ITEMS) throw new PythonError("MemoryError", "the repeated list is too long");
  return Array.from({ length: items.length * count }, (_, index) => items[index % items.length]);
}
