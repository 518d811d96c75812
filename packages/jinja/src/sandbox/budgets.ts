import { AsyncLocalStorage } from "node:async_hooks";
import { RenderBudget, type RenderLimits } from "./render-budget.ts";

/** Gives each render a budget, through whatever it awaits, and hands it to the code that runs in it. */
export class Budgets {
  readonly #limits: RenderLimits;
  readonly #current = new AsyncLocalStorage<RenderBudget>();

  constructor(limits: RenderLimits) {
    this.#limits = limits;
  }

  /** The budget of the render that is going on; outside of one a new one. */
  get current(): RenderBudget {
    return this.#current.getStore() ?? new RenderBudget(this.#limits);
  }

  /** Runs a render within a budget of its own, or within that of the render it is part of. */
  within<T>(render: () => T): T {
    if (this.#current.getStore() !== undefined) return render();
    const budget = new RenderBudget(this.#limits);
    const output = this.#current.run(budget, render);
    return isGenerator(output) ? this.#steppedWithin(budget, output) : output;
  }

  // A generator runs where it is asked for its next piece.
  #steppedWithin<T extends Stepped>(budget: RenderBudget, generator: T): T {
    const within =
      (step: (value: unknown) => unknown) =>
      (value: unknown): unknown =>
        this.#current.run(budget, () => step.call(generator, value));
    return new Proxy(generator, {
      get(target, name): unknown {
        const member: unknown = Reflect.get(target, name);
        if (name === Symbol.iterator || name === Symbol.asyncIterator) return member;
        return typeof member === "function" ? within(member as (value: unknown) => unknown) : member;
      },
    });
  }
}

interface Stepped {
  next(): unknown;
  return(value: unknown): unknown;
}

function isGenerator(value: unknown): value is Stepped {
  return typeof value === "object" && value !== null && "next" in value && "return" in value;
}
