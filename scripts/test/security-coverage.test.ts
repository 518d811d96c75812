import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packages } from "./workspace.ts";

// The checklist of security has 70 lines. A test that holds one of them has `[security 17]` in its title.

/** Who owns which lines. A test may well live in another package. */
const OWNERS: readonly { readonly from: number; readonly to: number; readonly owner: string }[] = [
  { from: 1, to: 31, owner: "@dewar/http" },
  { from: 32, to: 32, owner: "dewar" },
  { from: 33, to: 34, owner: "@dewar/signing" },
  { from: 35, to: 40, owner: "dewar" },
  { from: 41, to: 50, owner: "@dewar/http" },
  { from: 51, to: 55, owner: "dewar" },
  { from: 56, to: 65, owner: "@dewar/jinja" },
  { from: 66, to: 70, owner: "@dewar/http" },
];

/** Lines about what does not exist, and therefore cannot break. Whoever adds it takes its line out of here. */
const ABSENT: ReadonlyMap<number, string> = new Map([[37, "There is no cache of responses."]]);

const LINES: readonly number[] = Array.from({ length: 70 }, (_, index) => index + 1);

describe("the checklist of security", () => {
  const tested = testedLines();

  test("has a test for every line about something that exists", () => {
    const missing = LINES.filter((line) => !tested.has(line) && !ABSENT.has(line));
    expect(missing.map((line) => `${line}, of ${ownerOf(line)}`)).toEqual([]);
  });

  test("calls nothing absent that is tested", () => {
    expect([...ABSENT.keys()].filter((line) => tested.has(line))).toEqual([]);
  });

  test("is not referred to by numbers that it does not have", () => {
    expect([...tested].filter((line) => !LINES.includes(line))).toEqual([]);
  });
});

/** The numbers in the titles of all tests. */
function testedLines(): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { folder } of packages()) {
    for (const file of readdirSync(join(folder, "test"), { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".test.ts")) continue;
      const text = readFileSync(join(folder, "test", file), "utf8");
      for (const [, number] of text.matchAll(/\[security (\d+)\]/g)) lines.add(Number(number));
    }
  }
  return lines;
}

function ownerOf(line: number): string {
  return OWNERS.find(({ from, to }) => from <= line && line <= to)?.owner ?? "nobody";
}
