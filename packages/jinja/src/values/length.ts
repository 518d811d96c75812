import { Markup } from "@dewar/markup";
import { countCharacters } from "./characters.ts";
import { dictSize } from "./dict.ts";
import { DictView } from "./dict-view.ts";
import { typeError } from "./errors.ts";
import { Range } from "./range.ts";
import { Tuple } from "./tuple.ts";
import { isMapLike, isPlainObject, typeName } from "./types.ts";
import { Undefined } from "./undefined.ts";

/**
 * Python's `len()`: the code points of a string, the items of a container.
 *
 * @throws {@link PythonError} (TypeError) for a value without a length.
 * @example
 * length("a🎉"); // => 2
 */
export function length(value: unknown): number {
  const size = tryLength(value);
  if (size === undefined) throw typeError(`object of type '${typeName(value)}' has no len()`);
  return size;
}

/** Like {@link length}, but undefined for a value without a length. */
export function tryLength(value: unknown): number | undefined {
  if (typeof value === "string") return countCharacters(value);
  if (Array.isArray(value)) return value.length;
  if (value === undefined) return 0;
  return typeof value === "object" && value !== null ? objectLength(value) : undefined;
}

function objectLength(value: object): number | undefined {
  if (value instanceof Map || value instanceof Set) return value.size;
  if (value instanceof Tuple || value instanceof Range || value instanceof DictView) return value.length;
  if (value instanceof Markup) return countCharacters(value.toString());
  if (value instanceof Undefined) return value.size();
  if (isPlainObject(value)) return dictSize(value);
  const { length, size } = value as { length?: unknown; size?: unknown };
  if (typeof length === "number") return length;
  if (typeof size === "number") return size;
  return isMapLike(value) ? dictSize(value) : undefined;
}
