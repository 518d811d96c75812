import { type JsonStyle, MAX_DEPTH } from "./json-style.ts";

const QUOTED_AS_IS = /^[ !#-[\]-~]*$/;
const NOT_PRINTABLE_ASCII = /[\x7f-\uffff]/g;
const SURROGATE = /[\ud800-\udfff]/;

/** The members of an object that is written as one. */
type Members = Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>;

/**
 * Prints a value as JSON text, byte for byte as Python's `json.dumps` does with the same options.
 *
 * Reads values as `JSON.stringify` does (`toJSON` is called, functions and undefined are left out, NaN becomes
 * null) and knows more of them: a bigint is an integer, a Map an object, a Set an array.
 *
 * @param value - What to print.
 * @param style - The form of the text; by default Python's: a blank after `,` and `:`, all characters as they are.
 * @throws TypeError when the value is undefined, or nested deeper than 500 levels.
 * @example
 * dumpJson({ id: 1, tags: ["a", "b"] }); // => '{"id": 1, "tags": ["a", "b"]}'
 * dumpJson(new Map([["id", 2n ** 60n]]), { compact: true }); // => '{"id":1152921504606846976}'
 */
export function dumpJson(value: unknown, style: JsonStyle = {}): string {
  const text = new JsonPrinter(style).print(value, 0);
  if (text !== undefined) return text;
  throw new TypeError(`A value of type ${typeof value} cannot be written as JSON.`);
}

class JsonPrinter {
  readonly #style: JsonStyle;
  readonly #comma: string;
  readonly #colon: string;

  constructor(style: JsonStyle) {
    this.#style = style;
    this.#comma = style.compact === true || style.indent !== undefined ? "," : ", ";
    this.#colon = style.compact === true ? ":" : ": ";
  }

  /** The text of a value; undefined for what JSON leaves out. */
  print(value: unknown, depth: number): string | undefined {
    switch (typeof value) {
      case "string":
        return this.#string(value);
      case "number":
        return numberText(value);
      case "boolean":
        return value ? "true" : "false";
      case "bigint":
        return value.toString();
      case "object":
        return value === null ? "null" : this.#object(value, depth);
      default:
        return undefined;
    }
  }

  #object(value: object, depth: number): string | undefined {
    if (depth >= MAX_DEPTH) {
      throw new TypeError(
        `The value is nested deeper than ${MAX_DEPTH} levels, or contains itself, and cannot be written as JSON.`,
      );
    }
    if (Array.isArray(value) || value instanceof Set) return this.#items(value, depth);
    if (value instanceof Map) return this.#members(withTextKeys(value), depth);
    if (this.#style.replace !== undefined && !isPlain(value)) {
      const replaced = this.#style.replace(value);
      if (replaced !== value) return this.print(replaced, depth + 1);
    }
    const members = value as Readonly<Record<string, unknown>>;
    const toJSON = members["toJSON"];
    if (typeof toJSON !== "function") return this.#members(members, depth);
    const json: unknown = toJSON.call(value, "");
    return json === value ? this.#members(members, depth) : this.print(json, depth + 1);
  }

  #items(values: Iterable<unknown>, depth: number): string {
    let text = "[";
    let lead = this.#newLine(depth + 1);
    const next = this.#comma + lead;
    for (const value of values) {
      text += lead + (this.print(value, depth + 1) ?? "null");
      lead = next;
    }
    return text === "[" ? "[]" : `${text + this.#newLine(depth)}]`;
  }

  #members(members: Members, depth: number): string {
    const keys = members instanceof Map ? [...members.keys()] : Object.keys(members);
    if (this.#style.sortKeys === true) sortKeys(keys);
    let text = "{";
    let lead = this.#newLine(depth + 1);
    const next = this.#comma + lead;
    for (const key of keys) {
      const value = this.print(memberOf(members, key), depth + 1);
      if (value === undefined) continue;
      text += lead + this.#string(key) + this.#colon + value;
      lead = next;
    }
    return text === "{" ? "{}" : `${text + this.#newLine(depth)}}`;
  }

  #newLine(depth: number): string {
    const { indent } = this.#style;
    return indent === undefined ? "" : `\n${" ".repeat(indent * depth)}`;
  }

  #string(text: string): string {
    if (QUOTED_AS_IS.test(text)) return `"${text}"`;
    const quoted = JSON.stringify(text);
    return this.#style.ensureAscii === true ? quoted.replace(NOT_PRINTABLE_ASCII, unicodeEscape) : quoted;
  }
}

// A safe integer is an int to Python, any other number a float: with an exponent below 1e-4 and from 1e16 on, of
// two digits at least. So a number comes back as a number, and only a bigint as a bigint.
function numberText(value: number): string {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return value.toString();
  if (!Number.isFinite(value)) return "null";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) return value.toExponential().replace(/e-(\d)$/, "e-0$1");
  if (Number.isInteger(value)) return value === 0 ? "-0.0" : `${value}.0`;
  return value.toString();
}

function unicodeEscape(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function memberOf(members: Members, key: string): unknown {
  return members instanceof Map ? members.get(key) : (members as Readonly<Record<string, unknown>>)[key];
}

// A Map keeps the order of its keys, which an object does not if they look like numbers.
function withTextKeys(map: ReadonlyMap<unknown, unknown>): ReadonlyMap<string, unknown> {
  return new Map(Array.from(map, ([key, value]) => [keyText(key), value]));
}

function keyText(key: unknown): string {
  if (typeof key === "string") return key;
  if (key === null || typeof key === "number" || typeof key === "boolean" || typeof key === "bigint") {
    return String(key);
  }
  throw new TypeError(`A key of type ${typeof key} cannot be written as JSON. Use strings as keys.`);
}

// Most objects are small, and many are written with their keys in order.
function sortKeys(keys: string[]): void {
  if (keys.some((key) => SURROGATE.test(key))) keys.sort(byCodePoint);
  else if (!isSorted(keys)) keys.sort();
}

function isSorted(keys: readonly string[]): boolean {
  return keys.every((key, index) => index === 0 || (keys[index - 1] ?? "") < key);
}

// JavaScript compares UTF-16 units, Python code points: they disagree where only one side has a surrogate. UTF-8
// has the order of code points.
function byCodePoint(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
