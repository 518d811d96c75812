import { HTTPException, MultipartError } from "@dewar/http";
import type { CaseRecord } from "../../suite.ts";

interface ExpectedError {
  readonly type: string;
  readonly message: string;
  readonly message_from?: string;
}

/** The expected answer as text. */
export function describeExpected(record: CaseRecord): string {
  const error = expectedError(record);
  if (error === undefined) return stable(named(record["result"]));
  if (!isMalformed(error)) return `${error.type}: ${error.message}`;
  return error.message_from === "python" ? "malformed" : `malformed: ${stateIn(error.message)}`;
}

/** What was thrown, as text of the same form. */
export function describeError(error: unknown, record: CaseRecord): string {
  const inPython = expectedError(record)?.message_from === "python";
  if (error instanceof MultipartError) return inPython ? "malformed" : `malformed: ${error.state}`;
  if (error instanceof HTTPException) return `${error.constructor.name}: ${error.description}`;
  return String(error);
}

/** JSON with the members of every object in the same order, and bytes as the records write them. */
export function stable(value: unknown): string {
  return JSON.stringify(sorted(value), undefined, 1);
}

// The reference puts the value of a part without a name under the key None; a key is a string here, "" for such a part.
function named(result: unknown): unknown {
  const { form, ...others } = result as { readonly form?: readonly [string | null, string][] };
  if (!Array.isArray(form)) return result;
  return { ...others, form: form.map(([name, value]: [string | null, string]) => [name ?? "", value]) };
}

function expectedError(record: CaseRecord): ExpectedError | undefined {
  return record["error"] as ExpectedError | undefined;
}

// The reference raises a ValueError for a malformed body; here it is a 400. Both say where the decoder was.
function isMalformed({ type }: ExpectedError): boolean {
  return type === "ValueError" || type.startsWith("Unicode");
}

function stateIn(message: string): string {
  return /State\.([A-Z]+)/.exec(message)?.[1]?.toLowerCase() ?? message;
}

function sorted(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}
