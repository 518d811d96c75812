/**
 * Lets a bounded number of tasks run at a time; the others wait in line.
 *
 * @example
 * await new Semaphore(2).run(async () => "done"); // => "done"
 */
export class Semaphore {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param places - How many tasks may run at a time. */
  constructor(places: number) {
    this.#free = places;
  }

  /** Runs a task when there is a place for it. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await task();
    } finally {
      // The place goes straight to the next in line, so that no newcomer can take it first.
      const next = this.#waiting.shift();
      if (next === undefined) this.#free++;
      else next();
    }
  }
}
