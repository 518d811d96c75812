import { BadData, BadHeader, BadPayload, BadSignature, BadTimeSignature } from "@dewar/signing";
import type { CaseRecord, Outcome } from "../../suite.ts";
import { canonical, untag } from "./tagged.ts";

/** The answer that a record expects when it is not a result. */
interface ExpectedError {
  readonly type: string;
  readonly message: string;
  readonly message_from: "library" | "python";
  readonly payload?: unknown;
  readonly date_signed?: unknown;
  readonly original_error?: string;
}

/** What running a record came to. */
export type Answer = { readonly result: unknown } | { readonly error: unknown };

/** Says whether an answer is the one the record expects. */
export function compare(record: CaseRecord, answer: Answer): Outcome {
  const error = record["error"] as ExpectedError | undefined;
  const expected = error === undefined ? canonical(untag(record["result"])) : expectedError(error);
  const actual = "error" in answer ? actualError(answer.error, error) : canonical(answer.result);
  return { id: record.id, passed: expected === actual, input: inputOf(record), expected, actual };
}

function inputOf(record: CaseRecord): string {
  const { fn, init, args, kwargs, now } = record;
  return JSON.stringify({ fn, init, args, kwargs, now });
}

// Errors become texts of the parts that count, so that a failure shows which of them differs.
function expectedError(error: ExpectedError): string {
  const lines = [error.type];
  if (error.message_from !== "python") lines.push(error.message);
  if ("payload" in error) lines.push(`payload: ${canonical(untag(error.payload))}`);
  if ("date_signed" in error) lines.push(`date signed: ${canonical(untag(error.date_signed))}`);
  if (error.original_error !== undefined) lines.push(`original error: ${error.original_error}`);
  return lines.join("\n");
}

function actualError(error: unknown, expected: ExpectedError | undefined): string {
  if (!(error instanceof Error)) return String(error);
  const lines = [pythonName(error)];
  if (expected?.message_from !== "python") lines.push(error.message);
  if (error instanceof BadSignature) lines.push(`payload: ${canonical(error.payload)}`);
  if (error instanceof BadTimeSignature) lines.push(`date signed: ${canonical(error.dateSigned)}`);
  if (error instanceof BadPayload || error instanceof BadHeader) {
    lines.push(`original error: ${pythonName(error.originalError)}`);
  }
  return lines.join("\n");
}

/** The name that the Python class has which stands where this error does. */
function pythonName(error: unknown): string {
  if (error instanceof BadData) return error.name;
  if (error instanceof SyntaxError) return "JSONDecodeError";
  const code = (error as { readonly code?: unknown }).code;
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") return "UnicodeDecodeError";
  // Of Python's zlib and struct modules, whose error classes are called just that.
  if (typeof code === "string" && (code.startsWith("Z_") || code === "ERR_OUT_OF_RANGE")) return "error";
  return "ValueError";
}
