import { difference } from "./difference.ts";
import { type Deviations, failedIn, type Verdict } from "./judge.ts";
import type { Outcome } from "./suite.ts";

/** The text about one file: a line of counts, the deviations, the first failures. */
export function describeVerdict(verdict: Verdict, deviations: Deviations, show: number): string {
  const shown = verdict.failures.slice(0, show);
  const rest = verdict.failures.length - shown.length;
  return [
    countLine(verdict),
    ...verdict.deviations.map((outcome) => `    deviation ${outcome.id}: ${deviations.get(outcome.id)}`),
    ...verdict.stale.map((id) => `    stale deviation ${id}: it passes now, take it off the list`),
    ...shown.map(describeFailure),
    ...(rest > 0 && show > 0 ? [`    and ${rest} more; --show ${verdict.failures.length} shows all`] : []),
  ].join("\n");
}

/** The number of failed checks of all files; a stale deviation is one. */
export function countFailed(verdicts: readonly Verdict[]): number {
  return sum(verdicts, failedIn);
}

/** The last line of a run. */
export function closingLine(verdicts: readonly Verdict[], failed: number): string {
  return `${sum(verdicts, (verdict) => verdict.passed)} passed, ${failed} failed`;
}

/** The run as data, for other programs. */
export function asJson(verdicts: readonly Verdict[]): string {
  const report = {
    passed: sum(verdicts, (verdict) => verdict.passed),
    failed: countFailed(verdicts),
    files: verdicts,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function countLine(verdict: Verdict): string {
  const { file, passed, deviations } = verdict;
  const deviating = deviations.length === 0 ? "" : `  ${deviations.length} deviations`;
  return `${file.padEnd(24)} ${String(passed).padStart(5)} passed ${String(failedIn(verdict)).padStart(5)} failed${deviating}`;
}

function describeFailure(outcome: Outcome): string {
  const text = [`FAILED ${outcome.id}`, outcome.input, difference(outcome.expected, outcome.actual)].join(
    "\n",
  );
  return text
    .split("\n")
    .map((line, index) => (index === 0 ? `    ${line}` : `        ${line}`))
    .join("\n");
}

function sum(verdicts: readonly Verdict[], count: (verdict: Verdict) => number): number {
  return verdicts.reduce((total, verdict) => total + count(verdict), 0);
}
