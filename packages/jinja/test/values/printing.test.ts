import { Markup } from "@dewar/markup";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dictOf } from "../../src/values/dict.ts";
import { Float, floatText } from "../../src/values/float.ts";
import { repr } from "../../src/values/repr.ts";
import { escaped, str } from "../../src/values/str.ts";
import { Tuple } from "../../src/values/tuple.ts";
import { Undefined } from "../../src/values/undefined.ts";

describe("a scalar prints as in Python", () => {
  test.each([
    [true, "True"],
    [false, "False"],
    [null, "None"],
    [undefined, ""],
    [3, "3"],
    [-0, "0"],
    [2n ** 70n, "1180591620717411303424"],
    [new Float(2), "2.0"],
    [new Float(-0), "-0.0"],
    [0.1, "0.1"],
    [1e16, "1e+16"],
    [1e-5, "1e-05"],
    [0.0001, "0.0001"],
    [Number.NaN, "nan"],
    [-Infinity, "-inf"],
    ["text", "text"],
    [new Markup("<b>"), "<b>"],
  ])("%o as %s", (value, text) => {
    expect(str(value)).toBe(text);
  });
});

describe("a container prints the repr of its items", () => {
  test.each([
    [["a", 1, null, true], "['a', 1, None, True]"],
    [new Tuple([1]), "(1,)"],
    [new Tuple(), "()"],
    [{ name: "Ann", tags: [] }, "{'name': 'Ann', 'tags': []}"],
    [dictOf([[1, "a"]]), "{1: 'a'}"],
    [new Set([7]), "{7}"],
    [new Set(), "set()"],
    [[new Markup("<b>")], "[Markup('<b>')]"],
    [[new Undefined({ name: "x" })], "[Undefined]"],
  ])("%o", (value, text) => {
    expect(str(value)).toBe(text);
  });

  test("one that contains itself says so", () => {
    const list: unknown[] = [1];
    list.push(list);
    expect(str(list)).toBe("[1, [...]]");
  });

  test("one that is nested without end is refused, not run out of stack", () => {
    let deep: unknown[] = [];
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(() => str(deep)).toThrow(/maximum recursion depth/);
  });
});

describe("a string inside a container is quoted", () => {
  test.each([
    ["it's", `"it's"`],
    [`say "hi"`, `'say "hi"'`],
    [`both ' and "`, `'both \\' and "'`],
    ["tab\tline\nback\\", `'tab\\tline\\nback\\\\'`],
    ["\u00a0\u200b\u2028", `'\\xa0\\u200b\\u2028'`],
    ["é☃🎉", `'é☃🎉'`],
  ])("%j", (text, literal) => {
    expect(repr(text)).toBe(literal);
  });
});

describe("an instance of a class", () => {
  test("prints with its own toString", () => {
    class Price {
      toString(): string {
        return "5 EUR";
      }
    }
    expect(str(new Price())).toBe("5 EUR");
  });

  test("prints its class when it has none", () => {
    class Post {
      readonly title: string = "Hello";
    }
    expect(str(new Post())).toBe("<Post object>");
  });
});

describe("escaping on output [security 56]", () => {
  test.each([
    ["<b>", "&lt;b&gt;"],
    [["<b>"], "[&#39;&lt;b&gt;&#39;]"],
    [{ "<k>": 1 }, "{&#39;&lt;k&gt;&#39;: 1}"],
    [{ toString: (): string => "<b>" }, /^\{&#39;toString&#39;: &lt;function/],
    [new Markup("<b>"), "<b>"],
    [new Undefined(), ""],
  ])("%o", (value, html) => {
    expect(escaped(value)).toEqual(html instanceof RegExp ? expect.stringMatching(html) : html);
  });

  test("of an object that only claims to be safe", () => {
    expect(escaped({ __html__: "<b>" })).not.toContain("<b>");
  });
});

test("every float reads back from its text", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (value) => {
      expect(Number(floatText(value).replace("inf", "Infinity"))).toBe(value);
    }),
  );
});
