import { MultiDict, type MultiDictSource } from "./multi-dict.ts";

/** Thrown when something tries to change a structure that only shows what a client sent. */
export class ImmutableError extends TypeError {
  /** Stable name of this kind of error. */
  readonly code = "ERR_IMMUTABLE";
  override readonly name = "ImmutableError";

  /** @param kind - The class of the structure. */
  constructor(kind: string) {
    super(`${kind} cannot be changed. Make a copy with copy() and change that.`);
  }
}

/**
 * A {@link MultiDict} that cannot be changed: what a request brings. `copy()` gives one that can.
 *
 * @example
 * const form: MultiDict = new ImmutableMultiDict([["name", "Ann"]]);
 * form.set("name", "Bob"); // throws ImmutableError
 * form.copy().set("name", "Bob").get("name"); // => "Bob"
 */
export class ImmutableMultiDict<V = string> extends MultiDict<V> {
  override set(): never {
    throw this.#refusal();
  }

  override add(): never {
    throw this.#refusal();
  }

  override setList(): never {
    throw this.#refusal();
  }

  override setDefault(): never {
    throw this.#refusal();
  }

  override setListDefault(): never {
    throw this.#refusal();
  }

  override update(): never {
    throw this.#refusal();
  }

  override delete(): never {
    throw this.#refusal();
  }

  override clear(): never {
    throw this.#refusal();
  }

  override pop(): never {
    throw this.#refusal();
  }

  override popList(): never {
    throw this.#refusal();
  }

  override popItem(): never {
    throw this.#refusal();
  }

  override popItemList(): never {
    throw this.#refusal();
  }

  #refusal(): ImmutableError {
    return new ImmutableError(this.constructor.name);
  }
}

/**
 * Several dicts read as one, for example query and form. The first value of a key comes from the first dict that
 * has it; `getList` joins the lists of all. The union is made once: later changes of the parts do not show.
 *
 * @example
 * const values = new CombinedMultiDict([new MultiDict({ a: "1" }), new MultiDict({ a: "2", b: "3" })]);
 * values.get("a"); // => "1"
 * values.getList("a"); // => ["1", "2"]
 */
export class CombinedMultiDict<V = string> extends ImmutableMultiDict<V> {
  readonly #parts: readonly MultiDict<V>[];

  /** @param dicts - The parts, the one that wins first. */
  constructor(dicts: Iterable<MultiDictSource<V>> = []) {
    const parts = Array.from(dicts, (dict) => new MultiDict(dict));
    super(chain(parts));
    this.#parts = parts;
  }

  /** Pairs of key and value: the first value of each key, or with `multi` every value, part after part. */
  override items(options: { readonly multi?: boolean } = {}): Generator<[string, V]> {
    return options.multi === true ? chain(this.#parts) : super.items();
  }
}

function* chain<V>(dicts: Iterable<MultiDict<V>>): Generator<[string, V]> {
  for (const dict of dicts) yield* dict.items({ multi: true });
}
