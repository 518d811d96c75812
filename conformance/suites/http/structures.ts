import * as http from "@dewar/http";

import { callMember, camelCase, construct, exported, NotAvailableError, readMember } from "./available.ts";

/** Runs `<Class>.<member>` of the reference on a receiver of ours, or on the class. */
export function runMember(
  className: string,
  member: string,
  receiver: unknown,
  args: readonly unknown[],
  kwargs: Readonly<Record<string, unknown>>,
): unknown {
  if (member === "from_header") return callMember(exported(className), "from_header", args);
  if (member === "new") return construct(className, args);
  if (typeof receiver !== "object" || receiver === null)
    throw new NotAvailableError(`${className}.${member}`);
  if (member === "__contains__") return callOn(receiver, "has", args);
  if (member === "index") return indexOf(receiver, args[0] as string);
  if (member === "range_for_length") return rangeForLength(receiver as http.Range, args[0] as number);
  const value = readMember(receiver, member);
  if (typeof value !== "function") return value;
  const fallback = "default" in kwargs && kwargs["default"] !== undefined ? [kwargs["default"]] : [];
  const result = callOn(receiver, camelCase(member), [...args, ...fallback]);
  return member === "values" ? [...(result as Iterable<unknown>)] : result;
}

function callOn(receiver: object, method: string, args: readonly unknown[]): unknown {
  return (receiver as Record<string, (...args: readonly unknown[]) => unknown>)[method]?.(...args);
}

// Python's index() is find() that raises with the word that is missing.
function indexOf(receiver: object, word: string): unknown {
  const index = callOn(receiver, "find", [word]);
  if (index === -1) throw new RangeError(word);
  return index;
}

function rangeForLength(range: http.Range, length: number | undefined): unknown {
  const span = range.rangeForLength(length);
  return span === undefined ? undefined : [span.start, span.stop];
}
