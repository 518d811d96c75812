import { typeError } from "./errors.ts";
import { MISSING } from "./missing.ts";

/** What a lazy filter does with each item. */
export interface Treatment {
  readonly items: Iterable<unknown>;
  /** Asks the filter or test for its answer; a promise where a template is rendered asynchronously. */
  readonly call: (item: unknown) => unknown;
  /** What is given for an item; {@link MISSING} to leave it out. */
  readonly keep: (answer: unknown, item: unknown) => unknown;
}

interface Walk extends Omit<Treatment, "items"> {
  readonly source: Iterator<unknown>;
}

/**
 * The items that a filter gives one by one: nothing is computed, and nothing fails, before somebody asks for the
 * item. It can be walked once, as Python's generators can.
 */
export class LazyItems implements IterableIterator<unknown> {
  readonly #treatment: () => Treatment;
  #walk: Walk | undefined;

  /** @param treatment - Called when the first item is asked for. */
  constructor(treatment: () => Treatment) {
    this.#treatment = treatment;
  }

  next(): IteratorResult<unknown> {
    const { source, call, keep } = this.#started();
    for (let next = source.next(); next.done !== true; next = source.next()) {
      const answer = call(next.value);
      if (isPromise(answer)) throw typeError("a filter or test gave a promise: render with renderAsync");
      const kept = keep(answer, next.value);
      if (kept !== MISSING) return { done: false, value: kept };
    }
    return { done: true, value: undefined };
  }

  [Symbol.iterator](): this {
    return this;
  }

  /**
   * Awaits the answers for all items of a lazy value; any other value is itself. What fails on the way still fails
   * when its item is asked for.
   *
   * @internal
   */
  static settled(value: unknown): unknown {
    return value instanceof LazyItems ? LazyItems.#await(value) : value;
  }

  static async #await(lazy: LazyItems): Promise<IterableIterator<unknown>> {
    const results: unknown[] = [];
    try {
      const { source, call, keep } = lazy.#started();
      for (let next = source.next(); next.done !== true; next = source.next()) {
        const kept = keep(await LazyItems.settled(await call(next.value)), next.value);
        if (kept !== MISSING) results.push(kept);
      }
    } catch (error) {
      return failingAfter(results, error);
    }
    return results[Symbol.iterator]();
  }

  #started(): Walk {
    if (this.#walk === undefined) {
      const { items, call, keep } = this.#treatment();
      this.#walk = { source: items[Symbol.iterator](), call, keep };
    }
    return this.#walk;
  }
}

function* failingAfter(items: readonly unknown[], error: unknown): IterableIterator<unknown> {
  yield* items;
  throw error;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
