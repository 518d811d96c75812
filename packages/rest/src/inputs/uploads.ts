import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import { FileStorage } from "dewar";
import type { JsonSchema } from "../json-schema.ts";

/** What a field of files must be like. */
export interface UploadRules {
  /** Whether there may be several, or none. The handler then gets a list. */
  readonly multiple?: boolean;
  /** Whether the file may be missing. */
  readonly optional?: boolean;
  /** The media types that the client may claim, such as `"image/png"`; `"image/*"` for a family. */
  readonly types?: readonly string[];
}

type UploadedFile<U extends UploadRules> = U extends { readonly multiple: true }
  ? FileStorage[]
  : U extends { readonly optional: true }
    ? FileStorage | undefined
    : FileStorage;

/** A Standard Schema that tells its JSON Schema. */
export interface DescribedSchema<Input, Output> {
  readonly "~standard": StandardSchemaV1.Props<Input, Output> & StandardJSONSchemaV1.Props<Input, Output>;
}

type Uploaded<F extends Readonly<Record<string, UploadRules>>> = { [Name in keyof F]: UploadedFile<F[Name]> };

/**
 * A schema for the files of a form.
 *
 * @param fields - What each field must be like, by name. Other files are left out.
 * @example
 * const avatars = resource("/avatar").post(
 *   { files: uploads({ avatar: { types: ["image/*"] } }) },
 *   ({ files }) => ({ name: files.avatar.filename }),
 * );
 * const app = new Flask(import.meta.url);
 * app.registerBlueprint(new Api("api", { title: "Avatars", version: "1", resources: { avatars } }));
 * const send = (type: string) =>
 *   app.testClient().post("/avatar", { files: { avatar: ["me.png", new Uint8Array(1), type] } });
 * (await send("image/png")).json; // => { name: "me.png" }
 * (await send("text/html")).statusCode; // => 400
 */
export function uploads<const F extends Readonly<Record<string, UploadRules>>>(
  fields: F,
): DescribedSchema<Uploaded<F>, Uploaded<F>> {
  const jsonSchema = () => describe(fields);
  return {
    "~standard": {
      version: 1,
      vendor: "dewar",
      validate: (value) => check(fields, value as Readonly<Record<string, unknown>>),
      jsonSchema: { input: jsonSchema, output: jsonSchema },
    },
  };
}

function check<F extends Readonly<Record<string, UploadRules>>>(
  fields: F,
  value: Readonly<Record<string, unknown>>,
): StandardSchemaV1.Result<Uploaded<F>> {
  const issues: StandardSchemaV1.Issue[] = [];
  const made: Record<string, unknown> = {};
  for (const [name, rules] of Object.entries(fields)) {
    const files = [value[name]].flat().filter((file) => file instanceof FileStorage);
    for (const message of faultsOf(files, rules)) issues.push({ message, path: [name] });
    made[name] = rules.multiple === true ? files : files[0];
  }
  // Each field was just made by its rules.
  return issues.length > 0 ? { issues } : { value: made as Uploaded<F> };
}

function* faultsOf(files: readonly FileStorage[], rules: UploadRules): Generator<string> {
  const { multiple = false, optional = multiple, types } = rules;
  if (files.length === 0 && !optional) yield "A file is required.";
  if (files.length > 1 && !multiple) yield "Only one file is taken.";
  if (types === undefined) return;
  const refused = files.filter((file) => !types.some((type) => fits(file.mimetype, type)));
  if (refused.length > 0) yield `The file must be of type ${types.join(" or ")}.`;
}

function fits(mimetype: string, type: string): boolean {
  return type.endsWith("/*") ? mimetype.startsWith(type.slice(0, -1)) : mimetype === type;
}

function describe(fields: Readonly<Record<string, UploadRules>>): JsonSchema & Record<string, unknown> {
  const file = { type: "string", format: "binary" };
  const entries = Object.entries(fields);
  const required = entries.filter(([, { multiple, optional }]) => !multiple && !optional);
  return {
    type: "object",
    properties: Object.fromEntries(
      entries.map(([name, { multiple }]) => [
        name,
        multiple === true ? { type: "array", items: file } : file,
      ]),
    ),
    required: required.map(([name]) => name),
  };
}
