import { typeError } from "../values/errors.ts";
import { TemplateRuntimeError } from "../errors/runtime-error.ts";
import type { TemplateCallable } from "./callable.ts";

/** The global `cycler`: hands out its values in turn, wherever it is called from. */
export class Cycler {
  readonly #items: readonly unknown[];
  #position = 0;

  constructor(items: readonly unknown[]) {
    if (items.length === 0) throw new TemplateRuntimeError("at least one item has to be provided");
    this.#items = items;
  }

  get current(): unknown {
    return this.#items[this.#position];
  }

  next(): unknown {
    const item = this.current;
    this.#position = (this.#position + 1) % this.#items.length;
    return item;
  }

  reset(): void {
    this.#position = 0;
  }

  get __type__(): string {
    return "jinja2.utils.Cycler";
  }
}

/** The global `joiner`: nothing at its first call, the separator at every other. */
export class Joiner implements TemplateCallable {
  readonly sep: unknown;
  #used = false;

  constructor(separator: unknown = ", ") {
    this.sep = separator;
  }

  get used(): boolean {
    return this.#used;
  }

  __call__(args: readonly unknown[]): unknown {
    if (args.length > 0) throw typeError("a joiner takes no arguments");
    if (this.#used) return this.sep;
    this.#used = true;
    return "";
  }

  get __type__(): string {
    return "jinja2.utils.Joiner";
  }
}
