import type { JsonSchema } from "../json-schema.ts";

/** Problem details (RFC 9457), with the errors of inputs. */
export const PROBLEM_SCHEMA: JsonSchema = {
  type: "object",
  properties: {
    type: { type: "string", format: "uri-reference" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        properties: {
          in: { type: "string" },
          path: { type: "array", items: { type: ["string", "integer"] } },
          reason: { type: "string" },
        },
        required: ["in", "path", "reason"],
      },
    },
  },
  required: ["title", "status"],
};
