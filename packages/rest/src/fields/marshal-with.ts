import { HttpResponse } from "dewar";
import type { DescribedSchema } from "../inputs/uploads.ts";
import { Reply } from "../reply.ts";
import {
  type EnvelopeOptions,
  type FieldClass,
  type FieldMap,
  fieldOf,
  marshal,
  type Marshalled,
  type MarshalOptions,
  schemaOfFields,
} from "./marshal.ts";
import type { Raw } from "./raw.ts";

/** Something that returns what is to be marshalled: a handler, or a method of a class. */
type Returning<Values> = (values: Values) => unknown;

/**
 * Writes what a handler returns by its fields. Statuses, headers and whole responses stay as they are.
 *
 * A typed client and the documentation learn more from {@link marshalSchema}, as the schema of a response.
 *
 * @example
 * const todoFields = { id: fields.Integer, done: fields.Boolean };
 * const todo = resource("/todos/<int:id>").get(marshalWith(todoFields, ({ id }) => ({ id, done: 1, secret: "x" })));
 * const app = new Flask(import.meta.url);
 * app.registerBlueprint(new Api("api", { title: "Todos", version: "1", resources: { todo } }));
 * (await app.testClient().get("/todos/7")).json; // => { done: true, id: 7 }
 */
export function marshalWith<Values>(
  fields: FieldMap,
  handler: Returning<Values>,
  options: EnvelopeOptions = {},
): (values: Values) => Promise<unknown> {
  return (values) => written(handler(values), (body) => marshal(body, fields, options));
}

/** {@link marshalWith} for what is no object: one field writes all that is returned. */
export function marshalWithField<Values>(
  field: Raw | FieldClass,
  handler: Returning<Values>,
): (values: Values) => Promise<unknown> {
  return (values) => written(handler(values), (body) => fieldOf(field).output(0, [body]));
}

async function written(result: unknown, write: (body: unknown) => unknown): Promise<unknown> {
  const given = await result;
  if (given instanceof HttpResponse || given instanceof globalThis.Response) return given;
  return given instanceof Reply ? new Reply(given.status, write(given.body), given.headers) : write(given);
}

/**
 * A map of fields as the schema of a response: it writes the fields, documents them, and tells a client their types.
 *
 * @example
 * const todoFields = { id: fields.Integer, task: fields.String };
 * const todo = resource("/todos/<int:id>").get(
 *   { response: marshalSchema(todoFields) },
 *   ({ id }) => ({ id, task: "tea", secret: "x" }),
 * );
 * const app = new Flask(import.meta.url);
 * app.registerBlueprint(new Api("api", { title: "Todos", version: "1", resources: { todo } }));
 * (await app.testClient().get("/todos/7")).json; // => { id: 7, task: "tea" }
 */
export function marshalSchema<const F extends FieldMap>(
  fields: F,
  options: MarshalOptions = {},
): DescribedSchema<object, Marshalled<F>> {
  const schema = schemaOfFields(fields);
  const described = options.skipNone === true ? { ...schema, required: [] } : schema;
  return {
    "~standard": {
      version: 1,
      vendor: "dewar",
      validate: (value) => ({ value: marshal<F>(value, fields, options) }),
      jsonSchema: { input: () => ({}), output: () => ({ ...described }) },
    },
  };
}
