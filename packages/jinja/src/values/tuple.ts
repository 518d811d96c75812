/**
 * Python's tuple: a fixed list of values, printed with round brackets, equal to another tuple of equal values.
 *
 * @example
 * [...new Tuple([1, 2])]; // => [1, 2]
 */
export class Tuple implements Iterable<unknown> {
  // Private, so that the attribute rule finds nothing but what a subclass declares.
  readonly #items: readonly unknown[];

  constructor(items: readonly unknown[] = []) {
    this.#items = items;
  }

  get items(): readonly unknown[] {
    return this.#items;
  }

  get length(): number {
    return this.#items.length;
  }

  [Symbol.iterator](): IterableIterator<unknown> {
    return this.#items[Symbol.iterator]();
  }

  toJSON(): readonly unknown[] {
    return this.#items;
  }
}

/**
 * The items of a list or tuple, without a copy; undefined for everything else.
 *
 * @param value - Any value.
 */
export function sequenceItems(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  return value instanceof Tuple ? value.items : undefined;
}
