import { STATUS_CODES } from "node:http";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { DewarError, HttpResponse } from "dewar";
import { keyOf, MOST_ERRORS } from "./inputs/invalid-input.ts";
import type { OperationDetails, ResponseSchemas } from "./operation.ts";
import { Reply, type ReplyHeaders } from "./reply.ts";
import type { ChosenRepresentation } from "./representation.ts";

/** A handler returned what the schema of its answers refuses. It is the program's mistake, and answered with 500. */
export class InvalidResponse extends DewarError {
  readonly issues: readonly StandardSchemaV1.Issue[];

  constructor(operation: string, status: number, issues: readonly StandardSchemaV1.Issue[]) {
    const faults = issues
      .slice(0, MOST_ERRORS)
      .map(({ message, path = [] }) => `${path.map(keyOf).join(".")}: ${message}`);
    super(
      "invalid_response",
      `${operation} returned for ${status} what its schema refuses: ${faults.join("; ")}. ` +
        "Return what the schema takes, or change the schema.",
    );
    this.issues = issues;
  }
}

/** The schemas of an operation's answers by status, in the order of the statuses. */
export function responseSchemasOf({
  response,
}: OperationDetails): ReadonlyMap<number, StandardSchemaV1 | null> {
  if (response === undefined) return new Map();
  const schemas: ResponseSchemas = isSchema(response) ? { 200: response } : response;
  return new Map(Object.entries(schemas).map(([status, schema]) => [Number(status), schema]));
}

function isSchema(response: StandardSchemaV1 | ResponseSchemas): response is StandardSchemaV1 {
  return "~standard" in response;
}

/** Makes responses of what the handler of one operation returns. */
export class Answers {
  readonly #operation: string;
  readonly #schemas: ReadonlyMap<number, StandardSchemaV1 | null>;
  readonly #usualStatus: number | undefined;

  /** @param operation - Names the operation in messages: `GET /todos`. */
  constructor(operation: string, details: OperationDetails) {
    this.#operation = operation;
    this.#schemas = responseSchemasOf(details);
    this.#usualStatus = [...this.#schemas.keys()].find((status) => status >= 200 && status < 300);
  }

  /**
   * @param result - A body, a {@link Reply}, or a whole response, which is left alone.
   * @throws InvalidResponse when the schema of the status refuses the body.
   */
  async toResponse(
    result: unknown,
    representation: ChosenRepresentation,
  ): Promise<HttpResponse | globalThis.Response> {
    if (result instanceof HttpResponse || result instanceof globalThis.Response) return result;
    const { status, body, headers } = this.#asReply(result);
    const checked = await this.#check(status, body);
    if (checked === undefined) return withoutBody(status, headers);
    const response = await representation.write(checked, status, headers);
    response.mimetype = representation.mediaType;
    if (representation.isOneOfSeveral) response.vary.add("Accept");
    return response;
  }

  #asReply(result: unknown): Reply {
    if (result instanceof Reply) return result;
    return new Reply(this.#usualStatus ?? (result === undefined ? 204 : 200), result, {});
  }

  async #check(status: number, body: unknown): Promise<unknown> {
    const schema = this.#schemas.get(status);
    if (schema === undefined) return body;
    if (schema === null) return undefined;
    const result = await schema["~standard"].validate(body);
    if (result.issues !== undefined) throw new InvalidResponse(this.#operation, status, result.issues);
    return result.value;
  }
}

/** What has no body has no type either. */
function withoutBody(status: number, headers: ReplyHeaders): HttpResponse {
  const response = new HttpResponse("", { status, headers });
  response.contentType = undefined;
  return response;
}

/** The name of a status: "Not Found". */
export function reasonOf(status: number): string {
  return STATUS_CODES[status] ?? "Unknown";
}
