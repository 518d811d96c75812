/**
 * A value, or the promise of one. The request pipeline is written over this type, so that a request whose callbacks
 * are all synchronous allocates no promise.
 */
export type MaybePromise<T> = T | Promise<T>;

/** Whether `value` must be awaited. Thenables count: database libraries return them. */
export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

/** Calls `step` with the value: at once if it is here, else when it arrives. */
export function andThen<T, R>(value: MaybePromise<T>, step: (value: T) => MaybePromise<R>): MaybePromise<R> {
  // A native promise comes back from `resolve` as it is; a thenable becomes one.
  return isPending(value) ? Promise.resolve(value).then(step) : step(value);
}

/** Does `work`; if it throws or rejects, `rescue` answers instead. */
export function attempt<T>(
  work: () => MaybePromise<T>,
  rescue: (error: unknown) => MaybePromise<T>,
): MaybePromise<T> {
  try {
    const value = work();
    return isPending(value) ? Promise.resolve(value).catch(rescue) : value;
  } catch (error) {
    return rescue(error);
  }
}

/**
 * Calls `visit` for each item in turn, waiting where it answers with a promise.
 *
 * @returns The first answer that is not undefined; the items after it are not visited.
 */
export function firstDefined<T, R>(
  items: readonly T[],
  visit: (item: T) => MaybePromise<R | undefined>,
): MaybePromise<R | undefined> {
  for (const [index, item] of items.entries()) {
    const answer = visit(item);
    if (isPending(answer)) {
      return andThen(answer, (value) =>
        value === undefined ? firstDefined(items.slice(index + 1), visit) : value,
      );
    }
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function isPending<T>(value: MaybePromise<T>): value is Promise<T> {
  return isPromiseLike(value);
}
