import { Markup } from "@dewar/markup";
import { characters } from "./characters.ts";
import { dictGet, isHashable } from "./dict.ts";
import { DictView } from "./dict-view.ts";
import { findField } from "./fields.ts";
import { Float } from "./float.ts";
import { tryIndex } from "./index-value.ts";
import { MISSING } from "./missing.ts";
import { Range } from "./range.ts";
import { Tuple } from "./tuple.ts";
import { isIterator, isMapLike, isPlainObject } from "./types.ts";
import { Undefined } from "./undefined.ts";

/** Names that lead from a value to the code behind it. No template reads them, of no value. */
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(["constructor", "prototype", "__proto__"]);

/** What every function owns beside the properties its author gave it. */
const FUNCTION_NAMES: ReadonlySet<string> = new Set(["arguments", "caller", "length", "name"]);

/** What walks an iterator: for loops and filters do, and no template by name. */
const ITERATOR_NAMES: ReadonlySet<string> = new Set(["next", "return", "throw"]);

/** Where the walk up a prototype chain ends: members from here on are JavaScript's, not the author's. */
const BUILTIN_PROTOTYPES: ReadonlySet<object> = new Set<object>([
  Object.prototype,
  Function.prototype,
  Array.prototype,
  Map.prototype,
  Set.prototype,
  Markup.prototype,
  Tuple.prototype,
  Float.prototype,
  Range.prototype,
  DictView.prototype,
]);

/**
 * The attribute of a value which a template may read, or {@link MISSING}: own properties of objects, and what the
 * class of an instance declares. Nothing of `Object.prototype` or `Function.prototype`, never `constructor`,
 * `prototype` or `__proto__`.
 *
 * Methods come unbound, as JavaScript keeps them.
 *
 * @param value - Any value.
 * @param name - The attribute's name.
 * @example
 * getAttribute({ name: "Ann" }, "name"); // => "Ann"
 * getAttribute({}, "constructor") === MISSING; // => true
 */
export function getAttribute(value: unknown, name: string): unknown {
  if (typeof value === "object" && value !== null) {
    if (FORBIDDEN_NAMES.has(name)) return value instanceof Undefined ? value.attribute(name) : MISSING;
    return objectAttribute(value, name);
  }
  return typeof value === "function" ? functionAttribute(value, name) : findField(value, name);
}

function objectAttribute(value: object, name: string): unknown {
  if (isPlainObject(value)) return Object.hasOwn(value, name) ? value[name] : MISSING;
  if (declares(value, name)) return Reflect.get(value, name);
  const field = findField(value, name);
  return field === MISSING && value instanceof Undefined ? value.attribute(name) : field;
}

function declares(value: object, name: string): boolean {
  if (isOpaque(value) || (ITERATOR_NAMES.has(name) && isIterator(value))) return false;
  let owner: object | null = value;
  while (owner !== null && !BUILTIN_PROTOTYPES.has(owner)) {
    if (Object.hasOwn(owner, name)) return true;
    owner = Reflect.getPrototypeOf(owner);
  }
  return false;
}

/** Whether a value stands for one of Python's own, whose JavaScript properties are no attributes. */
function isOpaque(value: object): boolean {
  return (
    Array.isArray(value) || value instanceof Float || value instanceof Range || value instanceof Undefined
  );
}

function functionAttribute(value: object, name: string): unknown {
  if (FORBIDDEN_NAMES.has(name) || FUNCTION_NAMES.has(name)) return MISSING;
  return Object.hasOwn(value, name) ? Reflect.get(value, name) : MISSING;
}

/**
 * The item of a value under a key, or {@link MISSING}: an index of a string, list, tuple or range, a key of a dict.
 *
 * @param value - Any value.
 * @param key - An index (negative from the end, in code points for strings) or a key, compared as Python does.
 * @example
 * getItem(["a", "b"], -1); // => "b"
 * getItem({ a: 1 }, "a"); // => 1
 */
export function getItem(value: unknown, key: unknown): unknown {
  if (typeof value === "string") return itemAt(characters(value), key);
  if (typeof value !== "object" || value === null) return MISSING;
  if (Array.isArray(value)) return itemAt(value, key);
  if (isPlainObject(value)) {
    return typeof key === "string" && FORBIDDEN_NAMES.has(key) ? MISSING : keyedItem(value, key);
  }
  return objectItem(value, key);
}

function objectItem(value: object, key: unknown): unknown {
  if (value instanceof Map) return keyedItem(value, key);
  if (value instanceof Tuple) return itemAt(value.items, key);
  if (value instanceof Undefined) return value.attribute(key);
  if (value instanceof Markup) return markupCharacter(value, key);
  if (value instanceof Range) return rangeItem(value, key);
  if (ArrayBuffer.isView(value) && Symbol.iterator in value)
    return itemAt(Array.from(value as Uint8Array), key);
  return isMapLike(value) ? keyedItem(value, key) : MISSING;
}

function keyedItem(dict: Parameters<typeof dictGet>[0], key: unknown): unknown {
  return isHashable(key) ? dictGet(dict, key) : MISSING;
}

function itemAt(items: ArrayLike<unknown>, key: unknown): unknown {
  const index = tryIndex(key);
  if (index === undefined) return MISSING;
  const place = index < 0 ? index + items.length : index;
  return place >= 0 && place < items.length ? items[place] : MISSING;
}

function markupCharacter(value: Markup, key: unknown): unknown {
  const character = itemAt(characters(value.toString()), key);
  return character === MISSING ? MISSING : new Markup(character);
}

function rangeItem(range: Range, key: unknown): unknown {
  const index = tryIndex(key);
  if (index === undefined) return MISSING;
  const place = index < 0 ? index + range.length : index;
  return place >= 0 && place < range.length ? range.at(place) : MISSING;
}
