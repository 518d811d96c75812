/** Called after every change of a structure, with the structure. */
export type OnUpdate<T> = (changed: T) => void;

/**
 * A Map that reports its changes, so that a header in structured form can write itself back to where it came from.
 *
 * @example
 * const seen: number[] = [];
 * const dict = new CallbackDict([["a", 1]], (changed) => seen.push(changed.size));
 * dict.set("b", 2).delete("a");
 * seen; // => [2, 1]
 */
export class CallbackDict<V> extends Map<string, V> {
  readonly #onUpdate: OnUpdate<CallbackDict<V>> | undefined;

  /**
   * @param entries - First content; it is not reported.
   * @param onUpdate - Called after every change.
   */
  constructor(entries: Iterable<readonly [string, V]> = [], onUpdate?: OnUpdate<CallbackDict<V>>) {
    super();
    for (const [key, value] of entries) super.set(key, value);
    this.#onUpdate = onUpdate;
  }

  override set(key: string, value: V): this {
    super.set(key, value);
    this.#onUpdate?.(this);
    return this;
  }

  override delete(key: string): boolean {
    const present = super.delete(key);
    if (present) this.#onUpdate?.(this);
    return present;
  }

  override clear(): void {
    super.clear();
    this.#onUpdate?.(this);
  }

  /** Sets every entry and reports once. */
  update(entries: Iterable<readonly [string, V]>): this {
    for (const [key, value] of entries) super.set(key, value);
    this.#onUpdate?.(this);
    return this;
  }
}
