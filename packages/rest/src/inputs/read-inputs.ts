import type { StandardSchemaV1 } from "@standard-schema/spec";
import { BadRequest, type FileStorage, MultiDict, type Request, UnsupportedMediaType } from "dewar";
import { type JsonSchema, jsonSchemaOf, type SchemaConverter } from "../json-schema.ts";
import type { InputPlace, OperationDetails } from "../operation.ts";
import { errorsOf, type InputError, InvalidInput, MOST_ERRORS } from "./invalid-input.ts";
import { readText, type TextShape, textShapeOf } from "./text-shape.ts";

/** An input that is ready to be read from requests. */
interface InputReader {
  readonly place: InputPlace;
  readonly schema: StandardSchemaV1;
  readonly read: (request: Request) => unknown;
}

/** Reads and checks the inputs of an operation. */
export class InputReaders {
  readonly #readers: readonly InputReader[];
  readonly #bodyTypes: readonly string[] | undefined;

  /** @param convert - Tells the JSON Schema of schemas that do not tell it themselves. */
  constructor(details: OperationDetails, convert: SchemaConverter | undefined) {
    this.#readers = PLACES.flatMap((place) => {
      const schema = details[place];
      if (schema === undefined) return [];
      const shape = shapeOf(schema, convert);
      return [{ place, schema, read: (request: Request) => SOURCES[place](request, shape) }];
    });
    this.#bodyTypes = bodyTypesOf(details);
  }

  /**
   * The values for the handler: those of the URL, and each input under its name.
   *
   * @throws InvalidInput with everything that any schema refuses; UnsupportedMediaType for another kind of body.
   */
  async read(request: Request): Promise<object> {
    this.#checkBodyType(request);
    const errors: InputError[] = [];
    const inputs: Record<string, unknown> = {};
    let values: unknown = request.viewArgs;
    for (const { place, schema, read } of this.#readers) {
      const result = await validate(schema, () => read(request));
      if (result.issues !== undefined) {
        errors.push(...errorsOf(place, result.issues.slice(0, MOST_ERRORS - errors.length)));
      } else if (place === "path") values = result.value;
      else inputs[place] = result.value;
    }
    if (errors.length > 0) throw new InvalidInput(errors);
    return { ...(values as object), ...inputs };
  }

  // RFC 9110, section 15.5.16. Before anything is parsed: what a form of another site can send is never read as JSON.
  #checkBodyType(request: Request): void {
    const types = this.#bodyTypes;
    if (types === undefined || isEmpty(request)) return;
    if (types.includes(request.mimetype) || (types.includes("application/json") && request.isJson)) return;
    throw new UnsupportedMediaType(`Send the body as ${types.join(" or ")}.`);
  }
}

/** The media types that a body may have; undefined where it is not read. */
export function bodyTypesOf({ json, form, files }: OperationDetails): readonly string[] | undefined {
  if (json !== undefined) return ["application/json"];
  if (files !== undefined) return ["multipart/form-data"];
  return form === undefined ? undefined : ["application/x-www-form-urlencoded", "multipart/form-data"];
}

const PLACES: readonly InputPlace[] = ["path", "query", "headers", "cookies", "json", "form", "files"];

const SOURCES: Readonly<Record<InputPlace, (request: Request, shape: TextShape) => unknown>> = {
  path: (request) => request.viewArgs ?? {},
  query: (request, shape) => readText(request.args, shape),
  headers: (request, shape) => {
    const fields = Array.from(request.headers, ([name, value]) => [name.toLowerCase(), value] as const);
    return readText(new MultiDict(fields), shape);
  },
  cookies: (request, shape) => readText(request.cookies, shape),
  json: (request) => (isEmpty(request) ? undefined : request.json),
  form: (request, shape) => readText(request.form, shape),
  files: (request) => filesOf(request.files),
};

function filesOf(files: MultiDict<FileStorage>): object {
  const values: Record<string, unknown> = Object.create(null);
  for (const [name, list] of files.lists()) values[name] = list.length > 1 ? list : list[0];
  return values;
}

/** A request that sends nothing has no type either. */
function isEmpty(request: Request): boolean {
  return request.contentType === undefined && request.data.length === 0;
}

type Checked = StandardSchemaV1.Result<unknown>;

/** What the schema makes of what is read. A body that cannot be read is one more thing that is wrong. */
async function validate(schema: StandardSchemaV1, read: () => unknown): Promise<Checked> {
  let value: unknown;
  try {
    value = read();
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error;
    return { issues: [{ message: "It cannot be read: it is malformed." }] };
  }
  return await schema["~standard"].validate(value);
}

/** A schema that cannot be told as JSON Schema leaves text as it is; the documentation is where that is reported. */
function shapeOf(schema: StandardSchemaV1, convert: SchemaConverter | undefined): TextShape {
  let known: JsonSchema | undefined;
  try {
    known = jsonSchemaOf(schema, "input", convert);
  } catch {
    known = undefined;
  }
  return textShapeOf(known ?? {});
}
