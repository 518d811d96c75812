import { expect, test } from "vitest";
import { failedIn, judge } from "../judge.ts";
import type { CaseRecord, Outcome, Suite } from "../suite.ts";

const NONE = new Map<string, string>();

function suiteOf(run: (record: CaseRecord) => readonly Outcome[] | Promise<readonly Outcome[]>): Suite {
  return { name: "http", run };
}

function outcome(id: string, passed: boolean): Outcome {
  return { id, passed, input: "in", expected: "yes", actual: passed ? "yes" : "no" };
}

test("counts what passes and keeps what fails", async () => {
  const suite = suiteOf((record) => [outcome(record.id, record.id !== "b")]);
  const verdict = await judge("http-x.jsonl", [{ id: "a" }, { id: "b" }], suite, NONE);
  expect(verdict.passed).toBe(1);
  expect(verdict.failures.map((failure) => failure.id)).toEqual(["b"]);
});

test("a listed deviation counts neither as passed nor as failed", async () => {
  const suite = suiteOf((record) => [outcome(record.id, false)]);
  const verdict = await judge("http-x.jsonl", [{ id: "a" }], suite, new Map([["a", "because"]]));
  expect(verdict.deviations.map((deviation) => deviation.id)).toEqual(["a"]);
  expect([verdict.passed, failedIn(verdict)]).toEqual([0, 0]);
});

test("a listed deviation that passes is stale, and stale fails", async () => {
  const suite = suiteOf((record) => [outcome(record.id, true)]);
  const verdict = await judge("http-x.jsonl", [{ id: "a" }], suite, new Map([["a", "because"]]));
  expect(verdict.stale).toEqual(["a"]);
  expect(failedIn(verdict)).toBe(1);
});

test("a suite that throws fails the record, each check of it, and not the run", async () => {
  const suite = suiteOf((record) => {
    if (record.id === "bad") throw new Error("it broke");
    return [outcome(record.id, true)];
  });
  const bad = { id: "bad", checks: [{ id: "bad.1" }, { id: "bad.2" }] };
  const verdict = await judge("http-x.jsonl", [bad, { id: "good" }], suite, NONE);
  expect(verdict.passed).toBe(1);
  expect(verdict.failures.map((failure) => failure.id)).toEqual(["bad.1", "bad.2"]);
  expect(verdict.failures[0]?.actual).toContain("it broke");
});

test("a suite that answers later is waited for, and its rejection is an outcome", async () => {
  const suite = suiteOf(async (record) => {
    if (record.id === "bad") throw new TypeError("too late");
    return [outcome(record.id, true)];
  });
  const verdict = await judge("http-x.jsonl", [{ id: "good" }, { id: "bad" }], suite, NONE);
  expect(verdict.passed).toBe(1);
  expect(verdict.failures[0]?.actual).toContain("TypeError: too late");
});
