import { describe, expect, test } from "vitest";
import { difference } from "../difference.ts";
import type { Verdict } from "../judge.ts";
import { asJson, closingLine, countFailed, describeVerdict } from "../report.ts";

const failure = { id: "x/2", passed: false, input: "{{ 1 }}", expected: "1", actual: "2" };
const verdict: Verdict = {
  file: "jinja-own.jsonl",
  passed: 3,
  failures: [failure, { ...failure, id: "x/3" }],
  deviations: [{ ...failure, id: "x/4" }],
  stale: ["x/5"],
};

describe("difference", () => {
  test("puts a caret under the first character that differs", () => {
    expect(difference("a-b-c", "a-x-c")).toBe("- a-b-c\n+ a-x-c\n    ^");
  });

  test("shows only the lines around the ones that differ", () => {
    expect(difference("1\n2\n3\n4\n5\n6", "1\n2\n3\nfour\n5\n6")).toBe(
      "  2\n  3\n- 4\n+ four\n  ^\n  5\n  6",
    );
  });

  test("shows lines that only one side has", () => {
    expect(difference("a\nb", "a\nb\nc")).toBe("  a\n  b\n+ c");
  });
});

describe("a report", () => {
  test("shows counts, deviations with their reason, stale ones, and the first failures", () => {
    const text = describeVerdict(verdict, new Map([["x/4", "ours is better"]]), 1);
    expect(text).toMatch(/^jinja-own\.jsonl +3 passed +3 failed +1 deviations\n/);
    expect(text).toContain("deviation x/4: ours is better");
    expect(text).toContain("stale deviation x/5");
    expect(text).toContain("FAILED x/2\n        {{ 1 }}\n        - 1\n        + 2");
    expect(text).toContain("and 1 more");
    expect(text).not.toContain("FAILED x/3");
  });

  test("closes with the sums", () => {
    expect(closingLine([verdict, verdict], countFailed([verdict, verdict]))).toBe("6 passed, 6 failed");
    expect(closingLine([], 0)).toBe("0 passed, 0 failed");
  });

  test("is also data", () => {
    expect(JSON.parse(asJson([verdict]))).toMatchObject({
      passed: 3,
      failed: 3,
      files: [{ stale: ["x/5"] }],
    });
  });
});
