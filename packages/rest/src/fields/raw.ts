import { DewarError } from "dewar";
import type { JsonSchema } from "../json-schema.ts";
import { type Attribute, getValue } from "./get-value.ts";

/** A value that a field cannot write. */
export class MarshallingError extends DewarError {
  constructor(message: string, options?: ErrorOptions) {
    super("marshalling", message, options);
  }
}

/** Options of every field. */
export interface FieldOptions<Value> {
  /** What is written where there is no value. */
  readonly default?: Value;
  /** Where the value is found. Default: under the name of the field. */
  readonly attribute?: Attribute;
}

/**
 * A field that writes its value as it is, and the base of all others.
 *
 * @example
 * class Shouted extends Raw<string | null> {
 *   override format(value: unknown): string { return String(value).toUpperCase(); }
 * }
 * marshal({ name: "ann" }, { name: Shouted }); // => { name: "ANN" }
 */
export class Raw<Value = unknown> {
  readonly attribute: Attribute | undefined;
  readonly default: Value | undefined;

  constructor(options: FieldOptions<Value> = {}) {
    this.attribute = options.attribute;
    this.default = options.default;
  }

  /** How the field looks in OpenAPI. */
  get jsonSchema(): JsonSchema {
    return {};
  }

  /**
   * What is written for a value that is there.
   *
   * @throws MarshallingError for a value that is not of the field's kind.
   */
  format(value: unknown): Value {
    // A field without a kind says nothing of its values.
    return value as Value;
  }

  /** What is written for the field `key` of an object. */
  output(key: string | number, object: unknown): Value {
    const value = getValue(this.attribute ?? key, object);
    return value === undefined || value === null ? this.missing() : this.format(value);
  }

  /** What is written where there is no value: the default, else null. */
  protected missing(): Value {
    // The types of fields without a default of their own have null among their values.
    return this.default ?? (null as Value);
  }
}

/** The JSON Schema of a value or null. */
export function nullable(type: string, more: JsonSchema = {}): JsonSchema {
  return { type: [type, "null"], ...more };
}
