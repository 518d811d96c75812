/** A small seeded generator of pseudo-random choices (mulberry32): the same seed gives the same choices everywhere. */
export class Random {
  #state: number;

  /** @param seed A 32-bit integer; other numbers are cut to one. */
  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** @returns A number from 0 (included) to 1 (excluded). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** @returns An integer from 0 to `end`, which is excluded. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T; // The index is inside, as long as there are items.
  }

  /** @returns From `least` to `most` items, each made by `make`. */
  many<T>(least: number, most: number, make: () => T): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, make);
  }
}
