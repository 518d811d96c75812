import type { JsonSchema } from "../json-schema.ts";
import {
  type FieldClass,
  type FieldMap,
  fieldOf,
  type FieldValue,
  marshal,
  type Marshalled,
  type MarshalOptions,
  schemaOfFields,
} from "./marshal.ts";
import { type FieldOptions, MarshallingError, Raw } from "./raw.ts";

/** Options of {@link Nested}. */
export interface NestedOptions<Value> extends FieldOptions<Value>, MarshalOptions {
  /** Whether a missing object is written as null; without it, as an object of the fields' defaults. */
  readonly allowNull?: boolean;
}

/** An object within the object, by fields of its own; each of a list of them, where there is one. */
export class Nested<F extends FieldMap> extends Raw<Marshalled<F> | Marshalled<F>[] | null> {
  readonly nested: F;
  readonly #options: NestedOptions<Marshalled<F> | Marshalled<F>[] | null>;

  constructor(nested: F, options: NestedOptions<Marshalled<F> | Marshalled<F>[] | null> = {}) {
    super(options);
    this.nested = nested;
    this.#options = options;
  }

  override get jsonSchema(): JsonSchema {
    const object = schemaOfFields(this.nested);
    return { anyOf: [object, { type: "array", items: object }, { type: "null" }] };
  }

  override format(value: unknown): Marshalled<F> | Marshalled<F>[] {
    return marshal<F>(value, this.nested, this.#options);
  }

  protected override missing(): Marshalled<F> | Marshalled<F>[] | null {
    if (this.default !== undefined) return this.default;
    return this.#options.allowNull === true ? null : this.format(undefined);
  }
}

/** A list of which each item is written by one field: an array, or anything else that can be gone through but text. */
export class List<F extends Raw | FieldClass> extends Raw<FieldValue<F>[] | null> {
  readonly container: Raw;

  constructor(container: F, options: FieldOptions<FieldValue<F>[] | null> = {}) {
    super(options);
    this.container = fieldOf(container);
  }

  override get jsonSchema(): JsonSchema {
    return { type: ["array", "null"], items: this.container.jsonSchema };
  }

  override format(value: unknown): FieldValue<F>[] {
    const { container } = this;
    if (!isIterable(value)) throw new MarshallingError("A List field needs a list.");
    // An item has no name: it is found under its index, unless the field knows where in the item to look.
    const items = Array.from(value, (item) =>
      container.attribute === undefined ? container.output(0, [item]) : container.output(0, item),
    );
    return items as FieldValue<F>[];
  }
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}
