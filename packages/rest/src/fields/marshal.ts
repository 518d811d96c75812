import type { JsonSchema } from "../json-schema.ts";
import { Raw } from "./raw.ts";

/** A field: an object of its class, the class itself where it needs no options, or a map of fields. */
export type Field = Raw | FieldClass | FieldMap;
/** A class of fields that needs no options. */
export type FieldClass = new () => Raw;

/** Fields by the names under which they are written. */
export interface FieldMap {
  readonly [name: string]: Field;
}

/** What a field writes. */
export type FieldValue<F> =
  F extends Raw<infer Value> ? Value : F extends new () => Raw<infer Value> ? Value : Marshalled<F>;

/** What a map of fields writes. */
export type Marshalled<F> = { -readonly [Name in keyof F]: FieldValue<F[Name]> };

/** How a map of fields is written. */
export interface MarshalOptions {
  /** Leaves out what would be null. */
  readonly skipNone?: boolean;
}

/** What {@link marshal} can also do: put the whole into an object of one member. */
export interface EnvelopeOptions extends MarshalOptions {
  readonly envelope?: string;
}

/**
 * Writes the fields of an object, or of each object of a list.
 *
 * @param data - An object, a Map, or a list of them.
 * @param fields - Fields by their names.
 * @throws MarshallingError for a value that a field cannot write.
 * @example
 * const todoFields = { id: fields.Integer, task: new fields.String({ attribute: "title" }) };
 * marshal({ id: 7, title: "tea", secret: 1 }, todoFields); // => { id: 7, task: "tea" }
 * marshal([{ id: 7 }], todoFields, { skipNone: true, envelope: "todos" }); // => { todos: [{ id: 7 }] }
 */
export function marshal<F extends FieldMap>(
  data: readonly unknown[],
  fields: F,
  options?: MarshalOptions,
): Marshalled<F>[];
export function marshal<F extends FieldMap>(
  data: unknown,
  fields: F,
  options?: MarshalOptions,
): Marshalled<F>;
export function marshal(data: unknown, fields: FieldMap, options: EnvelopeOptions): Record<string, unknown>;
export function marshal(data: unknown, fields: FieldMap, options: EnvelopeOptions = {}): unknown {
  const { envelope } = options;
  const made = Array.isArray(data)
    ? data.map((item) => one(item, fields, options))
    : one(data, fields, options);
  return envelope === undefined ? made : { [envelope]: made };
}

function one(data: unknown, fields: FieldMap, { skipNone = false }: MarshalOptions): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = isMap(field) ? one(data, field, { skipNone }) : fieldOf(field).output(name, data);
    if (!skipNone || value !== null) made[name] = value;
  }
  return made;
}

/** The object of a field that may be given as its class. */
export function fieldOf(field: Raw | FieldClass): Raw {
  return field instanceof Raw ? field : new field();
}

function isMap(field: Field): field is FieldMap {
  return typeof field === "object" && !(field instanceof Raw);
}

/** What a map of fields writes, as JSON Schema. */
export function schemaOfFields(fields: FieldMap): JsonSchema {
  const properties = Object.entries(fields).map(([name, field]) => [
    name,
    isMap(field) ? schemaOfFields(field) : fieldOf(field).jsonSchema,
  ]);
  return { type: "object", properties: Object.fromEntries(properties), required: Object.keys(fields) };
}
