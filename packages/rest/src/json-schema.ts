import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";

/** JSON Schema, draft 2020-12, as far as this package reads it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Whether it is wanted what a schema takes, or what it makes. */
export type Side = "input" | "output";

/**
 * Gives the JSON Schema of a schema whose library does not; undefined leaves it to the library. For valibot:
 * `(schema, side) => toJsonSchema(schema, { typeMode: side })`.
 */
export type SchemaConverter = (schema: StandardSchemaV1, side: Side) => JsonSchema | undefined;

// What JSON cannot say, such as a Date, is to be any value: zod's way to ask for that, then arktype's.
const LENIENT = { unrepresentable: "any", fallback: ({ base }: { base: object }) => base };

/**
 * The JSON Schema of a Standard Schema.
 *
 * @param convert - Asked first.
 * @returns Undefined when neither the converter nor the library gives one.
 * @throws What the library throws for a schema that it cannot convert.
 */
export function jsonSchemaOf(
  schema: StandardSchemaV1,
  side: Side,
  convert: SchemaConverter | undefined,
): JsonSchema | undefined {
  const converted = convert?.(schema, side);
  if (converted !== undefined) return converted;
  if (!hasJsonSchema(schema)) return undefined;
  return schema["~standard"].jsonSchema[side]({ target: "draft-2020-12", libraryOptions: LENIENT });
}

function hasJsonSchema(schema: StandardSchemaV1): schema is StandardSchemaV1 & StandardJSONSchemaV1 {
  return "jsonSchema" in schema["~standard"];
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
