import { BadRequestKeyError } from "../errors/bad-request.ts";
import { convertValue, type GetOptions } from "./convert-value.ts";

/** What a {@link MultiDict} can be made from: another one, a Map or an object (lists give several values), or pairs. */
export type MultiDictSource<V> =
  | MultiDict<V>
  | ReadonlyMap<string, V | readonly V[]>
  | Readonly<Record<string, V | readonly V[]>>
  | Iterable<readonly [string, V]>;

/**
 * A Map in which a key may have several values, as the fields of a query string or a form.
 *
 * Seen as a `Map` it holds the first value of every key, in the order in which the keys first appeared; the lists
 * are reached with `getList`, `lists`, `add` and `items({ multi: true })`. Keys from outside are safe: no plain
 * object is involved.
 *
 * @example
 * const args = new MultiDict([["tag", "tea"], ["page", "2"], ["tag", "cup"]]);
 * args.get("tag"); // => "tea"
 * args.getList("tag"); // => ["tea", "cup"]
 * args.get("page", { type: int, default: 1 }); // => 2
 */
export class MultiDict<V = string> extends Map<string, V> {
  // Only keys with more than one value have a list here; the Map itself holds each first value.
  #lists: Map<string, V[]> | undefined;

  /** @param source - First content; nothing means empty. */
  constructor(source?: MultiDictSource<V>) {
    super();
    if (source !== undefined) this.#appendAll(source);
  }

  /**
   * The first value of a key.
   *
   * @param key - Case-sensitive name.
   * @param options - A default, and a function that converts the text.
   * @returns The value, else the default, else undefined.
   */
  override get(key: string): V | undefined;
  override get<T = V, D = undefined>(key: string, options: GetOptions<V, T, D>): T | D;
  override get(key: string, options?: GetOptions<V, unknown, unknown>): unknown {
    const value = super.get(key);
    if (options === undefined) return value;
    if (value === undefined) return options.default;
    return options.type === undefined ? value : convertValue(value, options.type, options.default);
  }

  /**
   * The first value of a key that must be there, as `form["title"]` is in Flask.
   *
   * @param key - Case-sensitive name.
   * @throws {BadRequestKeyError} When the key is missing. Nobody has to catch it: a request without the field is
   * answered with 400.
   * @example
   * const form = new MultiDict({ title: "Tea" });
   * form.getOrThrow("title"); // => "Tea"
   * form.getOrThrow("author"); // throws BadRequestKeyError
   */
  getOrThrow(key: string): V {
    const value = super.get(key);
    if (value === undefined) throw new BadRequestKeyError(key);
    return value;
  }

  /**
   * All values of a key.
   *
   * @param key - Case-sensitive name.
   * @param type - Converts each value; those on which it throws or returns NaN are left out.
   * @returns A new array, empty when the key is missing.
   */
  getList(key: string): V[];
  getList<T>(key: string, type: (value: V) => T): T[];
  getList(key: string, type?: (value: V) => unknown): unknown[] {
    const values = this.#valuesOf(key);
    if (type === undefined) return values;
    return values.map((value) => convertValue(value, type, undefined)).filter((value) => value !== undefined);
  }

  /** Makes `value` the only value of `key`. */
  override set(key: string, value: V): this {
    this.#lists?.delete(key);
    return super.set(key, value);
  }

  /** Adds a value after those that `key` has. */
  add(key: string, value: V): this {
    this.#append(key, value);
    return this;
  }

  /** Replaces the values of `key`. An empty list removes it. */
  setList(key: string, values: Iterable<V>): this {
    this.delete(key);
    for (const value of values) this.#append(key, value);
    return this;
  }

  /** The first value of `key`; if it is missing, sets it to `value` first. */
  setDefault(key: string, value: V): V {
    const present = super.get(key);
    if (present !== undefined) return present;
    this.set(key, value);
    return value;
  }

  /** The values of `key`; if it is missing, sets them to `values` first. */
  setListDefault(key: string, values: Iterable<V>): V[] {
    if (!this.has(key)) this.setList(key, values);
    return this.getList(key);
  }

  /** Adds every value of `source`; present values stay. */
  update(source: MultiDictSource<V>): this {
    this.#appendAll(source);
    return this;
  }

