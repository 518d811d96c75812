import type { MaybePromise } from "../dispatch/maybe-promise.ts";

/**
 * Where sessions are kept on the server: texts by key, each for a time.
 *
 * Requests of one user run side by side, and each may save what it changed. So a text is only ever written over the
 * one that its writer has seen; whoever comes second reads again. A store must compare and write in one step.
 */
export interface SessionStore {
  /** The text of a key; undefined when there is none or its time is over. */
  get(key: string): MaybePromise<string | undefined>;

  /**
   * Writes a text if what is there is what the writer has seen.
   *
   * @param expected - The text that must be there; undefined: none may be.
   * @param text - What takes its place; undefined: nothing.
   * @param lifetime - Seconds after which the store may forget the text, and must no longer give it.
   * @returns Whether it was written.
   */
  compareAndSet(
    key: string,
    expected: string | undefined,
    text: string | undefined,
    lifetime: number,
  ): MaybePromise<boolean>;

  /** Forgets a key, whatever is there. */
  delete(key: string): MaybePromise<void>;
}
