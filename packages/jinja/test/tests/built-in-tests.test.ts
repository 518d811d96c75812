import { Markup } from "@dewar/markup";
import { describe, expect, test } from "vitest";
import { Float } from "../../src/values/float.ts";
import { Range } from "../../src/values/range.ts";
import { StrictUndefined } from "../../src/values/undefined.ts";
import { evaluate } from "../filters/render.ts";

describe("kinds of values", () => {
  const values: Record<string, unknown> = {
    none: null,
    yes: true,
    int: 5,
    big: 2n ** 70n,
    float: 1.5,
    whole: new Float(2),
    text: "a",
    html: new Markup("<b>"),
    list: [1],
    dict: { a: 1 },
    map: new Map(),
    set: new Set([1]),
    range: new Range(0, 3),
    fn: () => 1,
    query: new URLSearchParams(),
    object: new Date(0),
  };

  test.each([
    ["boolean", "yes"],
    ["callable", "fn"],
    ["escaped", "html"],
    ["float", "float whole"],
    ["integer", "int big"],
    ["iterable", "text html list dict map set range query"],
    ["mapping", "dict map query"],
    ["none", "none"],
    ["number", "yes int big float whole"],
    ["sequence", "text html list dict map range query"],
    ["string", "text html"],
    ["true", "yes"],
    ["undefined", ""],
  ])("%s: %s", (name, expected) => {
    const found = Object.keys(values).filter(
      (key) => evaluate(`x is ${name}`, { x: values[key] }) === "True",
    );
    expect(found.join(" ")).toBe(expected);
  });
});

describe("comparisons and properties", () => {
  test.each([
    "3 is odd",
    "-2 is even",
    "9 is divisibleby 3",
    "1 is eq 1.0",
    "1 is ne 2",
    "1 is lt 2",
    "2 is le 2",
    "3 is greaterthan 2",
    "3 is ge 3",
    "[1] is sameas([1]) == false",
    "none is sameas none",
    "'a' is in 'abc'",
    "'é' is lower",
    "'É1' is upper",
    "1 is not lower",
    "'upper' is filter",
    "'nope' is not filter",
    "'odd' is test",
    "x is not defined",
    "false is false",
    "0 is not false",
  ])("{{ %s }}", (expression) => {
    expect(evaluate(expression)).toBe("True");
  });

  test("own names of prototypes are no filters or tests", () => {
    expect(evaluate("'constructor' is filter")).toBe("False");
    expect(evaluate("'toString' is test")).toBe("False");
  });
});

test("JavaScript's undefined is undefined, null is defined", () => {
  expect(evaluate("x is undefined", { x: undefined })).toBe("True");
  expect(evaluate("x is defined", { x: null })).toBe("True");
});

test("a strict undefined value can be tested for being defined, and for no more", () => {
  const options = { undefined: StrictUndefined };
  expect(evaluate("x is defined", {}, options)).toBe("False");
  expect(evaluate("x is mapping", {}, options)).toBe("False");
  expect(() => evaluate("x is iterable", {}, options)).toThrow("'x' is undefined");
  expect(() => evaluate("x is odd", {}, options)).toThrow("'x' is undefined");
});
