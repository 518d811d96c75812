import { isDeepStrictEqual } from "node:util";
import { NATIVE_WAYS, WAYS } from "./answer.ts";
import { KNOWN, type KnownDifference } from "./known.ts";
import type { Answer, ErrorAnswer, Oracle } from "./oracle.ts";
import { recordOf, type Sample, type SampleRecord } from "./samples.ts";

/** What came of a sample: both sides agree, nothing could be compared, or they differ, knowingly or not. */
export type Comparison =
  | { readonly kind: "same" }
  | { readonly kind: "skipped"; readonly reason: string }
  | { readonly kind: "known"; readonly known: KnownDifference }
  | Difference;

export interface Difference {
  readonly kind: "different";
  readonly record: SampleRecord;
  readonly theirs: Answer;
  readonly ours: Answer;
}

/** Asks the oracle and ourselves about each of the samples. */
export async function compareAll(oracle: Oracle, samples: readonly Sample[]): Promise<Comparison[]> {
  const records = samples.map(recordOf);
  const answers = await oracle.ask(records);
  const comparisons: Comparison[] = [];
  for (const [index, record] of records.entries()) {
    const theirs = answers[index];
    if (theirs !== undefined) comparisons.push(await compare(record, theirs));
  }
  return comparisons;
}

async function compare(record: SampleRecord, theirs: Answer): Promise<Comparison> {
  if ("skip" in theirs) return { kind: "skipped", reason: theirs.skip };
  if (/0x[0-9a-f]{6,}|[0-9a-f]{6,}x0/i.test(JSON.stringify(theirs)))
    return { kind: "skipped", reason: "an address in memory" };
  for (const answer of Object.values(record.env["native"] === true ? NATIVE_WAYS : WAYS)) {
    const ours = await answer(record);
    if (agree(theirs, ours)) continue;
    const known = KNOWN.find(({ applies }) => applies(record, theirs, ours));
    return known === undefined ? { kind: "different", record, theirs, ours } : { kind: "known", known };
  }
  return { kind: "same" };
}

// The words of Python's own errors change from one release to the next: only their class counts.
function agree(theirs: Answer, ours: Answer): boolean {
  if (!("error" in theirs) || !("error" in ours)) return isDeepStrictEqual(theirs, ours);
  if (theirs.error.python === true) return ours.error.type === theirs.error.type;
  return isDeepStrictEqual(essence(theirs.error), essence(ours.error));
}

/** Tells differences of one sort from those of another: what the two sides answered with, not the words. */
export function sortOf({ theirs, ours }: Difference): string {
  return [theirs, ours].map((answer) => ("error" in answer ? answer.error.type : "output")).join();
}

function essence({ type, message, lineno = null, name = null }: ErrorAnswer): unknown {
  return [type, message, lineno, name];
}
