interface Entry<V> {
  readonly value: V;
  /** When it was used last, by the cache's own count. */
  used: number;
}

/** Keeps the values that were used last, up to a number of them. */
export class LRUCache<V> {
  readonly #entries = new Map<string, Entry<V>>();
  readonly #capacity: number;
  #uses = 0;

  /** @param capacity - How many values are kept; 0 keeps none, -1 all. */
  constructor(capacity: number) {
    this.#capacity = capacity < 0 ? Number.POSITIVE_INFINITY : capacity;
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    entry.used = ++this.#uses;
    return entry.value;
  }

  // A value that is set was made at much greater cost than finding which one has to leave.
  set(key: string, value: V): void {
    this.#entries.set(key, { value, used: ++this.#uses });
    if (this.#entries.size > this.#capacity) this.#entries.delete(this.#leastRecent());
  }

  #leastRecent(): string {
    let oldest = "";
    let least = Number.POSITIVE_INFINITY;
    for (const [key, { used }] of this.#entries) {
      if (used >= least) continue;
      oldest = key;
      least = used;
    }
    return oldest;
  }
}
