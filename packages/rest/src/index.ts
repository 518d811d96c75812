export { InvalidResponse } from "./answer.ts";
export { Api, type RulesOf } from "./api.ts";
export type { ApiOptions, Resources } from "./api-options.ts";
export { type ClassOperationDetails, type ClassRoute, Resource } from "./class-resource.ts";
export {
  type AnyApiType,
  type ApiType,
  type Client,
  ClientError,
  type ClientOptions,
  type ClientProblem,
  type ClientRules,
  createClient,
  type Sent,
} from "./client/client.ts";
export { type Fields, fields } from "./fields/fields.ts";
export { type Attribute, getValue } from "./fields/get-value.ts";
export {
  type EnvelopeOptions,
  type Field,
  type FieldClass,
  type FieldMap,
  type FieldValue,
  marshal,
  type Marshalled,
  type MarshalOptions,
} from "./fields/marshal.ts";
export { marshalSchema, marshalWith, marshalWithField } from "./fields/marshal-with.ts";
export { List, Nested, type NestedOptions } from "./fields/nested-fields.ts";
export { Arbitrary, BooleanField, Fixed, Float, Integer } from "./fields/number-fields.ts";
export { type FieldOptions, MarshallingError, Raw } from "./fields/raw.ts";
export { type DateFormat, DateTime, FormattedString, StringField } from "./fields/text-fields.ts";
export { UrlField, type UrlFieldOptions } from "./fields/url-field.ts";
export { type InputError, InvalidInput } from "./inputs/invalid-input.ts";
export { type DescribedSchema, type UploadRules, uploads } from "./inputs/uploads.ts";
export type { JsonSchema, SchemaConverter, Side } from "./json-schema.ts";
export type { OpenApiContent, OpenApiOperation, OpenApiParameter } from "./openapi/describe-operation.ts";
export type { OpenApiDocument } from "./openapi/document.ts";
export type {
  HandlerArguments,
  HandlerResult,
  InputPlace,
  Method,
  Operation,
  OperationDetails,
  ResponseSchemas,
} from "./operation.ts";
export { Problem, type ProblemDetails, type ProblemOptions } from "./problem.ts";
export { reply, Reply, type ReplyHeaders } from "./reply.ts";
export { jsonRepresentation, type Representation } from "./representation.ts";
export {
  type AnyResource,
  type OperationType,
  type OperationTypes,
  resource,
  type ResourceDetails,
  ResourceRoute,
} from "./resource.ts";
export { type ApiKeyPlace, apiKeyAuth } from "./security/api-key-auth.ts";
export { bearerAuth, type BearerAuthOptions } from "./security/bearer-auth.ts";
export { equalSecrets } from "./security/equal-secrets.ts";
export type { Identified, SecurityScheme, Verify } from "./security/security-scheme.ts";
