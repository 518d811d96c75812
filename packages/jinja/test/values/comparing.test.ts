import { Markup } from "@dewar/markup";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contains } from "../../src/values/contains.ts";
import { dictGet, dictOf } from "../../src/values/dict.ts";
import { equals } from "../../src/values/equality.ts";
import { Float } from "../../src/values/float.ts";
import { compareText, greaterThan, lessOrEqual, lessThan } from "../../src/values/order.ts";
import { Range } from "../../src/values/range.ts";
import { Tuple } from "../../src/values/tuple.ts";
import { StrictUndefined, Undefined } from "../../src/values/undefined.ts";

describe("equal", () => {
  test.each([
    [1, new Float(1)],
    [1, true],
    [2 ** 60, 2n ** 60n],
    ["<b>", new Markup("<b>")],
    [
      [1, [2]],
      [true, [new Float(2)]],
    ],
    [new Tuple([1]), new Tuple([1])],
    [{ a: [1] }, new Map([["a", [1]]])],
    [new Set([1, "a"]), new Set(["a", 1])],
    [new Range(0, 4, 2), new Range(0, 3, 2)],
    [new Date(5), new Date(5)],
    [new Undefined({ name: "a" }), new Undefined({ name: "b" })],
  ])("%o and %o", (a, b) => {
    expect(equals(a, b)).toBe(true);
    expect(equals(b, a)).toBe(true);
  });
});

describe("unequal", () => {
  test.each([
    [1, "1"],
    [0, ""],
    [null, false],
    [[1], new Tuple([1])],
    [{}, []],
    [9007199254740993n, 9007199254740992],
    [Number.NaN, Number.NaN],
    [{ a: 1 }, { a: 1, b: 2 }],
    [new Set([1]), new Set([2])],
  ])("%o and %o", (a, b) => {
    expect(equals(a, b)).toBe(false);
    expect(equals(b, a)).toBe(false);
  });
});

test("a structure that goes on without end is refused, not compared until the stack is full", () => {
  const a: unknown[] = [];
  const b: unknown[] = [];
  a.push(a);
  b.push(b);
  expect(() => equals(a, b)).toThrow(expect.objectContaining({ name: "RecursionError" }));
});

describe("order", () => {
  test("of numbers, of texts and of lists, item by item", () => {
    expect(lessThan(1, 1.5)).toBe(true);
    expect(lessThan(2n ** 60n, 1)).toBe(false);
    expect(lessThan("a", "b")).toBe(true);
    expect(lessThan([1, 2], [1, 2, 0])).toBe(true);
    expect(greaterThan(new Tuple([2]), new Tuple([1, 9]))).toBe(true);
    expect(lessOrEqual(new Set([1]), new Set([1, 2]))).toBe(true);
  });

  test("of texts is that of code points", () => {
    expect(lessThan("\uffff", "🎉")).toBe(true);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (a, b) => {
        const codes = (text: string) => Array.from(text, (character) => character.codePointAt(0));
        expect(compareText(a, b) < 0).toBe(lessThan(codes(a), codes(b)));
      }),
    );
  });

  test.each([
    [1, "a", "'<' not supported between instances of 'int' and 'str'"],
    [null, 1, "'<' not supported between instances of 'NoneType' and 'int'"],
    [{}, {}, "'<' not supported between instances of 'dict' and 'dict'"],
  ])("of %o and %o does not exist", (a, b, message) => {
    expect(() => lessThan(a, b)).toThrow(expect.objectContaining({ name: "TypeError", message }));
  });
});

describe("in", () => {
  test("finds parts of texts, keys of dicts, items of the rest", () => {
    expect(contains("ell", "hello")).toBe(true);
    expect(contains("a", { a: 1 })).toBe(true);
    expect(contains(1, { a: 1 })).toBe(false);
    expect(contains(new Float(1), [1])).toBe(true);
    expect(contains(4, new Range(0, 10, 2))).toBe(true);
    expect(contains(Number.NaN, [Number.NaN])).toBe(true);
    expect(contains("a", new Undefined())).toBe(false);
  });

  test("sees own keys only [security 58]", () => {
    expect(contains("constructor", {})).toBe(false);
    expect(contains("toString", {})).toBe(false);
  });

  test("throws where there is nothing to look in", () => {
    expect(() => contains(1, 5)).toThrow("argument of type 'int' is not iterable");
    expect(() => contains(1, "a")).toThrow("'in <string>' requires string as left operand, not int");
    expect(() => contains(1, new StrictUndefined({ name: "x" }))).toThrow("'x' is undefined");
  });
});

describe("dict keys", () => {
  const dict = dictOf([
    [1, "one"],
    [new Tuple([1, 2]), "pair"],
  ]);

  test("are compared by value", () => {
    expect(dictGet(dict, true)).toBe("one");
    expect(dictGet(dict, new Float(1))).toBe("one");
    expect(dictGet(dict, new Tuple([1, 2]))).toBe("pair");
  });

  test("keep their place and first form when set again", () => {
    expect([
      ...dictOf([
        [1, "a"],
        [2, "b"],
        [true, "c"],
      ]),
    ]).toEqual([
      [1, "c"],
      [2, "b"],
    ]);
  });

  test("cannot be lists", () => {
    expect(() => dictGet(dict, [])).toThrow("unhashable type: 'list'");
  });
});
