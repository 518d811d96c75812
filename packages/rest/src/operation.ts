import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { HttpResponse, MaybePromise, RuleValues } from "dewar";
import type { Reply } from "./reply.ts";
import type { SecurityScheme } from "./security/security-scheme.ts";

/** The methods that an operation can be declared for. */
export type Method = "get" | "post" | "put" | "patch" | "delete";

/** Where an operation's input comes from. */
export type InputPlace = "path" | "query" | "headers" | "cookies" | "json" | "form" | "files";

/** A schema for each status; null where the answer has no body. */
export type ResponseSchemas = Readonly<Record<number, StandardSchemaV1 | null>>;

/** What can be said of an operation. All schemas are Standard Schemas. */
export interface OperationDetails {
  /** Checks and converts the values of the URL; what it makes replaces them. */
  readonly path?: StandardSchemaV1;
  /** The query. Text becomes a number, a boolean or a list where the schema's JSON Schema asks for one. */
  readonly query?: StandardSchemaV1;
  /** Headers, by their names in lower case. */
  readonly headers?: StandardSchemaV1;
  readonly cookies?: StandardSchemaV1;
  /** The body, as JSON. */
  readonly json?: StandardSchemaV1;
  /** The fields of a form. */
  readonly form?: StandardSchemaV1;
  /** The files of a multipart form, see {@link uploads}. */
  readonly files?: StandardSchemaV1;
  /** Of what is answered: a schema for status 200, or one for each status. Answers are checked against it. */
  readonly response?: StandardSchemaV1 | ResponseSchemas;
  /** Who may call it: whoever one of these schemes knows. The handler gets what the scheme found out as `auth`. */
  readonly security?: SecurityScheme<unknown> | readonly SecurityScheme<unknown>[];
  /** One line for the documentation. */
  readonly summary?: string;
  /** More for the documentation, as Markdown. */
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly deprecated?: boolean;
  /** The name in OpenAPI. Default: method and resource, such as `getTodo`. */
  readonly operationId?: string;
}

/** An operation that was declared: what is said of it, and what does it. */
export interface Operation {
  readonly details: OperationDetails;
  readonly handler: (values: never) => unknown;
}

/** A schema's type before it parsed, and after. */
type InputOf<S> = S extends StandardSchemaV1 ? StandardSchemaV1.InferInput<S> : never;
type OutputOf<S> = S extends StandardSchemaV1 ? StandardSchemaV1.InferOutput<S> : never;

/** The inputs of an operation besides the values of the URL. */
export type NamedInput = Exclude<InputPlace, "path">;

type UserOf<S> =
  S extends SecurityScheme<infer U> ? U : S extends readonly SecurityScheme<infer U>[] ? U : never;

/** What a handler is called with: the values of the URL, the inputs that have a schema, and `auth`. */
export type HandlerArguments<R extends string, D extends OperationDetails> = Flat<
  (D extends { readonly path: infer P extends StandardSchemaV1 } ? OutputOf<P> : RuleValues<R>) & {
    readonly [Place in keyof D & NamedInput]: OutputOf<D[Place]>;
  } & (D extends { readonly security: infer S } ? { readonly auth: UserOf<S> } : unknown)
>;

/** An intersection as one object. */
export type Flat<T> = { [K in keyof T]: T[K] };

/** The schemas of the answers by status, however they were declared. */
type SchemasOf<D> = D extends { readonly response: infer S }
  ? S extends StandardSchemaV1
    ? { readonly 200: S }
    : S
  : unknown;

type BodyOf<S> = S extends StandardSchemaV1 ? InputOf<S> : undefined;
type Success<Status> = `${Status & number}` extends `2${string}` ? Status : never;

/** What a handler may return: a body for the first successful status, a {@link Reply}, or a whole response. */
export type HandlerResult<D extends OperationDetails> = D extends { readonly response: unknown }
  ? DeclaredResult<SchemasOf<D>>
  : unknown;

type DeclaredResult<Schemas> =
  | {
      [Status in keyof Schemas]: Success<Status> extends never ? never : BodyOf<Schemas[Status]>;
    }[keyof Schemas]
  | { [Status in keyof Schemas]: Reply<Status & number, BodyOf<Schemas[Status]>> }[keyof Schemas]
  | WholeResponse;

/** A response that was made by hand: of the framework, or of the web. */
type WholeResponse = HttpResponse | globalThis.Response;

/** Does the work of an operation. */
export type Handler<R extends string, D extends OperationDetails, Result> = (
  values: HandlerArguments<R, D>,
) => MaybePromise<Result>;

/** What a successful answer holds, before it is JSON. */
export type SuccessBody<D extends OperationDetails, Result> = D extends { readonly response: unknown }
  ? SuccessOutput<SchemasOf<D>>
  : Result extends Reply<infer Status, infer Body>
    ? Success<Status> extends never
      ? never
      : Body
    : Result extends WholeResponse
      ? unknown
      : Result;

type SuccessOutput<Schemas> = {
  [Status in keyof Schemas]: Success<Status> extends never
    ? never
    : Schemas[Status] extends StandardSchemaV1
      ? OutputOf<Schemas[Status]>
      : undefined;
}[keyof Schemas];

/** What a caller gives besides the values of the URL; a place that may stay empty may be left out. */
export type CallerInputs<D extends OperationDetails> = {
  [Place in RequiredPlace<D>]: CallerInput<Place, D[Place]>;
} & {
  [Place in Exclude<keyof D & CallerPlace, RequiredPlace<D>>]?: CallerInput<Place, D[Place]>;
};

type CallerPlace = Exclude<NamedInput, "cookies">;

type RequiredPlace<D> = {
  [Place in keyof D & CallerPlace]: object extends InputOf<D[Place]> ? never : Place;
}[keyof D & CallerPlace];

type CallerInput<Place, S> = Place extends "files"
  ? { [Name in keyof InputOf<S>]: Blob | readonly Blob[] }
  : InputOf<S>;
