import { convertValue, type GetOptions } from "../data/convert-value.ts";
import { HeaderError } from "./header-error.ts";
import { dumpOptionsHeader } from "./options-header.ts";

/** A header value before it is text. */
export type HeaderValue = string | number;

/** What {@link Headers} can be made from: other headers, pairs, or a Map or object (lists give several lines). */
export type HeadersSource =
  | Headers
  | Iterable<readonly [string, HeaderValue]>
  | ReadonlyMap<string, HeaderValue | readonly HeaderValue[]>
  | Readonly<Record<string, HeaderValue | readonly HeaderValue[] | undefined>>;

// RFC 9110, section 5.6.2: a field name is a token.
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// RFC 9110, section 5.5: these three end a line, or a string, on some peer.
const FORBIDDEN_IN_VALUE = /[\r\n\0]/;

/**
 * The headers of a message: ordered, names compared without case, several lines of one name kept apart.
 *
 * Every name and value that is set is checked, so that no text from outside can start a new line.
 *
 * @example
 * const headers = new Headers({ "Content-Type": "text/html" });
 * headers.add("Set-Cookie", "a=1").add("Set-Cookie", "b=2");
 * headers.get("content-type"); // => "text/html"
 * headers.getAll("set-cookie"); // => ["a=1", "b=2"]
 * headers.set("X-Note", "a\r\nSet-Cookie: b"); // throws HeaderError
 */
export class Headers {
  // Flat, as Node delivers and takes it: name, value, name, value ...
  #raw: string[] = [];

  /** @param source - First content; nothing means empty. */
  constructor(source?: HeadersSource) {
    if (source !== undefined) this.extend(source);
  }

  /**
   * Takes a flat array over, as it is, without a copy and without checks: for lines that an HTTP parser has read.
   *
   * @param raw - Name, value, name, value, as in `IncomingMessage.rawHeaders`.
   */
  static fromRaw(raw: string[]): Headers {
    const headers = new Headers();
    headers.#raw = raw;
    return headers;
  }

