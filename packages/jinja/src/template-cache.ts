/** Keeps the values that were used last, up to a number of them. */
export class LRUCache<V> {
  readonly #values = new Map<string, V>();
  readonly #capacity: number;

  /** @param capacity - How many values are kept; 0 keeps none, -1 all. */
  constructor(capacity: number) {
    this.#capacity = capacity < 0 ? Number.POSITIVE_INFINITY : capacity;
  }

  get(key: string): V | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    if (this.#capacity !== Number.POSITIVE_INFINITY) {
      this.#values.delete(key);
      this.#values.set(key, value);
    }
    return value;
  }

  set(key: string, value: V): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size <= this.#capacity) return;
    const oldest = this.#values.keys().next();
    if (!oldest.done) this.#values.delete(oldest.value);
  }

  clear(): void {
    this.#values.clear();
  }
}
