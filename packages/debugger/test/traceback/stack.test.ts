import { describe, expect, it } from "vitest";
import { parseLine } from "../../src/traceback/stack.ts";

function read(line: string) {
  return parseLine(`    at ${line}`);
}

describe("a line of a stack", () => {
  it.each([
    ["sell (file:///srv/shop.ts:12:7)", "sell", "/srv/shop.ts", 12, 7],
    ["new Shop (/srv/shop.ts:12:7)", "new Shop", "/srv/shop.ts", 12, 7],
    ["Object.sell [as buy] (/srv/shop.ts:12:7)", "Object.sell [as buy]", "/srv/shop.ts", 12, 7],
    ["file:///srv/shop.ts:12:7", "", "/srv/shop.ts", 12, 7],
    ["/srv/templates/a.html:2:6", "", "/srv/templates/a.html", 2, 6],
    ["<anonymous> (/srv/shop.ts:1:1)", "", "/srv/shop.ts", 1, 1],
    ["sell (/srv/a (copy)/shop.ts:12:7)", "sell", "/srv/a (copy)/shop.ts", 12, 7],
    ["file:///srv/a%20b/shop.ts?v=2:3:4", "", "/srv/a b/shop.ts", 3, 4],
    ["node:internal/timers:500:9", "", "node:internal/timers", 500, 9],
    ["Array.map (<anonymous>)", "Array.map", "<anonymous>", undefined, undefined],
    ["<template>:1:3", "", "<template>", 1, 3],
  ])("%s", (line, functionName, file, number, column) => {
    expect(read(line)).toEqual({ functionName, file, line: number, column, isAsync: false });
  });

  it("may be of a function that waits", () => {
    expect(read("async Shop.sell (/srv/shop.ts:12:7)")).toMatchObject({
      functionName: "Shop.sell",
      isAsync: true,
    });
  });

  it("is none when it belongs to the message", () => {
    for (const line of ["Error: first", "at home", "  1 | at (x:1:1)"])
      expect(parseLine(line)).toBeUndefined();
  });
});
