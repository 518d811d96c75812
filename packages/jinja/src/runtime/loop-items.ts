import { itemsOf } from "../values/iterate.ts";
import { isIterator } from "../values/types.ts";

/** The items that a loop has taken from an iterator so far. */
class TakenItems extends Array<unknown> {
  readonly #source: Iterator<unknown>;

  constructor(source: Iterator<unknown>) {
    super();
    this.#source = source;
  }

  takeOne(): boolean {
    const { done, value } = this.#source.next();
    if (done !== true) this.push(value);
    return done !== true;
  }

  override *[Symbol.iterator](): ArrayIterator<unknown> {
    for (let index = 0; index < this.length || this.takeOne(); index++) yield this[index];
  }
}

/** What a loop walks: the items of a value as an array, which an iterator fills as the loop asks for more. */
export function loopItems(value: unknown): readonly unknown[] {
  return isIterator(value) ? new TakenItems(value) : itemsOf(value);
}

/** Whether there is an item behind the last one of the array; if so, it is the last one now. */
export function takeMore(items: readonly unknown[]): boolean {
  return items instanceof TakenItems && items.takeOne();
}

/** The number of all items. */
export function countItems(items: readonly unknown[]): number {
  while (takeMore(items));
  return items.length;
}
