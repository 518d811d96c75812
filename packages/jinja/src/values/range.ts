import { valueError } from "./errors.ts";

/**
 * Python's `range`: the numbers from `start` up to but without `stop`, `step` apart, computed when they are asked
 * for.
 *
 * @example
 * [...new Range(0, 6, 2)]; // => [0, 2, 4]
 */
export class Range implements Iterable<number> {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly length: number;

  /** @throws {@link PythonError} (ValueError) when `step` is 0. */
  constructor(start: number, stop: number, step = 1) {
    if (step === 0) throw valueError("range() arg 3 must not be zero");
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.length = Math.max(0, Math.ceil((stop - start) / step));
  }

  /** The number at a place from 0 to `length` - 1. */
  at(index: number): number {
    return this.start + index * this.step;
  }

  /** The place of a number in the range, or -1. */
  indexOf(value: number): number {
    const index = (value - this.start) / this.step;
    return Number.isInteger(index) && index >= 0 && index < this.length ? index : -1;
  }

  get __type__(): string {
    return "range";
  }

  __repr__(): string {
    const { start, stop, step } = this;
    return step === 1 ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`;
  }

  *[Symbol.iterator](): IterableIterator<number> {
    for (let index = 0; index < this.length; index++) yield this.at(index);
  }
}
