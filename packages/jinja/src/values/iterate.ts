import { Markup } from "@dewar/markup";
import { typeError } from "./errors.ts";
import { isMapLike, isPlainObject, typeName } from "./types.ts";

/**
 * Walks a value as a `for` loop does: the items of a sequence, the keys of a dict, the characters of a string.
 *
 * Lists come back as they are, so that a loop over one costs nothing extra.
 *
 * @throws {@link PythonError} (TypeError) for a value that has no items.
 * @example
 * [...iterate({ a: 1, b: 2 })]; // => ["a", "b"]
 */
export function iterate(value: unknown): Iterable<unknown> {
  if (Array.isArray(value) || typeof value === "string") return value;
  const items = tryIterate(value);
  if (items === undefined) throw typeError(`'${typeName(value)}' object is not iterable`);
  return items;
}

/** Like {@link iterate}, but undefined for a value that has no items. */
export function tryIterate(value: unknown): Iterable<unknown> | undefined {
  if (typeof value === "string") return value;
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null) return undefined;
  if (value instanceof Map) return value.keys();
  if (value instanceof Markup) return value.toString();
  if (isPlainObject(value)) return isIterable(value) ? value : Object.keys(value);
  if (isMapLike(value)) return value.keys();
  return isIterable(value) ? value : undefined;
}

/** The items of a value as an array; a list is not copied. */
export function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const items: unknown[] = [];
  // The engine inlines what an iterator does here; to Array.from and spreading it is foreign, and takes ten times as long.
  for (const item of iterate(value)) items.push(item);
  return items;
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value && typeof value[Symbol.iterator] === "function";
}
