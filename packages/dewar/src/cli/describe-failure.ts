import { inspect } from "node:util";
import { DewarError } from "../errors.ts";

/** An error as its reader needs it: a message that says all, or the stack of a surprise. */
export function describeFailure(error: Error): string {
  return error instanceof DewarError ? `Error: ${error.message}` : inspect(error);
}
