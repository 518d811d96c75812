import { Markup } from "@dewar/markup";
import { storedKey } from "./equality.ts";
import { typeError } from "./errors.ts";
import { MISSING } from "./missing.ts";
import { type HasHash, hasHash } from "./protocols.ts";
import { isMapLike, isPlainObject, type MapLike, type PlainObject, typeName } from "./types.ts";

/** What Python would call a mapping: a `Map`, an object without a class, or an instance that reads like a `Map`. */
export type Dict = Map<unknown, unknown> | PlainObject | MapLike;

/** A mapping which a template may change. */
export type MutableDict = Map<unknown, unknown> | PlainObject;

/** Whether a value is a mapping. */
export function isDict(value: unknown): value is Dict {
  return isMutableDict(value) || isMapLike(value);
}

/** Whether a value is a `Map` or an object without a class. */
export function isMutableDict(value: unknown): value is MutableDict {
  return value instanceof Map || isPlainObject(value);
}

/**
 * The value under a key, compared as Python compares keys, or {@link MISSING}.
 *
 * An integer key finds nothing in a plain object: its keys are strings. (JavaScript also moves integer-like keys
 * of a plain object to the front; where such keys or their order matter, use a `Map`.)
 */
export function dictGet(dict: Dict, key: unknown): unknown {
  if (dict instanceof Map) {
    const stored = storedKey(dict, hashable(key));
    return stored === MISSING ? MISSING : dict.get(stored);
  }
  const name = hashable(key);
  if (isPlainObject(dict)) return isOwnKey(dict, name) ? dict[name] : MISSING;
  return dict.has(name) ? dict.get(name) : MISSING;
}

/** Whether a key is in the mapping. */
export function dictHas(dict: Dict, key: unknown): boolean {
  return dictGet(dict, key) !== MISSING;
}

/** Stores a value under a key; a key that is there already keeps its place and its form. */
export function dictSet(dict: MutableDict, key: unknown, value: unknown): void {
  const name = hashable(key);
  if (dict instanceof Map) {
    const stored = storedKey(dict, name);
    dict.set(stored === MISSING ? name : stored, value);
    return;
  }
  if (typeof name !== "string") {
    throw typeError(
      `a plain object takes string keys, not ${typeName(name)}; give the template a Map instead`,
    );
  }
  // defineProperty, because an assignment to "__proto__" would change the prototype.
  Object.defineProperty(dict, name, { value, writable: true, enumerable: true, configurable: true });
}

/** Removes a key, if it is there. */
export function dictDelete(dict: MutableDict, key: unknown): void {
  const name = hashable(key);
  if (dict instanceof Map) dict.delete(storedKey(dict, name));
  else if (isOwnKey(dict, name)) delete dict[name];
}

/** The keys, in order. */
export function dictKeys(dict: Dict): unknown[] {
  if (isPlainObject(dict)) return Object.keys(dict);
  return [...dict.keys()];
}

/** The pairs of key and value, in order. */
export function dictEntries(dict: Dict): [key: unknown, value: unknown][] {
  if (dict instanceof Map) return [...dict];
  if (isPlainObject(dict)) return Object.entries(dict);
  return dictKeys(dict).map((key) => [key, dict.get(key)]);
}

/** The number of keys. */
export function dictSize(dict: Dict): number {
  return dict instanceof Map ? dict.size : dictKeys(dict).length;
}

/**
 * Builds the dict which a template writes as `{k: v}` or `dict(pairs)`; of two equal keys the first keeps its
 * place and the last its value.
 *
 * @param entries - Pairs of key and value.
 * @throws {@link PythonError} (TypeError) for a list, dict or set as key.
 */
export function dictOf(entries: Iterable<readonly [key: unknown, value: unknown]>): Map<unknown, unknown> {
  const dict = new Map<unknown, unknown>();
  for (const [key, value] of entries) dictSet(dict, key, value);
  return dict;
}

function isOwnKey(dict: PlainObject, key: unknown): key is string {
  return typeof key === "string" && Object.hasOwn(dict, key);
}

/** Whether a value can be the key of a dict or an item of a set: everything but lists, dicts and sets. */
export function isHashable(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value) || value instanceof Set || isMutableDict(value)) return false;
  return !hasHash(value) || hasHashNow(value);
}

function hasHashNow(value: HasHash): boolean {
  try {
    value.__hash__();
    return true;
  } catch {
    return false;
  }
}

/**
 * The form in which a value can be the key of a dict or an item of a set.
 *
 * @throws {@link PythonError} (TypeError) for a list, dict or set.
 */
export function hashable(key: unknown): unknown {
  if (typeof key !== "object" || key === null) return key;
  if (key instanceof Markup) return key.toString();
  if (hasHash(key)) key.__hash__();
  if (!isHashable(key)) throw typeError(`unhashable type: '${typeName(key)}'`);
  return key;
}
