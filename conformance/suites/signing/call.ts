import type { CaseRecord } from "../../suite.ts";
import { untag } from "./tagged.ts";

/** A record, taken apart. */
export interface Call {
  /** What stands before the last dot of `fn`. */
  readonly type: string;
  readonly method: string;
  readonly init: Record<string, unknown>;
  readonly args: readonly unknown[];
  readonly kwargs: Record<string, unknown>;
  /** The clock of the record, in milliseconds. */
  readonly now: () => number;
}

/** Takes a record apart and untags its values. */
export function callOf(record: CaseRecord): Call {
  const fn = String(record["fn"]);
  const dot = fn.lastIndexOf(".");
  const seconds = Number(record["now"] ?? 0);
  return {
    type: fn.slice(0, dot),
    method: fn.slice(dot + 1),
    init: untag(record["init"] ?? {}) as Record<string, unknown>,
    args: untag(record["args"] ?? []) as unknown[],
    kwargs: untag(record["kwargs"] ?? {}) as Record<string, unknown>,
    now: () => seconds * 1000,
  };
}
