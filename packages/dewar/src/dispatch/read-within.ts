import type { AppContext } from "../context.ts";

type Source<T> = Iterable<T> | AsyncIterable<T>;

/** Reads `source` within a context, whoever asks for its next item, and whenever. */
export function readWithin<T>(context: AppContext, source: Source<T>): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = context.enter(() => iteratorOf(source));
      return {
        next: async () => await context.enter(() => iterator.next()),
        return: async () => {
          await context.enter(() => iterator.return?.());
          return { done: true, value: undefined };
        },
      };
    },
  };
}

function iteratorOf<T>(source: Source<T>): Iterator<T> | AsyncIterator<T> {
  return Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
}
