import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dumpHeader,
  parseDictHeader,
  parseListHeader,
  quoteHeaderValue,
  unquoteHeaderValue,
} from "@dewar/http";

describe("parseListHeader", () => {
  test("splits at commas that are not quoted, and leaves out empty items", () => {
    expect(parseListHeader(' a , "b, c" ,, d="e,f",')).toEqual(["a", "b, c", 'd="e,f"']);
    expect(parseListHeader(undefined)).toEqual([]);
  });

  test("reads nothing when a quote never closes", () => {
    expect(parseListHeader('a, "b, c')).toEqual([]);
    expect(parseListHeader('a, "b\\"')).toEqual([]);
  });

  test("reads what dumpHeader writes", () => {
    const items = fc.array(fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(items, (list) => {
        expect(parseListHeader(dumpHeader(list))).toEqual(list);
      }),
    );
  });
});

describe("parseDictHeader", () => {
  test("reads names with values, names alone, and extended values", () => {
    const entries = parseDictHeader("a=1, b=\"x, y\", c, =d, e*=UTF-8''%C3%A4, a=2");
    expect([...entries]).toEqual([
      ["a", "2"],
      ["b", "x, y"],
      ["c", undefined],
      ["e", "ä"],
    ]);
  });

  test("[security 21] takes a name like __proto__ as any other", () => {
    expect(parseDictHeader("__proto__=1").get("__proto__")).toBe("1");
  });
});

describe("dumpHeader", () => {
  test("writes lists and dicts, quoted where they need it", () => {
    expect(dumpHeader(["a", "b c", 3])).toBe('a, "b c", 3');
    expect(dumpHeader({ a: "b c", d: undefined, "e*": "UTF-8''%20" })).toBe("a=\"b c\", d, e*=UTF-8''%20");
  });
});

describe("quoting", () => {
  test("leaves tokens alone unless told otherwise", () => {
    expect([
      quoteHeaderValue("a.b"),
      quoteHeaderValue("a", { allowToken: false }),
      quoteHeaderValue(""),
    ]).toEqual(["a.b", '"a"', '""']);
  });

  test("reads only what is quoted on both sides", () => {
    expect(['"', '"a', 'a"', '"a\\b"'].map(unquoteHeaderValue)).toEqual(['"', '"a', 'a"', "a\\b"]);
  });

  test("comes back for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(unquoteHeaderValue(quoteHeaderValue(text))).toBe(text);
      }),
    );
  });
});
