import { type Dict, dictEntries, dictKeys, dictSize } from "./dict.ts";
import { repr } from "./repr.ts";
import { Tuple } from "./tuple.ts";

/** Which part of a dict a view shows. */
export type DictPart = "keys" | "values" | "items";

/** What `dict.keys()`, `dict.values()` and `dict.items()` give: a window on the dict that follows its changes. */
export class DictView implements Iterable<unknown> {
  readonly #dict: Dict;
  readonly part: DictPart;

  constructor(dict: Dict, part: DictPart) {
    this.#dict = dict;
    this.part = part;
  }

  get length(): number {
    return dictSize(this.#dict);
  }

  get __type__(): string {
    return `dict_${this.part}`;
  }

  __repr__(): string {
    return `dict_${this.part}(${repr([...this])})`;
  }

  [Symbol.iterator](): IterableIterator<unknown> {
    return this.#list()[Symbol.iterator]();
  }

  #list(): unknown[] {
    if (this.part === "keys") return dictKeys(this.#dict);
    const entries = dictEntries(this.#dict);
    return this.part === "values"
      ? entries.map(([, value]) => value)
      : entries.map((pair) => new Tuple(pair));
  }
}
