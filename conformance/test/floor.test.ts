import { expect, test } from "vitest";
import { belowFloor, raiseFloor } from "../floor.ts";
import type { Verdict } from "../judge.ts";

function verdict(file: string, passed: number): Verdict {
  return { file, passed, failures: [], deviations: [], stale: [] };
}

test("a file at its floor is fine, one below it is named with both numbers", () => {
  const floor = { "http-a.jsonl": 5, "http-b.jsonl": 5 };
  expect(belowFloor(floor, [verdict("http-a.jsonl", 5), verdict("http-b.jsonl", 4)])).toEqual([
    "http-b.jsonl: 4 pass, the floor is 5",
  ]);
});

test("a file without a floor is never below it", () => {
  expect(belowFloor({}, [verdict("constructor", 0)])).toEqual([]);
});

test("the floor rises, never falls, and keeps files that did not run", () => {
  const floor = { "c.jsonl": 7, "b.jsonl": 5 };
  const raised = raiseFloor(floor, [verdict("b.jsonl", 4), verdict("a.jsonl", 3)]);
  expect(Object.entries(raised)).toEqual([
    ["a.jsonl", 3],
    ["b.jsonl", 5],
    ["c.jsonl", 7],
  ]);
});
