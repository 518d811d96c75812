import { httpDate } from "@dewar/http";
import { htmlOf } from "@dewar/markup";
import { dumpJson, type JsonStyle, loadJson } from "@dewar/signing";
import { Response } from "../response.ts";

/** How a {@link JSONProvider} writes. */
export interface JSONProviderOptions {
  /** Sorts keys, so that equal values give equal text, which caches like. Default true. */
  readonly sortKeys?: boolean;
  /** Escapes everything outside ASCII. Default true. */
  readonly ensureAscii?: boolean;
  /** Responses in one line without blanks; false indents them for people. Default: unless debugging. */
  readonly compact?: boolean | undefined;
  /** The type of responses. Default `application/json`. */
  readonly mimetype?: string;
}

/**
 * What stands in JSON for objects that JSON has no form for: the HTTP date of a Date, the HTML of what brings its
 * own.
 *
 * @throws TypeError for a promise, which would be an object without members.
 */
export function jsonDefault(value: object): unknown {
  if (value instanceof Promise) throw new TypeError("A promise cannot become JSON. Await it first.");
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : httpDate(value);
  return htmlOf(value) ?? value;
}

/**
 * Reads and writes an application's JSON, as Flask's default provider does.
 *
 * A Map is written as an object, a Set and a Tuple as an array, a bigint as an integer, a Date as an HTTP date,
 * Markup as its HTML. Every other object has its `toJSON` called. For another JSON, assign a subclass's object
 * to `app.json`.
 *
 * @example
 * const json = new JSONProvider();
 * json.dumps({ b: new Date(0), a: new Set([1]) }); // => '{"a": [1], "b": "Thu, 01 Jan 1970 00:00:00 GMT"}'
 */
export class JSONProvider {
  sortKeys: boolean;
  ensureAscii: boolean;
  compact: boolean | undefined;
  mimetype: string;

  readonly #app: { readonly debug: boolean } | undefined;

  /** @param app - The application that is being debugged or not. */
  constructor(app?: { readonly debug: boolean }, options: JSONProviderOptions = {}) {
    this.#app = app;
    this.sortKeys = options.sortKeys ?? true;
    this.ensureAscii = options.ensureAscii ?? true;
    this.compact = options.compact;
    this.mimetype = options.mimetype ?? "application/json";
  }

  /** What stands in JSON for an object that is not plain. A subclass that knows more classes asks `super` last. */
  default(value: object): unknown {
    return jsonDefault(value);
  }

  /**
   * The JSON of a value, with a blank after `,` and `:` unless `style` says otherwise.
   *
   * @throws TypeError when the value is undefined, or nested deeper than 500 levels, or there is a promise in it.
   */
  dumps(value: unknown, style: JsonStyle = {}): string {
    const { sortKeys, ensureAscii } = this;
    return dumpJson(value, { sortKeys, ensureAscii, replace: (object) => this.default(object), ...style });
  }

  /**
   * The value of JSON text. Integers past 2 ** 53 become bigints.
   *
   * @throws SyntaxError when the text is not JSON or nested deeper than 500 levels.
   */
  loads(text: string): unknown {
    return loadJson(text);
  }

  /** A response with the JSON of a value and a newline. */
  response(value: unknown): Response {
    const compact = this.compact ?? this.#app?.debug !== true;
    const style = compact ? { compact: true } : { indent: 2 };
    return new Response(`${this.dumps(value, style)}\n`, { mimetype: this.mimetype });
  }
}
