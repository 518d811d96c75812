import { Markup } from "@dewar/markup";
import { DictView } from "./dict-view.ts";
import { Float } from "./float.ts";
import { Range } from "./range.ts";
import { Tuple } from "./tuple.ts";
import { isPlainObject } from "./types.ts";
import { Undefined } from "./undefined.ts";

/**
 * Whether Python takes a value for true: 0, None, and everything empty is false.
 *
 * @example
 * truthy([]); // => false
 * truthy("0"); // => true
 */
export function truthy(value: unknown): boolean {
  if (typeof value !== "object" || value === null) {
    // NaN is true in Python.
    return Boolean(value) || Number.isNaN(value);
  }
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Undefined) return value.truth();
  if (value instanceof Float) return value.valueOf() !== 0;
  if (value instanceof Markup) return value.toString() !== "";
  if (value instanceof Map || value instanceof Set) return value.size > 0;
  if (value instanceof Tuple || value instanceof Range || value instanceof DictView) return value.length > 0;
  return !isPlainObject(value) || hasKeys(value);
}

function hasKeys(value: object): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return true;
  return false;
}
