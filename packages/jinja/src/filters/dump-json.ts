import { Markup } from "@dewar/markup";
import { dictEntries, isMutableDict } from "../values/dict.ts";
import { PythonError, typeError, valueError } from "../values/errors.ts";
import { Float, floatText } from "../values/float.ts";
import { compare } from "../values/order.ts";
import { sequenceItems } from "../values/tuple.ts";
import { typeName } from "../values/types.ts";

/** How JSON is printed. */
export interface JsonOptions {
  /** Whether the keys of every object are sorted. */
  readonly sortKeys: boolean;
  /** Whether everything beyond ASCII is written as `\uXXXX`. */
  readonly ensureAscii: boolean;
  /** What a level is indented with; undefined for everything on one line. */
  readonly indent: string | undefined;
}

const MAX_DEPTH = 500;

/**
 * Prints a value as Python's `json.dumps` does, with its spaces after commas and colons and its floats.
 *
 * @throws {@link PythonError} (TypeError) for what JSON cannot hold, (ValueError) for a value that contains itself.
 * @example
 * dumpJson({ b: [1, null], a: "é" }, { sortKeys: true, ensureAscii: true, indent: undefined }); // => '{"a": "\\u00e9", "b": [1, null]}'
 */
export function dumpJson(value: unknown, options: JsonOptions): string {
  return new JsonPrinter(options).print(value);
}

class JsonPrinter {
  readonly #options: JsonOptions;
  readonly #parents: object[] = [];

  constructor(options: JsonOptions) {
    this.#options = options;
  }

  print(value: unknown): string {
    const scalar = this.#scalar(value);
    if (scalar !== undefined) return scalar;
    if (typeof value !== "object" || value === null) throw notSerializable(value);
    if (this.#parents.includes(value)) throw valueError("Circular reference detected");
    if (this.#parents.length >= MAX_DEPTH) {
      throw new PythonError(
        "RecursionError",
        "maximum recursion depth exceeded while encoding a JSON object",
      );
    }
    this.#parents.push(value);
    const text = this.#container(value);
    this.#parents.pop();
    return text;
  }

  #scalar(value: unknown): string | undefined {
    switch (typeof value) {
      case "string":
        return this.#text(value);
      case "number":
        return Number.isSafeInteger(value) ? String(value) : jsonFloat(value);
      case "bigint":
        return String(value);
      case "boolean":
        return String(value);
      default:
        break;
    }
    if (value === null) return "null";
    if (value instanceof Float) return jsonFloat(value.valueOf());
    return value instanceof Markup ? this.#text(value.toString()) : undefined;
  }

  #container(value: object): string {
    const items = sequenceItems(value);
    if (items !== undefined)
      return this.#block(
        "[",
        items.map((item) => () => this.print(item)),
        "]",
      );
    if (isMutableDict(value)) return this.#object(dictEntries(value));
    if ("toJSON" in value && typeof value.toJSON === "function") return this.print(value.toJSON());
    throw notSerializable(value);
  }

  #object(entries: [key: unknown, value: unknown][]): string {
    const sorted = this.#options.sortKeys ? entries.sort(([a], [b]) => compare(a, b)) : entries;
    const members = sorted.map(
      ([key, value]) =>
        () =>
          `${this.#text(keyText(key))}: ${this.print(value)}`,
    );
    return this.#block("{", members, "}");
  }

  #block(open: string, parts: readonly (() => string)[], close: string): string {
    const { indent } = this.#options;
    if (parts.length === 0) return open + close;
    const texts = parts.map((print) => print());
    if (indent === undefined) return open + texts.join(", ") + close;
    const outer = `\n${indent.repeat(this.#parents.length - 1)}`;
    const inner = outer + indent;
    return open + inner + texts.join(`,${inner}`) + outer + close;
  }

  #text(text: string): string {
    const json = JSON.stringify(text);
    return this.#options.ensureAscii ? json.replace(/[\u007f-\uffff]/g, unicodeEscape) : json;
  }
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function jsonFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  return floatText(value);
}

function keyText(key: unknown): string {
  if (typeof key === "string") return key;
  if (key === null) return "null";
  if (typeof key === "boolean" || typeof key === "bigint") return String(key);
  if (typeof key === "number") return Number.isSafeInteger(key) ? String(key) : jsonFloat(key);
  if (key instanceof Float) return jsonFloat(key.valueOf());
  throw typeError(`keys must be str, int, float, bool or None, not ${typeName(key)}`);
}

function notSerializable(value: unknown): PythonError {
  return typeError(`Object of type ${typeName(value)} is not JSON serializable`);
}
