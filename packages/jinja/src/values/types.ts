import { Markup } from "@dewar/markup";
import { Float } from "./float.ts";
import { declaredTypeName } from "./protocols.ts";
import { Tuple } from "./tuple.ts";

/** An object with string keys and no class: what JSON and object literals give. */
export type PlainObject = Record<string, unknown>;

/** A class of its own that can be read like a `Map`: `URLSearchParams`, `Headers`, a multi-valued form. */
export interface MapLike {
  has(key: unknown): boolean;
  get(key: unknown): unknown;
  keys(): Iterable<unknown>;
}

/** Whether a value is an object without a class. */
export function isPlainObject(value: unknown): value is PlainObject {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // The last comparison recognises the Object.prototype of another realm (a `vm` context, a worker's structure).
  return prototype === null || prototype === Object.prototype || isForeignObjectPrototype(prototype);
}

function isForeignObjectPrototype(prototype: unknown): boolean {
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(Object(prototype), "isPrototypeOf");
}

/** Whether a value is an instance of a class of its own that can be read like a `Map`. */
export function isMapLike(value: unknown): value is MapLike {
  if (typeof value !== "object" || value === null || value instanceof Set || isPlainObject(value))
    return false;
  const { has, get, keys } = value as Partial<MapLike>;
  return typeof has === "function" && typeof get === "function" && typeof keys === "function";
}

/** Whether a value is a string in Python's eyes. */
export function isString(value: unknown): value is string | Markup {
  return typeof value === "string" || value instanceof Markup;
}

/** Whether a value is an `int`; booleans are, in Python. */
export function isInteger(value: unknown): value is number | bigint | boolean {
  if (typeof value === "number") return Number.isSafeInteger(value);
  return typeof value === "bigint" || typeof value === "boolean";
}

/** Whether a value is a number of any kind. */
export function isNumber(value: unknown): value is number | bigint | boolean | Float {
  const type = typeof value;
  return type === "number" || type === "bigint" || type === "boolean" || value instanceof Float;
}

/**
 * Whether a value is a lazy sequence in the making: an iterator that can be walked once. It is its own iterator
 * (ECMA-262, 27.1.3); a collection whose method happens to be called `next`, as a page of results has one, is not.
 */
export function isIterator(value: unknown): value is IterableIterator<unknown> {
  if (typeof value !== "object" || value === null || !(Symbol.iterator in value)) return false;
  const candidate = value as IterableIterator<unknown>;
  return typeof candidate.next === "function" && candidate[Symbol.iterator]() === candidate;
}

/**
 * The name of a value's type in Python: `"int"`, `"str"`, `"NoneType"`, or the name of its class.
 *
 * @example
 * typeName([1]); // => "list"
 * typeName(null); // => "NoneType"
 */
export function typeName(value: unknown): string {
  const name = qualifiedTypeName(value);
  return name.slice(name.lastIndexOf(".") + 1);
}

/**
 * How Jinja names a value in its messages: `"dict object"`, `"None"`.
 *
 * @param value - The value which lacked something.
 */
export function describeType(value: unknown): string {
  return value === null ? "None" : `${qualifiedTypeName(value)} object`;
}

function qualifiedTypeName(value: unknown): string {
  switch (typeof value) {
    case "string":
      return "str";
    case "number":
      return Number.isSafeInteger(value) ? "int" : "float";
    case "bigint":
      return "int";
    case "boolean":
      return "bool";
    case "undefined":
      return "Undefined";
    case "function":
      return declaredTypeName(value) ?? "function";
    case "object":
      return value === null ? "NoneType" : objectTypeName(value);
    default:
      return "symbol";
  }
}

function objectTypeName(value: object): string {
  if (Array.isArray(value)) return "list";
  if (value instanceof Map) return "dict";
  if (value instanceof Set) return "set";
  if (value instanceof Tuple) return declaredTypeName(value) ?? "tuple";
  if (value instanceof Float) return "float";
  if (value instanceof Markup) return "markupsafe.Markup";
  if (isPlainObject(value)) return "dict";
  const declared = declaredTypeName(value);
  if (declared !== undefined) return declared;
  if (isIterator(value)) return "generator";
  const { constructor } = value;
  return typeof constructor === "function" && constructor.name !== "" ? constructor.name : "object";
}
