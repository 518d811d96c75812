import { setImmediate } from "node:timers/promises";
import type { AppContext } from "./context.ts";
import { toError } from "./errors.ts";

/** The work that goes on after responses; see `afterResponse`. */
export class BackgroundWork {
  readonly #pending = new Set<Promise<void>>();

  /** How many pieces wait for their response to be sent, or are at work. */
  get size(): number {
    return this.#pending.size;
  }

  /**
   * Resolves when nothing is left to do, with what the work itself gave to do. For tests, for the end of a process, and
   * for the `waitUntil` of servers that stop a function when it has answered.
   */
  async finished(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  /** @internal Does `work` when `context` has ended, in a copy of it. An error is written to the log. */
  add(context: AppContext, work: () => unknown): void {
    const done = perform(context, work).finally(() => this.#pending.delete(done));
    this.#pending.add(done);
  }
}

async function perform(context: AppContext, work: () => unknown): Promise<void> {
  await context.ended;
  // Whoever sends the response goes first.
  await setImmediate();
  const own = context.copy();
  try {
    await own.run(work);
  } catch (error) {
    const name = work.name === "" ? "" : ` "${work.name}"`;
    own.enter(() => own.app.logger.error(toError(error), `The background work${name} failed`));
  }
}