  override delete(key: string): boolean {
    this.#lists?.delete(key);
    return super.delete(key);
  }

  override clear(): void {
    this.#lists = undefined;
    super.clear();
  }

  /** Removes `key` and returns its first value. */
  pop(key: string): V | undefined;
  pop<D>(key: string, fallback: D): V | D;
  pop(key: string, fallback?: unknown): unknown {
    const value = super.get(key);
    return this.delete(key) ? value : fallback;
  }

  /** Removes `key` and returns its values; an empty array when it is missing. */
  popList(key: string): V[] {
    const values = this.getList(key);
    this.delete(key);
    return values;
  }

  /** Removes the last key and returns it with its first value. */
  popItem(): [string, V] | undefined {
    const [key, values] = this.popItemList() ?? [];
    const first = values?.[0];
    return key === undefined || first === undefined ? undefined : [key, first];
  }

  /** Removes the last key and returns it with its values. */
  popItemList(): [string, V[]] | undefined {
    const key = [...this.keys()].at(-1);
    return key === undefined ? undefined : [key, this.popList(key)];
  }

  /** Pairs of key and value: the first value of each key, or with `multi` every value. */
  *items(options: { readonly multi?: boolean } = {}): Generator<[string, V]> {
    if (options.multi !== true) yield* this.entries();
    else for (const [key, values] of this.lists()) for (const value of values) yield [key, value];
  }

  /** Pairs of key and all its values. */
  *lists(): Generator<[string, V[]]> {
    for (const key of this.keys()) yield [key, this.#valuesOf(key)];
  }

  /** The values of each key in turn. */
  *listValues(): Generator<V[]> {
    for (const [, values] of this.lists()) yield values;
  }

  /** A new, mutable MultiDict with the same values. */
  copy(): MultiDict<V> {
    return new MultiDict<V>(this);
  }

  /**
   * A plain object without a prototype.
   *
   * @param options - With `flat: false` each member is the list of values, else the first value.
   */
  toDict(): Record<string, V>;
  toDict(options: { readonly flat: false }): Record<string, V[]>;
  toDict(options?: { readonly flat: boolean }): Record<string, V | V[]> {
    const object: Record<string, V | V[]> = Object.create(null);
    for (const [key, values] of this.lists()) {
      const [first] = values;
      if (options?.flat === false) object[key] = values;
      else if (first !== undefined) object[key] = first;
    }
    return object;
  }

  /** What `JSON.stringify` sees: every key with the list of its values. */
  toJSON(): Record<string, V[]> {
    return this.toDict({ flat: false });
  }

  #appendAll(source: MultiDictSource<V>): void {
    if (!(source instanceof MultiDict)) {
      fill(source, (key, value) => this.#append(key, value));
      return;
    }
    for (const [key, first] of source.entries()) {
      const list = source.#lists?.get(key);
      if (list === undefined) this.#append(key, first);
      else for (const value of list.slice()) this.#append(key, value);
    }
  }

  #valuesOf(key: string): V[] {
    const list = this.#lists?.get(key);
    if (list !== undefined) return [...list];
    const value = super.get(key);
    return value === undefined ? [] : [value];
  }

  #append(key: string, value: V): void {
    const first = super.get(key);
    if (first === undefined) {
      super.set(key, value);
      return;
    }
    this.#lists ??= new Map();
    const list = this.#lists.get(key);
    if (list === undefined) this.#lists.set(key, [first, value]);
    else list.push(value);
  }
}

/** Calls `append` for every value of a Map, an object or pairs, lists opened. */
function fill<V>(source: MultiDictSource<V>, append: (key: string, value: V) => void): void {
  if (source instanceof Map || !isIterable(source)) {
    const pairs: Iterable<[string, V | readonly V[]]> =
      source instanceof Map ? source : Object.entries(source);
    for (const [key, values] of pairs) {
      if (Array.isArray(values)) for (const value of values) append(key, value);
      else append(key, values as V);
    }
    return;
  }
  for (const [key, value] of source) append(key, value);
}

function isIterable<V>(source: MultiDictSource<V>): source is Iterable<readonly [string, V]> {
  return Symbol.iterator in source;
}
