import type { MultiDict } from "dewar";
import { isObject, type JsonSchema } from "../json-schema.ts";

/** How the text of one field is read: as lists have it, and as which of JSON's types. */
interface FieldShape {
  readonly isList: boolean;
  readonly type: string | undefined;
}

/** The fields of a query or form by their names. */
export type TextShape = ReadonlyMap<string, FieldShape>;

/**
 * How a schema wants the text of a query or form. What the schema does not tell stays text.
 *
 * @param schema - The JSON Schema of its input.
 */
export function textShapeOf(schema: JsonSchema): TextShape {
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  return new Map(Object.entries(properties).map(([name, property]) => [name, fieldShapeOf(property)]));
}

function fieldShapeOf(property: unknown): FieldShape {
  const alternatives = alternativesOf(property);
  const list = alternatives.find(({ type }) => type === "array");
  if (list !== undefined) return { isList: true, type: scalarOf(alternativesOf(list["items"])) };
  return { isList: false, type: scalarOf(alternatives) };
}

/** The alternatives that are not null; a type that is a list of types is one for each. */
function alternativesOf(property: unknown): JsonSchema[] {
  if (!isObject(property)) return [];
  const { anyOf, type } = property;
  if (Array.isArray(anyOf)) return anyOf.flatMap(alternativesOf);
  const types: unknown[] = Array.isArray(type) ? type : [type];
  return types.filter((one) => one !== "null").map((one) => ({ ...property, type: one }));
}

/** The one type that all alternatives have: where there are several, text may mean any. */
function scalarOf(alternatives: readonly JsonSchema[]): string | undefined {
  const types = new Set(alternatives.map(({ type }) => type));
  const [only] = types;
  return types.size === 1 && typeof only === "string" ? only : undefined;
}

/**
 * The fields as an object that a schema can check. A name with one value has that value, one with several a list,
 * unless the shape says more. Text that is not of its type stays text, for the schema to refuse.
 */
export function readText(fields: MultiDict, shape: TextShape): object {
  // Names come from outside: the object must have no others.
  const values: Record<string, unknown> = Object.create(null);
  for (const [name, texts] of fields.lists()) {
    const field = shape.get(name);
    const read = texts.map((text) => readScalar(text, field?.type));
    values[name] = field?.isList === true || read.length > 1 ? read : read[0];
  }
  return values;
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** Whether the text is a number that there is: so many digits that they make Infinity are none. */
function isNumber(text: string): boolean {
  return NUMBER.test(text) && Number.isFinite(Number(text));
}

function readScalar(text: string, type: string | undefined): unknown {
  if ((type === "number" || type === "integer") && isNumber(text)) return Number(text);
  if (type === "boolean" && (text === "true" || text === "1")) return true;
  if (type === "boolean" && (text === "false" || text === "0")) return false;
  return text;
}
