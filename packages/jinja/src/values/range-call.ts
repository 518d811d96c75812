import { typeError } from "./errors.ts";
import { indexOf } from "./index-value.ts";
import { Range } from "./range.ts";

/**
 * Builds a range from the arguments which a template gave: `(stop)`, `(start, stop)` or `(start, stop, step)`.
 *
 * @throws {@link PythonError} (TypeError) for a wrong number of arguments or one that is no integer.
 */
export function rangeOf(args: readonly unknown[]): Range {
  if (args.length === 0) throw typeError("range expected at least 1 argument, got 0");
  if (args.length > 3) throw typeError(`range expected at most 3 arguments, got ${args.length}`);
  const [first = 0, second, third = 1] = args.map((arg) => indexOf(arg));
  return second === undefined ? new Range(0, first) : new Range(first, second, third);
}
