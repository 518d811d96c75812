// A worker that lived longer than this did start well.
const QUICK_DEATH = 5000;
const FIRST_DELAY = 100;
const LONGEST_DELAY = 30_000;

/** How long to wait before the next worker starts: longer and longer while workers die soon after their start. */
export class BackOff {
  #quickDeaths = 0;

  /**
   * Takes note of a death.
   *
   * @param lifetime - How many milliseconds the worker was listening.
   * @returns How many milliseconds to wait.
   * @example
   * const backOff = new BackOff();
   * [10, 10, 10, 60_000, 10].map((lifetime) => backOff.delayAfter(lifetime)); // => [100, 200, 400, 0, 100]
   */
  delayAfter(lifetime: number): number {
    this.#quickDeaths = lifetime < QUICK_DEATH ? this.#quickDeaths + 1 : 0;
    return this.#quickDeaths === 0 ? 0 : Math.min(FIRST_DELAY * 2 ** (this.#quickDeaths - 1), LONGEST_DELAY);
  }
}
