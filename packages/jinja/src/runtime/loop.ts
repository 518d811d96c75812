import { typeError } from "../values/errors.ts";
import { sameOrEquals } from "../values/equality.ts";
import type { TemplateCallable } from "./callable.ts";
import type { RenderEnvironment } from "./calling.ts";
import { countItems, takeMore } from "./loop-items.ts";

/** Renders the body of a recursive loop for the items of a deeper level. */
export type RecurseLoop = (iterable: unknown, depth: number) => unknown;

/** What `loop` is inside of a loop. Compiled code moves it on with {@link LoopContext.moveTo}. */
export class LoopContext implements TemplateCallable {
  readonly #items: readonly unknown[];
  readonly #environment: RenderEnvironment;
  readonly #depth0: number;
  readonly #recurse: RecurseLoop | null;
  #index0 = -1;
  #changedFrom: readonly unknown[] | undefined;

  constructor(
    items: readonly unknown[],
    environment: RenderEnvironment,
    depth0: number = 0,
    recurse: RecurseLoop | null = null,
  ) {
    this.#items = items;
    this.#environment = environment;
    this.#depth0 = depth0;
    this.#recurse = recurse;
  }

  /** @internal */
  static moveTo(loop: LoopContext, index0: number): void {
    loop.#index0 = index0;
  }

  get index(): number {
    return this.#index0 + 1;
  }

  get index0(): number {
    return this.#index0;
  }

  get revindex(): number {
    return this.length - this.#index0;
  }

  get revindex0(): number {
    return this.length - this.#index0 - 1;
  }

  get first(): boolean {
    return this.#index0 === 0;
  }

  get last(): boolean {
    return !this.#hasNext();
  }

  get length(): number {
    return countItems(this.#items);
  }

  get depth(): number {
    return this.#depth0 + 1;
  }

  get depth0(): number {
    return this.#depth0;
  }

  get previtem(): unknown {
    if (this.#index0 > 0) return this.#items[this.#index0 - 1];
    return this.#environment.undefined({ hint: "there is no previous item" });
  }

  get nextitem(): unknown {
    if (this.#hasNext()) return this.#items[this.#index0 + 1];
    return this.#environment.undefined({ hint: "there is no next item" });
  }

  #hasNext(): boolean {
    return this.#index0 + 1 < this.#items.length || takeMore(this.#items);
  }

  /** One of the arguments after the other, a further one in each pass. */
  cycle(...values: readonly unknown[]): unknown {
    if (values.length === 0) throw typeError("no items for cycling given");
    return values[this.#index0 % values.length];
  }

  /** Whether the arguments differ from those of the last call. */
  changed(...values: readonly unknown[]): boolean {
    const before = this.#changedFrom;
    this.#changedFrom = values;
    if (before === undefined || before.length !== values.length) return true;
    return !values.every((value, index) => sameOrEquals(value, before[index]));
  }

  __call__(args: readonly unknown[]): unknown {
    if (this.#recurse === null) {
      throw typeError("The loop must have the 'recursive' marker to be called recursively.");
    }
    if (args.length !== 1) throw typeError(`loop() takes one iterable, ${args.length} were given`);
    return this.#recurse(args[0], this.#depth0 + 1);
  }

  get __type__(): string {
    return "jinja2.runtime.LoopContext";
  }

  __repr__(): string {
    return `<LoopContext ${this.index}/${this.length}>`;
  }
}
