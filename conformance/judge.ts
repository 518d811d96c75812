import { failureOfAll } from "./failure.ts";
import type { CaseRecord, Outcome, Suite } from "./suite.ts";

/** Check id to the reason why our answer differs, as `deviations.json` lists them. */
export type Deviations = ReadonlyMap<string, string>;

/** What came of one case file. */
export interface Verdict {
  readonly file: string;
  readonly passed: number;
  readonly failures: readonly Outcome[];
  /** Checks that fail as `deviations.json` says they do. */
  readonly deviations: readonly Outcome[];
  /** Checks that pass although `deviations.json` lists them: the list is out of date, which is a failure. */
  readonly stale: readonly string[];
}

/** A record that gives no answer within this many milliseconds has failed. */
const PATIENCE = 20_000;

/** Runs the records of a file one after the other and sorts what came of them. */
export async function judge(
  file: string,
  records: readonly CaseRecord[],
  suite: Suite,
  deviations: Deviations,
): Promise<Verdict> {
  const outcomes: Outcome[] = [];
  for (const record of records) outcomes.push(...(await outcomesOf(record, suite)));
  const listed = outcomes.filter((outcome) => deviations.has(outcome.id));
  const unlisted = outcomes.filter((outcome) => !deviations.has(outcome.id));
  return {
    file,
    passed: unlisted.filter((outcome) => outcome.passed).length,
    failures: unlisted.filter((outcome) => !outcome.passed),
    deviations: listed.filter((outcome) => !outcome.passed),
    stale: listed.filter((outcome) => outcome.passed).map((outcome) => outcome.id),
  };
}

/** The number of failed checks; a stale deviation is one. */
export function failedIn(verdict: Verdict): number {
  return verdict.failures.length + verdict.stale.length;
}

async function outcomesOf(record: CaseRecord, suite: Suite): Promise<readonly Outcome[]> {
  try {
    const answer = suite.run(record);
    return answer instanceof Promise ? await answerInTime(answer) : answer;
  } catch (error) {
    return failureOfAll(record, "the suite threw", error);
  }
}

// A promise that never settles would otherwise end the process without a word.
async function answerInTime<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
