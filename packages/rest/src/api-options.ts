import type { SchemaConverter } from "./json-schema.ts";
import type { Representation } from "./representation.ts";
import type { AnyResource } from "./resource.ts";

/** The resources of an API by their names, which are their endpoints. */
export type Resources = Readonly<Record<string, AnyResource>>;

/** What an API is made of. */
export interface ApiOptions<Rs extends Resources = Resources> {
  readonly title: string;
  /** The version of the API, such as "1.0". */
  readonly version: string;
  /** For the documentation. */
  readonly description?: string;
  readonly resources: Rs;
  /** Put before every rule. Everything below it belongs to the API, unknown URLs too. Default: nothing. */
  readonly urlPrefix?: string;
  /** Writers of answers by media type; the first is for clients that take anything. Default: JSON alone. */
  readonly representations?: Readonly<Record<string, Representation>>;
  /** Whether there are `/openapi.json`, `/openapi.yaml` and the page `/docs` below the prefix. Default: true. */
  readonly documentation?: boolean;
  /** How errors are written: as problem details, or as Flask-RESTful's `{ "message": ... }`. Default: "problem". */
  readonly errorStyle?: "problem" | "message";
  /** The JSON Schema of schemas whose library does not tell it. */
  readonly jsonSchema?: SchemaConverter;
}
