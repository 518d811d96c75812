import { HttpResponse, request } from "dewar";
import { Answers } from "./answer.ts";
import { InputReaders } from "./inputs/read-inputs.ts";
import type { SchemaConverter } from "./json-schema.ts";
import type { Operation } from "./operation.ts";
import { chooseRepresentation, type Representation } from "./representation.ts";
import { authenticate, type SecurityScheme } from "./security/security-scheme.ts";

/** What the operations of one API share. */
export interface OperationSurroundings {
  readonly representations: ReadonlyMap<string, Representation>;
  readonly jsonSchema: SchemaConverter | undefined;
}

/** Answers one operation's requests. */
export type OperationView = () => Promise<HttpResponse | globalThis.Response>;

/**
 * Makes the view of an operation. Who may not, or wants a form that there is none of, is told so before anything is
 * read; everything that is wrong with the inputs is told at once.
 *
 * security -> representation -> inputs -> handler -> schema of the answer -> representation
 *
 * @param name - Names the operation in messages: `GET /todos`.
 */
export function operationView(
  name: string,
  { details, handler }: Operation,
  { representations, jsonSchema }: OperationSurroundings,
): OperationView {
  const schemes = schemesOf(details.security);
  const varying = schemes.flatMap(({ varyOn }) => varyOn ?? []);
  const inputs = new InputReaders(details, jsonSchema);
  const answers = new Answers(name, details);
  return async () => {
    const user = schemes.length === 0 ? undefined : await authenticate(schemes, request);
    const representation = chooseRepresentation(request, representations);
    const values = await inputs.read(request);
    // The compiler checked the handler against the details that these values were read by.
    const result = await handler((schemes.length === 0 ? values : { ...values, auth: user }) as never);
    const response = await answers.toResponse(result, representation);
    if (response instanceof HttpResponse) for (const name of varying) response.vary.add(name);
    return response;
  };
}

/** The schemes of an operation, any of which will do. */
export function schemesOf(security: Operation["details"]["security"]): readonly SecurityScheme<unknown>[] {
  if (security === undefined) return [];
  return "identify" in security ? [security] : security;
}