  /** The lines as a new flat array: name, value, name, value, as `ServerResponse.writeHead` takes it. */
  toRaw(): string[] {
    return [...this.#raw];
  }

  /** The number of lines. */
  get size(): number {
    return this.#raw.length / 2;
  }

  /**
   * The value of the first line of that name.
   *
   * @param name - In any case.
   * @param options - A default, and a function that converts the text.
   * @returns The value, else the default, else undefined.
   */
  get(name: string): string | undefined;
  get<T = string, D = undefined>(name: string, options: GetOptions<string, T, D>): T | D;
  get(name: string, options?: GetOptions<string, unknown, unknown>): unknown {
    const index = this.#find(name, 0);
    const value = index === -1 ? undefined : this.#raw[index + 1];
    if (options === undefined) return value;
    if (value === undefined) return options.default;
    return options.type === undefined ? value : convertValue(value, options.type, options.default);
  }

  /** The values of all lines of that name, in order. */
  getAll(name: string): string[] {
    const values: string[] = [];
    for (let index = this.#find(name, 0); index !== -1; index = this.#find(name, index + 2)) {
      values.push(this.#raw[index + 1] ?? "");
    }
    return values;
  }

  /** Whether there is a line of that name. */
  has(name: string): boolean {
    return this.#find(name, 0) !== -1;
  }

  /**
   * Replaces all lines of that name by one, which keeps the place of the first.
   *
   * @param name - A token (RFC 9110, section 5.6.2).
   * @param value - Text without CR, LF and NUL, or a number.
   * @param options - Parameters to append, as in {@link dumpOptionsHeader}.
   * @throws {HeaderError} When name or value could not be sent.
   */
  set(name: string, value: HeaderValue, options?: Readonly<Record<string, unknown>>): this {
    const text = checkedValue(name, value, options);
    const index = this.#find(checkedName(name), 0);
    if (index === -1) {
      this.#raw.push(name, text);
      return this;
    }
    this.#removeFrom(name, index + 2);
    this.#raw[index] = name;
    this.#raw[index + 1] = text;
    return this;
  }

  /** Appends a line; lines of the same name stay. Takes and throws what {@link Headers.set} does. */
  add(name: string, value: HeaderValue, options?: Readonly<Record<string, unknown>>): this {
    this.#raw.push(checkedName(name), checkedValue(name, value, options));
    return this;
  }

  /** Replaces all lines of that name by one for each value. */
  setList(name: string, values: Iterable<HeaderValue>): this {
    const texts = Array.from(values, (value) => checkedValue(name, value));
    const [first, ...others] = texts;
    if (first === undefined) {
      this.delete(name);
      return this;
    }
    this.set(name, first);
    for (const text of others) this.add(name, text);
    return this;
  }

  /** The value of the first line of that name; if there is none, appends one with `value` first. */
  setDefault(name: string, value: HeaderValue): string {
    const present = this.get(name);
    if (present !== undefined) return present;
    this.add(name, value);
    return String(value);
  }

  /** Removes all lines of that name. Returns whether there were any. */
  delete(name: string): boolean {
    const before = this.#raw.length;
    this.#removeFrom(name, 0);
    return this.#raw.length < before;
  }

  /** Removes all lines of that name and returns the value of the first. */
  pop(name: string): string | undefined {
    const value = this.get(name);
    this.delete(name);
    return value;
  }

  /** Removes every line. */
  clear(): void {
    this.#raw = [];
  }

  /** Appends every line of `source`. */
  extend(source: HeadersSource): this {
    for (const [name, value] of linesOf(source)) this.add(name, value);
    return this;
  }

  /** For every name in `source`, replaces the lines of that name by those of `source`. */
  update(source: HeadersSource): this {
    const replacement = new Headers(source);
    const replaced = new Set<string>();
    for (const [name] of replacement) {
      const key = name.toLowerCase();
      if (replaced.has(key)) continue;
      replaced.add(key);
      this.setList(name, replacement.getAll(name));
    }
    return this;
  }

  /** New headers with the same lines. */
  copy(): Headers {
    return Headers.fromRaw(this.toRaw());
  }

  /** Calls `callback` with the value and name of each line. */
  forEach(callback: (value: string, name: string, headers: Headers) => void): void {
    for (const [name, value] of this) callback(value, name, this);
  }

  /** The names of all lines, in order, as they were given. */
  *keys(): Generator<string> {
    for (const [name] of this) yield name;
  }

  /** The values of all lines, in order. */
  *values(): Generator<string> {
    for (const [, value] of this) yield value;
  }

  /** The lines in order, as pairs of name and value. */
  *entries(): Generator<[string, string]> {
    const raw = this.#raw;
    for (let index = 0; index < raw.length; index += 2) yield [raw[index] ?? "", raw[index + 1] ?? ""];
  }

  /** The lines in order, as pairs of name and value. */
  items(): Generator<[string, string]> {
    return this.entries();
  }

  [Symbol.iterator](): Generator<[string, string]> {
    return this.entries();
  }

  /** The header section of a message, with its closing empty line. */
  toString(): string {
    let text = "";
    for (const [name, value] of this) text += `${name}: ${value}\r\n`;
    return `${text}\r\n`;
  }

  // Length first: most names differ in it, and then nothing is allocated.
  #find(name: string, start: number): number {
    const raw = this.#raw;
    const { length } = name;
    let lower: string | undefined;
    for (let index = start; index < raw.length; index += 2) {
      const candidate = raw[index];
      if (candidate === undefined || candidate.length !== length) continue;
      if (candidate === name) return index;
      lower ??= name.toLowerCase();
      if (candidate.toLowerCase() === lower) return index;
    }
    return -1;
  }

  #removeFrom(name: string, start: number): void {
    if (this.#find(name, start) === -1) return;
    const raw = this.#raw;
    const key = name.toLowerCase();
    const kept = raw.slice(0, start);
    for (let index = start; index < raw.length; index += 2) {
      const candidate = raw[index] ?? "";
      if (candidate.toLowerCase() !== key) kept.push(candidate, raw[index + 1] ?? "");
    }
    this.#raw = kept;
  }
}

function checkedName(name: string): string {
  if (NAME.test(name)) return name;
  throw new HeaderError(
    `${JSON.stringify(name)} is not a header name. Use letters, digits and hyphens only.`,
  );
}

/**
 * The text of a header value.
 *
 * @throws {HeaderError} When it could not be sent.
 */
export function checkedValue(
  name: string,
  value: HeaderValue,
  options?: Readonly<Record<string, unknown>>,
): string {
  const text = options === undefined ? String(value) : dumpOptionsHeader(String(value), options);
  if (!FORBIDDEN_IN_VALUE.test(text)) return text;
  throw new HeaderError(
    `The value of the header ${JSON.stringify(name)} contains a line break or a NUL. Remove or encode it.`,
  );
}

function* linesOf(source: HeadersSource): Generator<readonly [string, HeaderValue]> {
  if (source instanceof Headers || (Symbol.iterator in source && !(source instanceof Map))) {
    yield* source as Iterable<readonly [string, HeaderValue]>;
    return;
  }
  for (const [name, values] of source instanceof Map ? source : Object.entries(source)) {
    if (values === undefined) continue;
    if (Array.isArray(values)) for (const value of values) yield [name, value];
    else yield [name, values];
  }
}
