import type { SessionStore } from "./session-store.ts";

interface Entry {
  readonly text: string;
  /** When it is over, in milliseconds. */
  readonly end: number;
}

/** What {@link MemorySessionStore} takes. */
export interface MemorySessionStoreOptions {
  /** Sessions that are kept; one more, and the one that was used least recently is forgotten. Default: 10 000. */
  readonly limit?: number;
  /** The clock, in milliseconds as `Date.now`, which is the default. */
  readonly now?: () => number;
}

/**
 * Keeps sessions in the memory of this process: for development, tests, and applications of one process whose users
 * may be logged out by a restart.
 *
 * @example
 * const store = new MemorySessionStore();
 * store.compareAndSet("a", undefined, "tea", 60); // => true
 * store.compareAndSet("a", undefined, "cup", 60); // => false
 * store.get("a"); // => "tea"
 */
export class MemorySessionStore implements SessionStore {
  // In the order of their last use.
  readonly #entries = new Map<string, Entry>();
  readonly #limit: number;
  readonly #now: () => number;

  constructor(options: MemorySessionStoreOptions = {}) {
    this.#limit = options.limit ?? 10_000;
    this.#now = options.now ?? Date.now;
  }

  get(key: string): string | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    if (entry.end <= this.#now()) return undefined;
    this.#entries.set(key, entry);
    return entry.text;
  }

  compareAndSet(
    key: string,
    expected: string | undefined,
    text: string | undefined,
    lifetime: number,
  ): boolean {
    if (this.get(key) !== expected) return false;
    this.#entries.delete(key);
    if (text === undefined) return true;
    this.#entries.set(key, { text, end: this.#now() + lifetime * 1000 });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#limit && oldest !== undefined) this.#entries.delete(oldest);
    return true;
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}
