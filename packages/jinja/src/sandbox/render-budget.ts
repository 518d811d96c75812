import { SecurityError } from "../errors/runtime-error.ts";
import type { Budget } from "../runtime/host.ts";

/** How much one render of an untrusted template may do. What is left out is not bounded. */
export interface RenderLimits {
  /**
   * Characters printed, those too that are gathered and then thrown away; also the longest text or list an operator
   * may make.
   */
  readonly output?: number;
  /** Passes through loops, and renders of blocks, macros and included templates, together. */
  readonly steps?: number;
  /** How deep blocks, macros, included templates and recursive loops may stand in each other. */
  readonly depth?: number;
  /**
   * Milliseconds. The clock is looked at between the steps of the template: what a single filter or function of yours
   * takes cannot be cut short.
   */
  readonly time?: number;
}

/** How many steps pass between two looks at the clock. */
const STEPS_PER_LOOK = 64;

/** What one render has left of its limits. */
export class RenderBudget implements Budget {
  readonly #limits: RenderLimits;
  readonly #deadline: number;
  #output = 0;
  #steps = 0;
  #depth = 0;

  constructor(limits: RenderLimits) {
    this.#limits = limits;
    this.#deadline = limits.time === undefined ? Number.POSITIVE_INFINITY : performance.now() + limits.time;
  }

  /** @throws SecurityError */
  step(): void {
    this.#steps++;
    const { steps = Number.POSITIVE_INFINITY, time } = this.#limits;
    if (this.#steps > steps) throw new SecurityError(`the template takes more than ${steps} steps`);
    if (this.#steps % STEPS_PER_LOOK === 0 && performance.now() > this.#deadline) {
      throw new SecurityError(`the template takes more than ${time} milliseconds`);
    }
  }

  /** @throws SecurityError */
  print<T>(value: T): T {
    if (typeof value === "string") {
      this.#output += value.length;
      this.refuseLarge(this.#output);
    }
    return value;
  }

  /** @throws SecurityError for a text, or a list, of a size that is not allowed. */
  refuseLarge(size: number): void {
    const { output = Number.POSITIVE_INFINITY } = this.#limits;
    if (size > output) throw new SecurityError(`the template makes more than ${output} characters of output`);
  }

  /** @throws SecurityError */
  enter(): void {
    const { depth = Number.POSITIVE_INFINITY } = this.#limits;
    if (this.#depth >= depth)
      throw new SecurityError(`the template is nested more than ${depth} levels deep`);
    this.step();
    this.#depth++;
  }

  leave(): void {
    this.#depth--;
  }
}
