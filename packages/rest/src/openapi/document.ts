import type { BlueprintSetup } from "dewar";
import type { ApiOptions } from "../api-options.ts";
import type { JsonSchema } from "../json-schema.ts";
import type { SecurityScheme } from "../security/security-scheme.ts";
import { schemesOf } from "../operation-view.ts";
import { Components } from "./components.ts";
import { describeOperation, type OpenApiOperation } from "./describe-operation.ts";
import { rulePathOf } from "./rule-path.ts";

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly openapi: "3.1.1";
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly servers: readonly { readonly url: string }[];
  /** Operations by path and method. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
}

/**
 * Describes an API: its paths by the rules of its resources, all else by what was said of the operations.
 *
 * @param setup - One registration of the API.
 * @throws SetupError for a schema that its library cannot tell as JSON Schema.
 */
export function openApiDocument(setup: BlueprintSetup, options: ApiOptions): OpenApiDocument {
  const { title, version, description, resources } = options;
  const components = new Components();
  const schemes = new Map<string, SecurityScheme<unknown>>();
  const paths: Record<string, Record<string, OpenApiOperation>> = {};
  for (const [name, { operations }] of Object.entries(resources)) {
    for (const rule of setup.app.urlMap.iterRules(`${setup.name}.${name}`)) {
      const { path, parameters } = rulePathOf(rule);
      const item = (paths[path] ??= {});
      for (const [method, { details }] of operations) {
        const described = { name, method, path, parameters, details };
        item[method] = describeOperation(described, { components, ...options });
        for (const scheme of schemesOf(details.security)) schemes.set(scheme.name, scheme);
      }
    }
  }
  const securitySchemes = Object.fromEntries(Array.from(schemes, ([name, { openapi }]) => [name, openapi]));
  return {
    openapi: "3.1.1",
    info: { title, version, ...(description !== undefined && { description }) },
    servers: [{ url: "/" }],
    paths,
    components: { schemas: components.schemas, securitySchemes },
  };
}
