import type { CaseRecord, Outcome } from "./suite.ts";

/**
 * The outcomes of a record none of whose checks could be made.
 *
 * @param record - A record; one with a list of `checks` has an outcome for each.
 * @param what - What went wrong, in a few words.
 * @param reason - What was thrown.
 */
export function failureOfAll(record: CaseRecord, what: string, reason: unknown): Outcome[] {
  const actual = `${what}: ${describe(reason)}`;
  const input = JSON.stringify(record).slice(0, 400);
  return checkIds(record).map((id) => ({ id, passed: false, input, expected: "an answer", actual }));
}

function checkIds(record: CaseRecord): string[] {
  const checks = record["checks"];
  if (!Array.isArray(checks) || checks.length === 0) return [record.id];
  return checks.map((check: { readonly id?: string }, index) => check.id ?? `${record.id}#${index}`);
}

function describe(reason: unknown): string {
  if (!(reason instanceof Error)) return String(reason);
  const place = reason.stack?.split("\n").find((line) => line.trimStart().startsWith("at "));
  return `${reason.name}: ${reason.message}${place === undefined ? "" : `\n${place}`}`;
}
