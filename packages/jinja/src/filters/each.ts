/** A value, or the promise of one where a template is rendered asynchronously. */
export type Eventual<T> = T | Promise<T>;

/** Whether a value is a promise. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === "object" && value !== null && typeof (value as PromiseLike<unknown>).then === "function"
  );
}

/**
 * Calls a function for each item and keeps what `keep` makes of the answers. When an answer is a promise, the rest
 * is done one after the other as the promises come in, and the whole is a promise too. So one body serves both
 * kinds of rendering.
 *
 * @param items - What to walk.
 * @param call - Called with each item; may answer with a promise.
 * @param keep - Puts an answer (never a promise) and its item into the result.
 */
export function collect(
  items: Iterable<unknown>,
  call: (item: unknown) => unknown,
  keep: (result: unknown[], answer: unknown, item: unknown) => void,
): Eventual<IterableIterator<unknown>> {
  const result: unknown[] = [];
  const iterator = items[Symbol.iterator]();
  for (let next = iterator.next(); next.done !== true; next = iterator.next()) {
    const answer = call(next.value);
    if (isPromise(answer)) return collectLater(result, iterator, { answer, item: next.value }, call, keep);
    keep(result, answer, next.value);
  }
  return result[Symbol.iterator]();
}

async function collectLater(
  result: unknown[],
  iterator: Iterator<unknown>,
  first: { readonly answer: unknown; readonly item: unknown },
  call: (item: unknown) => unknown,
  keep: (result: unknown[], answer: unknown, item: unknown) => void,
): Promise<IterableIterator<unknown>> {
  keep(result, await first.answer, first.item);
  for (let next = iterator.next(); next.done !== true; next = iterator.next()) {
    keep(result, await call(next.value), next.value);
  }
  return result[Symbol.iterator]();
}
