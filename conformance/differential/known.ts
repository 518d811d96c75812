import type { Answer } from "./oracle.ts";
import type { SampleRecord } from "./samples.ts";

/** An answer of Jinja 3.1 that is not ours, on purpose. */
export interface KnownDifference {
  readonly name: string;
  /** Why our answer is another one. */
  readonly reason: string;
  /** Whether this is what the two answers differ in. */
  applies(record: SampleRecord, theirs: Answer, ours: Answer): boolean;
}

export const KNOWN: readonly KnownDifference[] = [
  {
    name: "break outside a loop",
    reason: "Jinja's generated Python does not compile; here it is an assertion error with its line.",
    applies: (_, theirs) =>
      isError(theirs, "SyntaxError", /'break' outside loop|'continue' not properly in loop/),
  },
  {
    name: "names in the filter of a set block",
    reason: "Jinja's compiler forgets to look up names that occur only there, and ends in an AssertionError.",
    applies: (_, theirs) => isError(theirs, "AssertionError", /^Tried to resolve a name to a reference/),
  },
];

function isError(answer: Answer, type: string, message: RegExp): boolean {
  return "error" in answer && answer.error.type === type && message.test(answer.error.message ?? "");
}
