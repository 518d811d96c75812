import { HTTPException, MethodNotAllowed, RequestedRangeNotSatisfiable } from "@dewar/http";

import type { CaseRecord, Outcome } from "../../suite.ts";
import { canonical, canonicalOfTagged } from "./canonical.ts";

/** What running a record came to. */
export type Answer = { readonly result: unknown } | { readonly error: unknown };

/** An error as records write it. */
export interface ExpectedError {
  readonly type: string;
  readonly code?: number;
  readonly message?: string;
  readonly message_from?: "library" | "python";
  readonly valid_methods?: readonly string[];
  readonly length?: number | null;
}

/** Says whether an answer is the one the record expects. */
export function compare(record: CaseRecord, answer: Answer): Outcome {
  const { fn, self, args, kwargs, result } = record;
  const wanted = record["error"] as ExpectedError | undefined;
  const after = record["args_after"] as readonly unknown[] | undefined;
  const expected = wanted === undefined ? canonicalOfTagged(after?.[0] ?? result) : describeExpected(wanted);
  const actual = "error" in answer ? describeActual(answer.error, wanted) : canonical(answer.result);
  return {
    id: record.id,
    passed: expected === actual,
    input: JSON.stringify({ fn, self, args, kwargs }),
    expected,
    actual,
  };
}

/** An expected error in words, with the parts that count. */
export function describeExpected(wanted: ExpectedError): string {
  const lines = [wanted.code === undefined ? "error" : `${wanted.type} ${wanted.code}`];
  if (wanted.message_from !== "python" && wanted.message !== undefined) lines.push(wanted.message);
  if (wanted.valid_methods !== undefined) lines.push(wanted.valid_methods.join(", "));
  if (wanted.length !== undefined) lines.push(String(wanted.length));
  return lines.join("\n");
}

/**
 * What was thrown, in the words of {@link describeExpected}. Python's ValueError and TypeError have no counterparts
 * here, and our messages may go on after the library's words to say what to do: both are taken as the same.
 */
export function describeActual(error: unknown, wanted: ExpectedError | undefined): string {
  if (!(error instanceof Error) || wanted === undefined) return String(error);
  const http = error instanceof HTTPException;
  const lines = [
    http ? `${error.name} ${error.code}` : error.name === "NotAvailableError" ? error.name : "error",
  ];
  if (wanted.message_from !== "python" && wanted.message !== undefined) {
    const message = http ? error.description : error.message;
    lines.push(!http && message.startsWith(wanted.message) ? wanted.message : message);
  }
  if (error instanceof MethodNotAllowed) lines.push([...(error.validMethods ?? [])].sort().join(", "));
  if (error instanceof RequestedRangeNotSatisfiable) lines.push(String(error.length ?? null));
  return lines.join("\n");
}
