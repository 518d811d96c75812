import type { StandardSchemaV1 } from "@standard-schema/spec";
import { SetupError } from "dewar";
import { reasonOf, responseSchemasOf } from "../answer.ts";
import type { ApiOptions } from "../api-options.ts";
import { bodyTypesOf } from "../inputs/read-inputs.ts";
import { isObject, type JsonSchema, jsonSchemaOf, type Side } from "../json-schema.ts";
import type { InputPlace, Method, OperationDetails } from "../operation.ts";
import { schemesOf } from "../operation-view.ts";
import type { Components } from "./components.ts";
import { PROBLEM_SCHEMA } from "./problem-schema.ts";
import type { PathParameter } from "./rule-path.ts";

/** A parameter as OpenAPI describes it. */
export interface OpenApiParameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description?: unknown;
  readonly schema: JsonSchema;
}

/** Bodies by media type. */
export type OpenApiContent = Readonly<Record<string, { readonly schema: JsonSchema }>>;

/** An operation as OpenAPI describes it. */
export interface OpenApiOperation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly deprecated?: boolean;
  readonly parameters: readonly OpenApiParameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: OpenApiContent };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: OpenApiContent }>
  >;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}

/** An operation at its URL. */
export interface LocatedOperation {
  /** The name of the resource. */
  readonly name: string;
  readonly method: Method;
  readonly path: string;
  readonly parameters: readonly PathParameter[];
  readonly details: OperationDetails;
}

/** What all descriptions of one document share. */
export type DescriptionOptions = ApiOptions & { readonly components: Components };

/** Describes one operation. */
export function describeOperation(located: LocatedOperation, options: DescriptionOptions): OpenApiOperation {
  return new OperationDescriber(located, options).describe();
}

class OperationDescriber {
  readonly #located: LocatedOperation;
  readonly #options: DescriptionOptions;
  readonly #operationId: string;

  constructor(located: LocatedOperation, options: DescriptionOptions) {
    const { name, method, details } = located;
    this.#located = located;
    this.#options = options;
    this.#operationId = details.operationId ?? `${method}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  }

  describe(): OpenApiOperation {
    const { summary, description, tags, deprecated, security } = this.#located.details;
    const body = this.#requestBody();
    return {
      operationId: this.#operationId,
      ...(summary !== undefined && { summary }),
      ...(description !== undefined && { description }),
      ...(tags !== undefined && { tags }),
      ...(deprecated !== undefined && { deprecated }),
      parameters: this.#parameters(),
      ...(body !== undefined && { requestBody: body }),
      responses: this.#responses(),
      ...(security !== undefined && { security: schemesOf(security).map(({ name }) => ({ [name]: [] })) }),
    };
  }

  #parameters(): OpenApiParameter[] {
    const { parameters, details } = this.#located;
    const refined = this.#propertiesOf("path");
    const inPath = parameters.map(({ name, schema }) => ({
      name,
      in: "path",
      required: true,
      schema: refined.find((property) => property.name === name)?.schema ?? schema,
    }));
    const others = (["query", "headers", "cookies"] as const).filter((place) => details[place] !== undefined);
    return [...inPath, ...others.flatMap((place) => this.#propertiesOf(place))];
  }

  /** The properties of an input's schema as parameters. */
  #propertiesOf(place: "path" | "query" | "headers" | "cookies"): OpenApiParameter[] {
    const schema = this.#located.details[place];
    if (schema === undefined) return [];
    const whole = this.#resolved(this.#convert(schema, "input", place));
    const required = Array.isArray(whole["required"]) ? whole["required"] : [];
    const properties = isObject(whole["properties"]) ? whole["properties"] : {};
    return Object.entries(properties).map(([name, property]) => {
      const { description, ...rest } = isObject(property) ? property : {};
      return {
        name,
        in: PLACE_NAMES[place],
        required: required.includes(name),
        ...(description !== undefined && { description }),
        schema: rest,
      };
    });
  }

  #requestBody(): OpenApiOperation["requestBody"] {
    const { details } = this.#located;
    const types = bodyTypesOf(details);
    if (types === undefined) return undefined;
    const parts = (["json", "form", "files"] as const).flatMap((place) => {
      const schema = details[place];
      return schema === undefined ? [] : [this.#convert(schema, "input", place)];
    });
    const [first = {}, ...others] = parts;
    const schema = others.length === 0 ? first : { allOf: parts };
    return { required: true, content: Object.fromEntries(types.map((type) => [type, { schema }])) };
  }

  #responses(): OpenApiOperation["responses"] {
    const { details } = this.#located;
    const responses: Record<string, OpenApiOperation["responses"][string]> = {};
    const declared = responseSchemasOf(details);
    for (const [status, schema] of declared) {
      const content =
        schema === null ? undefined : this.#contentOf(this.#convert(schema, "output", `${status}`));
      responses[status] = { description: reasonOf(status), ...(content !== undefined && { content }) };
    }
    if (declared.size === 0) responses["200"] = { description: reasonOf(200), content: this.#contentOf({}) };
    const refusals = INPUT_PLACES.some((place) => details[place] !== undefined) ? [400] : [];
    if (details.security !== undefined) refusals.push(401);
    for (const status of refusals)
      responses[status] ??= { description: reasonOf(status), ...this.#problem() };
    responses["default"] = { description: "An error", ...this.#problem() };
    return responses;
  }

  #contentOf(schema: JsonSchema): OpenApiContent {
    const { representations = { "application/json": undefined } } = this.#options;
    return Object.fromEntries(Object.keys(representations).map((type) => [type, { schema }]));
  }

  #problem(): { content?: OpenApiContent } {
    if (this.#options.errorStyle === "message") {
      const schema = { type: "object", properties: { message: { type: "string" } }, required: ["message"] };
      return { content: { "application/json": { schema } } };
    }
    const schema = this.#options.components.add(
      { $ref: "#/$defs/Problem", $defs: { Problem: PROBLEM_SCHEMA } },
      "Problem",
    );
    return { content: { "application/problem+json": { schema } } };
  }

  /** A schema that is a reference and nothing else, replaced by what it refers to. */
  #resolved(schema: JsonSchema): JsonSchema {
    const { $ref } = schema;
    if (typeof $ref !== "string") return schema;
    return this.#options.components.schemas[$ref.slice("#/components/schemas/".length)] ?? {};
  }

  #convert(schema: StandardSchemaV1, side: Side, part: string): JsonSchema {
    const { components, jsonSchema } = this.#options;
    try {
      const converted = jsonSchemaOf(schema, side, jsonSchema);
      const name = `${this.#operationId.charAt(0).toUpperCase()}${this.#operationId.slice(1)}`;
      return components.add(converted ?? {}, `${name}${side === "input" ? "Input" : "Output"}`);
    } catch (cause) {
      const { method, path } = this.#located;
      throw new SetupError(
        "schema_not_json",
        `The schema "${part}" of ${method.toUpperCase()} ${path} cannot be told as JSON Schema. ` +
          "Give the API a `jsonSchema` function that describes it.",
        { cause },
      );
    }
  }
}

const INPUT_PLACES: readonly InputPlace[] = ["path", "query", "headers", "cookies", "json", "form", "files"];

const PLACE_NAMES = { path: "path", query: "query", headers: "header", cookies: "cookie" } as const;
