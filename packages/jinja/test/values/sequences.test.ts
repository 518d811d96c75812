import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dictOf } from "../../src/values/dict.ts";
import { DictView } from "../../src/values/dict-view.ts";
import { iterate } from "../../src/values/iterate.ts";
import { length } from "../../src/values/length.ts";
import { Range } from "../../src/values/range.ts";
import { rangeOf } from "../../src/values/range-call.ts";
import { slice } from "../../src/values/slice.ts";
import { str } from "../../src/values/str.ts";
import { truthy } from "../../src/values/truth.ts";
import { Tuple } from "../../src/values/tuple.ts";

describe("a slice", () => {
  test.each([
    ["hello", 1, 3, null, "el"],
    ["hello", null, null, -1, "olleh"],
    ["a🎉b", 1, null, null, "🎉b"],
    [[0, 1, 2, 3, 4], -2, null, null, [3, 4]],
    [[0, 1, 2, 3, 4], 4, 0, -2, [4, 2]],
    [[0, 1, 2], 9, null, null, []],
    [new Tuple([1, 2, 3]), 1, null, null, new Tuple([2, 3])],
    [new Range(0, 10), 2, 8, 3, new Range(2, 8, 3)],
  ])("of %o [%o:%o:%o]", (value, start, stop, step, expected) => {
    expect(slice(value, start, stop, step)).toEqual(expected);
  });

  test("has a step that is not 0, and places that are integers", () => {
    expect(() => slice([1], null, null, 0)).toThrow("slice step cannot be zero");
    expect(() => slice([1], "a", null)).toThrow("slice indices must be integers");
    expect(() => slice(5, 0, 1)).toThrow("'int' object is not subscriptable");
  });

  test("backwards twice is the whole", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(slice(slice(text, null, null, -1), null, null, -1)).toBe(text);
      }),
    );
  });
});

describe("a range", () => {
  test("counts from a start up to a stop in steps", () => {
    expect([...rangeOf([3])]).toEqual([0, 1, 2]);
    expect([...rangeOf([1, 7, 3])]).toEqual([1, 4]);
    expect([...rangeOf([3, 0, -1])]).toEqual([3, 2, 1]);
    expect([...rangeOf([3, 0])]).toEqual([]);
  });

  test("prints its bounds", () => {
    expect(str(new Range(0, 3))).toBe("range(0, 3)");
    expect(str(new Range(0, 9, 2))).toBe("range(0, 9, 2)");
  });

  test("takes one to three integers, and no step of 0", () => {
    expect(() => rangeOf([])).toThrow("range expected at least 1 argument, got 0");
    expect(() => rangeOf([1.5])).toThrow("'float' object cannot be interpreted as an integer");
    expect(() => rangeOf([1, 2, 0])).toThrow("range() arg 3 must not be zero");
  });
});

test("a loop walks keys of dicts, characters of texts, items of the rest", () => {
  expect([...iterate({ a: 1, b: 2 })]).toEqual(["a", "b"]);
  expect([...iterate(dictOf([[1, 2]]))]).toEqual([1]);
  expect([...iterate("a🎉")]).toEqual(["a", "🎉"]);
  expect([...iterate(new Set([1]))]).toEqual([1]);
  expect([...iterate(new URLSearchParams("a=1&b=2"))]).toEqual(["a", "b"]);
  expect(() => iterate(5)).toThrow("'int' object is not iterable");
  expect(() => iterate(null)).toThrow("'NoneType' object is not iterable");
});

test("a length counts code points and items", () => {
  expect([
    length("a🎉"),
    length([1]),
    length({ a: 1 }),
    length(new Set()),
    length(new Range(0, 9, 2)),
  ]).toEqual([2, 1, 1, 0, 5]);
  expect(() => length(5)).toThrow("object of type 'int' has no len()");
});

test("what is empty or zero is false", () => {
  const empty = [
    "",
    0,
    null,
    undefined,
    false,
    [],
    {},
    new Map(),
    new Set(),
    new Tuple(),
    new Range(0, 0),
    0n,
  ];
  expect(empty.map(truthy)).toEqual(empty.map(() => false));
  const full = ["0", " ", 1, -1, Number.NaN, [0], { a: 0 }, new Tuple([0]), () => 1, new Date(0)];
  expect(full.map(truthy)).toEqual(full.map(() => true));
});

test("a view of a dict follows its changes", () => {
  const dict = new Map([["a", 1]]);
  const view = new DictView(dict, "items");
  dict.set("b", 2);
  expect(str(view)).toBe("dict_items([('a', 1), ('b', 2)])");
  expect(length(view)).toBe(2);
});
