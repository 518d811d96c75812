import { dumpJson, loadJson } from "@dewar/signing";
import { assert, json, property, string } from "fast-check";
import { describe, expect, test } from "vitest";

describe("dumpJson", () => {
  test("prints as Python does", () => {
    expect(dumpJson({ b: [1, 0.5], a: "é" })).toBe('{"b": [1, 0.5], "a": "é"}');
    expect(dumpJson({ b: [1], a: "é\u007f🍵" }, { compact: true, ensureAscii: true, sortKeys: true })).toBe(
      '{"a":"\\u00e9\\u007f\\ud83c\\udf75","b":[1]}',
    );
    expect(dumpJson({ a: [1, {}], b: [] }, { indent: 2 })).toBe(
      '{\n  "a": [\n    1,\n    {}\n  ],\n  "b": []\n}',
    );
  });

  test("prints numbers as Python does", () => {
    const numbers = [0.0001, 0.00012345, 1e-5, -1.5e-7, 1e-10, 1e100, 1e21, 1e16, -0, 2 ** 53, 3];
    expect(dumpJson(numbers, { compact: true })).toBe(
      "[0.0001,0.00012345,1e-05,-1.5e-07,1e-10,1e+100,1e+21,1e+16,-0.0,9007199254740992.0,3]",
    );
    expect(dumpJson([Number.NaN, Number.POSITIVE_INFINITY])).toBe("[null, null]");
  });

  test("knows Map, Set and bigint, and asks toJSON", () => {
    expect(
      dumpJson(
        new Map<unknown, unknown>([
          ["a", new Set([1n])],
          [2, null],
        ]),
      ),
    ).toBe('{"a": [1], "2": null}');
    expect(dumpJson(new Date(0))).toBe('"1970-01-01T00:00:00.000Z"');
    expect(() => dumpJson(new Map([[{}, 1]]))).toThrow("Use strings as keys");
  });

  test("leaves out what JSON has no form for", () => {
    expect(dumpJson({ a: undefined, b: () => 1, c: [undefined] })).toBe('{"c": [null]}');
    expect(() => dumpJson(undefined)).toThrow(TypeError);
  });

  test("lets the caller stand in for objects of classes", () => {
    class Leaf {
      readonly kind = "tea";
    }
    const replace = (value: object): unknown => (value instanceof Leaf ? "leaf" : value);
    expect(dumpJson([new Leaf(), new Date(0), {}], { replace })).toBe(
      '["leaf", "1970-01-01T00:00:00.000Z", {}]',
    );
  });

  test("sorts keys by code point, as Python does", () => {
    expect(dumpJson({ "\u{1f375}": 1, "\uffff": 2, 10: 3, 9: 4 }, { sortKeys: true })).toBe(
      '{"10": 3, "9": 4, "\uffff": 2, "\u{1f375}": 1}',
    );
  });

  test("refuses values that contain themselves [security 23]", () => {
    const self: unknown[] = [];
    self.push(self);
    expect(() => dumpJson(self)).toThrow("500 levels");
  });
});

describe("loadJson", () => {
  test("reads as JSON.parse does", () => {
    assert(
      property(json(), (text) => {
        expect(rounded(text)).toEqual(JSON.parse(text));
      }),
    );
    // A long integer beside it makes the exact reader read the text.
    const beside = (text: string): string => `[${text} , 1234567890123456789]`;
    assert(
      property(json(), (text) => {
        expect(rounded(beside(text))).toEqual(JSON.parse(beside(text)));
      }),
    );
  });

  test("keeps the digits of long integers", () => {
    expect(
      loadJson('{"a\\"b": [-9007199254740993, 9007199254740991, 1234567890.1234567, 1e30, true, null]}'),
    ).toEqual({
      'a"b': [-9007199254740993n, 9007199254740991, 1234567890.1234567, 1e30, true, null],
    });
  });

  test("makes own properties of dangerous names [security 21]", () => {
    for (const text of [
      '{"__proto__": {"admin": 1}}',
      '{"__proto__": {"admin": 1}, "n": 9007199254740993}',
    ]) {
      const value = loadJson(text) as object;
      expect(Object.keys(value)).toContain("__proto__");
      expect("admin" in value).toBe(false);
    }
  });

  test("bounds the depth, whatever stands in strings [security 23]", () => {
    expect(loadJson("[".repeat(500) + "]".repeat(500))).toHaveLength(1);
    expect(() => loadJson("[".repeat(501) + "]".repeat(501))).toThrow("500 levels");
    expect(() => loadJson('{"a":'.repeat(501) + "1" + "}".repeat(501))).toThrow("500 levels");
    expect(loadJson(JSON.stringify('\\"[{'.repeat(1000)))).toHaveLength(4000);
  });

  test("gives a value or a SyntaxError for any text", () => {
    assert(
      property(string(), (text) => {
        try {
          loadJson(text);
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
        }
      }),
    );
  });
});

// Through the printer and JSON.parse, which has only numbers for the digits.
function rounded(text: string): unknown {
  return JSON.parse(dumpJson(loadJson(text)));
}
