import { escape, htmlOf, Markup } from "@dewar/markup";
import { Float } from "./float.ts";
import { str } from "./str.ts";
import { Tuple } from "./tuple.ts";
import { isPlainObject } from "./types.ts";
import { Undefined } from "./undefined.ts";

/**
 * How a value prints where an environment has JavaScript's style: numbers, booleans and null as `String` writes them,
 * arrays, plain objects, `Map`s and `Set`s as JSON, everything else as it does anyway.
 *
 * @throws TypeError for an array or object that contains itself.
 * @example
 * javascriptText(true); // => "true"
 * javascriptText([1, null, new Map([["a", new Float(2)]])]); // => '[1,null,{"a":2}]'
 */
export function javascriptText(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "bigint":
    case "boolean":
      return String(value);
    case "object":
      return value === null ? "null" : objectText(value);
    default:
      return str(value);
  }
}

/** As {@link javascriptText}, for HTML: safe HTML as it is, everything else escaped. */
export function javascriptHtml(value: unknown): string {
  return htmlOf(value) ?? escape(javascriptText(value));
}

function objectText(value: object): string {
  if (value instanceof Float) return String(value.valueOf());
  const isData =
    Array.isArray(value) ||
    isPlainObject(value) ||
    value instanceof Map ||
    value instanceof Set ||
    value instanceof Tuple;
  return isData ? JSON.stringify(value, jsonValue) : str(value);
}

// What JSON has no word for, as the nearest thing it has one for.
function jsonValue(_key: string, value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(value);
  if (value instanceof Set) return [...value];
  if (value instanceof Tuple) return value.items;
  if (value instanceof Undefined) return null;
  if (value instanceof Markup) return value.toString();
  return typeof value === "bigint" ? String(value) : value;
}
