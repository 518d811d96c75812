/** Lets one at a time have what there is only one of, first come, first served, and nobody wait for ever. */
export class ConnectionTurns {
  readonly #limit: number;
  readonly #waiting = new Set<() => void>();
  #isTaken = false;

  /** @param limit - Seconds to wait at most. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Resolves when it is the caller's turn, which lasts until {@link release}.
   *
   * @throws Error when the time is up before.
   */
  take(): Promise<void> {
    if (!this.#isTaken) {
      this.#isTaken = true;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(begin);
        reject(
          new Error(`The connection was busy for ${this.#limit} s, with a transaction that has not ended.`),
        );
      }, this.#limit * 1000);
      this.#waiting.add(begin);
    });
  }

  /** Ends the turn, and begins that of whoever has waited longest. */
  release(): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#isTaken = false;
    else {
      this.#waiting.delete(next);
      next();
    }
  }
}
