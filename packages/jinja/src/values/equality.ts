import { Markup } from "@dewar/markup";
import { PythonError } from "./errors.ts";
import { MISSING } from "./missing.ts";
import { numericValue } from "./numbers.ts";
import { hasEquals } from "./protocols.ts";
import { Range } from "./range.ts";
import { Tuple } from "./tuple.ts";
import { isPlainObject, type PlainObject } from "./types.ts";

const MAX_DEPTH = 500;

/**
 * Python's `==`: numbers by value whatever their kind (`1 == 1.0 == True`), strings by their text, lists, tuples,
 * dicts and sets by their content, dates by their instant, everything else by identity.
 *
 * @throws {@link PythonError} (RecursionError) for structures nested more than 500 deep.
 * @example
 * equals([1, { a: true }], [1, { a: 1 }]); // => true
 * equals([1], new Tuple([1])); // => false
 */
export function equals(a: unknown, b: unknown): boolean {
  return equalAt(a, b, 0);
}

/** What `in` and the containers use: the same value, or an equal one. It finds NaN in `[nan]`, as Python does. */
export function sameOrEquals(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || equalAt(a, b, 0);
}

/**
 * The key under which a `Map` or `Set` holds a value that Python takes for `key`: 1, 1.0 and True are one key, and
 * so are equal tuples. {@link MISSING} when there is none.
 */
export function storedKey(
  container: ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>,
  key: unknown,
): unknown {
  if (container.has(key)) return key;
  if (typeof key === "string" || key === null) return MISSING;
  if (key instanceof Markup) return container.has(key.toString()) ? key.toString() : MISSING;
  return findKey(container.keys(), key);
}

function findKey(keys: Iterable<unknown>, key: unknown): unknown {
  for (const candidate of keys)
    if (typeof candidate !== "string" && equalAt(candidate, key, 0)) return candidate;
  return MISSING;
}

function equalAt(a: unknown, b: unknown, depth: number): boolean {
  if (a === b && typeof a !== "object") return true;
  if (hasEquals(a)) return a.__eq__(b);
  if (hasEquals(b)) return b.__eq__(a);
  if (a === b) return true;
  if (a === null || b === null || a === undefined || b === undefined) return false;
  if (typeof a === "string") return b instanceof Markup && b.toString() === a;
  const number = numericValue(a);
  if (number !== undefined) return equalNumbers(number, numericValue(b));
  if (typeof a !== "object" || depth > MAX_DEPTH) return tooDeep(depth);
  return equalObjects(a, b, depth + 1);
}

function tooDeep(depth: number): false {
  if (depth <= MAX_DEPTH) return false;
  throw new PythonError("RecursionError", "maximum recursion depth exceeded in comparison");
}

// A number and a bigint compare exactly in JavaScript, but not with `===`.
function equalNumbers(a: number | bigint, b: number | bigint | undefined): boolean {
  if (b === undefined || a === b) return b !== undefined;
  if (typeof a === typeof b || Number.isNaN(a) || Number.isNaN(b)) return false;
  return !(a < b) && !(a > b);
}

function equalObjects(a: object, b: unknown, depth: number): boolean {
  if (Array.isArray(a)) return Array.isArray(b) && equalItems(a, b, depth);
  if (a instanceof Tuple) return b instanceof Tuple && equalItems(a.items, b.items, depth);
  if (a instanceof Markup) return equalText(a, b);
  if (a instanceof Map || isPlainObject(a)) return equalDicts(a, b, depth);
  if (a instanceof Set) return b instanceof Set && a.size === b.size && isSubset(a, b);
  if (a instanceof Range) return b instanceof Range && equalRanges(a, b);
  return a instanceof Date && b instanceof Date && a.getTime() === b.getTime();
}

function equalText(a: Markup, b: unknown): boolean {
  return (typeof b === "string" || b instanceof Markup) && a.toString() === b.toString();
}

function equalItems(a: readonly unknown[], b: readonly unknown[], depth: number): boolean {
  return a.length === b.length && a.every((item, index) => sameAt(item, b[index], depth));
}

function sameAt(a: unknown, b: unknown, depth: number): boolean {
  return Object.is(a, b) || equalAt(a, b, depth);
}

function equalDicts(a: Map<unknown, unknown> | PlainObject, b: unknown, depth: number): boolean {
  if (!(b instanceof Map) && !isPlainObject(b)) return false;
  const entries = a instanceof Map ? [...a] : Object.entries(a);
  const size = b instanceof Map ? b.size : Object.keys(b).length;
  if (entries.length !== size) return false;
  return entries.every(([key, value]) => {
    const other = valueUnder(b, key);
    return other !== MISSING && sameAt(value, other, depth);
  });
}

function valueUnder(dict: Map<unknown, unknown> | PlainObject, key: unknown): unknown {
  if (dict instanceof Map) {
    const stored = storedKey(dict, key);
    return stored === MISSING ? MISSING : dict.get(stored);
  }
  return typeof key === "string" && Object.hasOwn(dict, key) ? dict[key] : MISSING;
}

/** Whether every item of one set is in the other. */
export function isSubset(a: ReadonlySet<unknown>, b: ReadonlySet<unknown>): boolean {
  for (const item of a) if (storedKey(b, item) === MISSING) return false;
  return true;
}

function equalRanges(a: Range, b: Range): boolean {
  if (a.length !== b.length || a.length === 0) return a.length === b.length;
  return a.start === b.start && (a.length === 1 || a.step === b.step);
}
