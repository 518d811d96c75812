import { describe, expect, it } from "vitest";
import { truePlaces } from "../../src/awaits/columns.ts";

const insertions = [
  { line: 3, column: 10, length: 5 },
  { line: 3, column: 20, length: 100 },
  { line: 4, column: 0, length: 7 },
];

function columnOf(line: number, column: number): string | undefined {
  const of = (url: string) => (url === "file:///srv/shop.ts" ? insertions : undefined);
  const stack = `Error: x\n    at async sell (file:///srv/shop.ts:${line}:${column})`;
  return /:(\d+:\d+)\)$/.exec(truePlaces(stack, of))?.[1];
}

describe("the places of a stack", () => {
  it.each([
    ["before what was put in", 3, 10, "3:10"],
    ["at what was put in", 3, 11, "3:11"],
    ["within what was put in", 3, 13, "3:11"],
    ["right behind it", 3, 16, "3:11"],
    ["between two", 3, 18, "3:13"],
    ["behind both", 3, 130, "3:25"],
    ["at the start of a line", 4, 9, "4:2"],
    ["in another line", 5, 30, "5:30"],
  ])("%s", (_, line, column, expected) => {
    expect(columnOf(line, column)).toBe(expected);
  });

  it("of other modules, and the message, stay", () => {
    const stack =
      "Error: at (file:///srv/shop.ts:3:30)\n    at f (file:///srv/other.ts:3:30)\n    at node:fs:3:30";
    expect(truePlaces(stack, (url) => (url.endsWith("shop.ts") ? insertions : undefined))).toBe(stack);
  });
});
