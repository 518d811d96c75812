import { httpDate, parseDate } from "@dewar/http";
import { Tuple } from "@dewar/jinja";
import { htmlOf, Markup } from "@dewar/markup";
import { dumpJson, loadJson } from "@dewar/signing";
import { jsonDefault } from "./provider.ts";
import { UUID } from "./uuid.ts";

/** A type that JSON does not have, and how it goes into JSON and back. */
export interface JSONTag<T = unknown> {
  /** Names the type. Flask's begin with a blank, to be unlike the keys of data. */
  readonly key: string;
  /** Whether a value is of this type. */
  check(value: unknown): value is T;
  /** What stands under the key. `tag` is to be applied to every value within. */
  toJSON(value: T, tag: (inner: unknown) => unknown): unknown;
  /** The value of what stands under the key. */
  toValue(json: unknown): unknown;
}

const MAX_DEPTH = 500;

const bytesTag: JSONTag<Uint8Array> = {
  key: " b",
  check: (value) => value instanceof Uint8Array,
  toJSON: (value) => Buffer.from(value).toString("base64"),
  toValue: (json) => new Uint8Array(Buffer.from(expectText(json, " b"), "base64")),
};

const tupleTag: JSONTag<Tuple> = {
  key: " t",
  check: (value) => value instanceof Tuple,
  toJSON: (value, tag) => Array.from(value, tag),
  toValue(json) {
    if (Array.isArray(json)) return new Tuple(json);
    throw unreadable(" t", "an array");
  },
};

const markupTag: JSONTag = {
  key: " m",
  check: (value): value is unknown => htmlOf(value) !== undefined,
  toJSON: (value) => htmlOf(value),
  toValue: (json) => new Markup(json),
};

const uuidTag: JSONTag<UUID> = {
  key: " u",
  check: (value) => value instanceof UUID,
  toJSON: (value) => value.hex,
  toValue: (json) => new UUID(expectText(json, " u")),
};

const dateTag: JSONTag<Date> = {
  key: " d",
  check: (value) => value instanceof Date,
  toJSON: (value) => httpDate(value),
  toValue: (json) => parseDate(expectText(json, " d")) ?? null,
};

/** Marks an object with a single key that looks like a tag. */
const OBJECT_KEY = " di";

/**
 * JSON that keeps the types which Flask's sessions keep: a Tuple, bytes (Uint8Array), Markup, a {@link UUID}, a
 * Date (to the second). Byte for byte the same text as Flask's, so both read each other's sessions.
 *
 * @example
 * const serializer = new TaggedJSONSerializer();
 * serializer.dumps({ at: new Date(0), raw: new Uint8Array([1]) });
 * // => '{"at":{" d":"Thu, 01 Jan 1970 00:00:00 GMT"},"raw":{" b":"AQ=="}}'
 */
export class TaggedJSONSerializer {
  readonly #tags = new Map<string, JSONTag>();
  /** The order in which types are tried. */
  readonly #order: JSONTag[] = [];

  constructor() {
    for (const tag of [tupleTag, bytesTag, markupTag, uuidTag, dateTag]) this.register(tag);
  }

  /**
   * Adds a type.
   *
   * @param options - `first`: ask it before the types that are there, as a more special one must be.
   * @throws TypeError when its key is taken.
   */
  register(tag: JSONTag, options: { readonly first?: boolean } = {}): void {
    if (this.#tags.has(tag.key) || tag.key === OBJECT_KEY) {
      throw new TypeError(`The tag "${tag.key}" is already registered. Choose another key.`);
    }
    this.#tags.set(tag.key, tag);
    if (options.first === true) this.#order.unshift(tag);
    else this.#order.push(tag);
  }

  /**
   * The compact JSON of a value, with sorted keys.
   *
   * @throws TypeError when the value is nested deeper than 500 levels.
   */
  dumps(value: unknown): string {
    const style = { compact: true, ensureAscii: true, sortKeys: true, replace: jsonDefault };
    return dumpJson(this.#tag(value, 0), style);
  }

  /**
   * The value of such JSON.
   *
   * @throws SyntaxError when the text is not JSON.
   * @throws TypeError when a tag stands over what its type cannot be made of.
   */
  loads(text: string): unknown {
    return this.#untag(loadJson(text));
  }

  #tag(value: unknown, depth: number): unknown {
    if (typeof value !== "object" || value === null) return value;
    if (depth > MAX_DEPTH) {
      throw new TypeError(`The value is nested deeper than ${MAX_DEPTH} levels, or contains itself.`);
    }
    const tagInner = (inner: unknown): unknown => this.#tag(inner, depth + 1);
    if (Array.isArray(value)) return value.map(tagInner);
    const entries = entriesOf(value);
    if (entries !== undefined) return this.#tagObject(entries, tagInner);
    const tag = this.#order.find((candidate) => candidate.check(value));
    return tag === undefined ? value : { [tag.key]: tag.toJSON(value, tagInner) };
  }

  #tagObject(
    entries: readonly (readonly [string, unknown])[],
    tagInner: (inner: unknown) => unknown,
  ): object {
    const [key] = entries[0] ?? [""];
    const tagged = entries.map(([name, inner]) => [name, tagInner(inner)] as const);
    if (entries.length !== 1 || !this.#isTag(key)) return Object.fromEntries(tagged);
    return { [OBJECT_KEY]: { [`${key}__`]: tagged[0]?.[1] } };
  }

  #untag(json: unknown): unknown {
    if (typeof json !== "object" || json === null) return json;
    if (Array.isArray(json)) return json.map((item) => this.#untag(item));
    // Makes own properties of all names, `__proto__` included.
    const value: object = Object.fromEntries(
      Object.entries(json).map(([key, inner]) => [key, this.#untag(inner)]),
    );
    const keys = Object.keys(value);
    const [key] = keys;
    if (keys.length !== 1 || key === undefined || !this.#isTag(key)) return value;
    const content = (value as Readonly<Record<string, unknown>>)[key];
    return key === OBJECT_KEY ? unwrapObject(content) : this.#tags.get(key)?.toValue(content);
  }

  #isTag(key: string): boolean {
    return key === OBJECT_KEY || this.#tags.has(key);
  }
}

// Plain objects and Maps; undefined for other classes, which a tag may know.
function entriesOf(value: object): readonly (readonly [string, unknown])[] | undefined {
  if (value instanceof Map) return Array.from(value, ([key, inner]) => [String(key), inner] as const);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  return htmlOf(value) === undefined ? Object.entries(value) : undefined;
}

function unwrapObject(content: unknown): object {
  const [entry] = typeof content === "object" && content !== null ? Object.entries(content) : [];
  if (entry === undefined) throw unreadable(OBJECT_KEY, "an object with a key");
  return Object.fromEntries([[entry[0].slice(0, -2), entry[1]]]);
}

function expectText(json: unknown, key: string): string {
  if (typeof json === "string") return json;
  throw unreadable(key, "text");
}

function unreadable(key: string, expected: string): TypeError {
  return new TypeError(`The tag "${key}" must stand over ${expected}.`);
}
