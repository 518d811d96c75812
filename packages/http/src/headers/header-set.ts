import type { OnUpdate } from "../data/callback-dict.ts";
import { dumpHeader, parseListHeader } from "./list-header.ts";

/**
 * A header that is a set of words compared without case, such as `Vary` or `Allow`. Order and spelling stay as given.
 *
 * @example
 * const vary = HeaderSet.fromHeader("Cookie, Accept");
 * vary.add("cookie").add("Origin").toHeader(); // => "Cookie, Accept, Origin"
 */
export class HeaderSet {
  // From the word in lower case to the word.
  readonly #words = new Map<string, string>();
  readonly #onUpdate: OnUpdate<HeaderSet> | undefined;

  /**
   * @param words - First content.
   * @param onUpdate - Called after every change.
   */
  constructor(words: Iterable<string> = [], onUpdate?: OnUpdate<HeaderSet>) {
    this.#insert(words);
    this.#onUpdate = onUpdate;
  }

  /** Reads the header; nothing gives an empty set. */
  static fromHeader(text: string | undefined, onUpdate?: OnUpdate<HeaderSet>): HeaderSet {
    return new HeaderSet(parseListHeader(text), onUpdate);
  }

  /** Writes the header. */
  toHeader(): string {
    return dumpHeader(this.#words.values());
  }

  toString(): string {
    return this.toHeader();
  }

  /** The number of words. */
  get size(): number {
    return this.#words.size;
  }

  /** Whether the word is in the set. */
  has(word: string): boolean {
    return this.#words.has(word.toLowerCase());
  }

  /** The position of the word, else -1. */
  find(word: string): number {
    return [...this.#words.keys()].indexOf(word.toLowerCase());
  }

  /** Adds a word; one that is present keeps its place and spelling. */
  add(word: string): this {
    return this.update([word]);
  }

  /** Adds several words. */
  update(words: Iterable<string>): this {
    if (this.#insert(words)) this.#onUpdate?.(this);
    return this;
  }

  /** Removes a word. Returns whether it was there. */
  delete(word: string): boolean {
    const present = this.#words.delete(word.toLowerCase());
    if (present) this.#onUpdate?.(this);
    return present;
  }

  /** Removes every word. */
  clear(): void {
    this.#words.clear();
    this.#onUpdate?.(this);
  }

  /** The words as a Set, in lower case unless `preserveCasing`. */
  asSet(preserveCasing = false): Set<string> {
    return new Set(preserveCasing ? this.#words.values() : this.#words.keys());
  }

  [Symbol.iterator](): IterableIterator<string> {
    return this.#words.values();
  }

  #insert(words: Iterable<string>): boolean {
    const before = this.#words.size;
    for (const word of words) {
      const key = word.toLowerCase();
      if (!this.#words.has(key)) this.#words.set(key, word);
    }
    return this.#words.size > before;
  }
}
