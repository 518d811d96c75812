import { Markup } from "@dewar/markup";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fixedDigits, roundHalfEven } from "../../src/values/decimal.ts";
import { dictOf } from "../../src/values/dict.ts";
import { Float } from "../../src/values/float.ts";
import { formatSpec } from "../../src/values/format-spec.ts";
import { MISSING } from "../../src/values/missing.ts";
import { percentFormat } from "../../src/values/percent-format.ts";
import { str } from "../../src/values/str.ts";
import { strFormat } from "../../src/values/str-format.ts";
import { Tuple } from "../../src/values/tuple.ts";
import { Undefined } from "../../src/values/undefined.ts";

describe("a format spec", () => {
  test.each([
    [42, "", "42"],
    [42, "5", "   42"],
    ["ab", "5", "ab   "],
    ["é🎉", "*^6", "**é🎉**"],
    [42, "<5", "42   "],
    [-42, "06", "-00042"],
    [42, "+", "+42"],
    [1234567, ",", "1,234,567"],
    [7, "07,", "000,007"],
    [255, "#x", "0xff"],
    [255, "b", "11111111"],
    [0.125, ".2f", "0.12"],
    [2.5, ".0f", "2"],
    [new Float(2), "", "2.0"],
    [new Float(2), ".3g", "2"],
    [1234.5, "e", "1.234500e+03"],
    [0.256, ".1%", "25.6%"],
    [1e22, "f", "10000000000000000000000.000000"],
    ["abcdef", ".3", "abc"],
    [true, "d", "1"],
  ])("%o with %j is %j", (value, spec, text) => {
    expect(formatSpec(value, spec)).toBe(text);
  });

  test.each([
    ["a", "d", "ValueError", "Unknown format code 'd' for object of type 'str'"],
    [1.5, "x", "ValueError", "Unknown format code 'x' for object of type 'float'"],
    ["a", "=5", "ValueError", "'=' alignment not allowed in string format specifier"],
    [1, ",,", "ValueError", "Cannot specify ',' with ','."],
    [[1], "5", "TypeError", "unsupported format string passed to list.__format__"],
    [1, "9999999999", "MemoryError", "the field is too wide"],
    [1.5, ".99999999f", "ValueError", "precision too big"],
  ])("%o with %j is a %s", (value, spec, name, message) => {
    expect(() => formatSpec(value, spec)).toThrow(expect.objectContaining({ name, message }));
  });
});

describe("percent formatting", () => {
  test.each([
    ["%s and %s", new Tuple(["a", 1]), "a and 1"],
    ["%d%%", 3.9, "3%"],
    ["%05.1f|%-6s|", new Tuple([2.25, "ab"]), "002.2|ab    |"],
    [
      "%(name)s is %(age)d",
      dictOf([
        ["name", "Ann"],
        ["age", 30],
      ]),
      "Ann is 30",
    ],
    ["%r", "it's", `"it's"`],
    ["%x %#o %X", new Tuple([255, 8, 255]), "ff 0o10 FF"],
    ["%c%c", new Tuple([65, "b"]), "Ab"],
    ["%*d", new Tuple([4, 7]), "   7"],
    ["%s", [1, 2], "[1, 2]"],
    ["%s", new Undefined(), ""],
  ])("%j with %o", (format, values, text) => {
    expect(percentFormat(format, values)).toBe(text);
  });

  test("escapes what it puts into safe HTML", () => {
    expect(str(percentFormat(new Markup("<b>%s</b>%s"), new Tuple(["<", new Markup("<hr>")])))).toBe(
      "<b>&lt;</b><hr>",
    );
  });

  test.each([
    ["%s %s", "a", "TypeError", "not enough arguments for format string"],
    ["plain", "a", "TypeError", "not all arguments converted during string formatting"],
    ["%d", "a", "TypeError", "%d format: a real number is required, not str"],
    ["%(a)s", "x", "TypeError", "format requires a mapping"],
    ["%(a)s", new Map(), "KeyError", "'a'"],
    ["%", "a", "ValueError", "incomplete format"],
    ["%d", new Undefined({ name: "n" }), "UndefinedError", "'n' is undefined"],
  ])("%j with %o fails", (format, values, name, message) => {
    expect(() => percentFormat(format, values)).toThrow(expect.objectContaining({ name, message }));
  });
});

describe("str.format", () => {
  const format = (
    text: string | Markup,
    positional: unknown[] = [],
    keywords: Record<string, unknown> = {},
  ) => str(strFormat(text, { positional, keyword: (name) => (name in keywords ? keywords[name] : MISSING) }));

  test("fills fields by order, number and name", () => {
    expect(format("{} {}", ["a", "b"])).toBe("a b");
    expect(format("{1} {0} {{}}", ["a", "b"])).toBe("b a {}");
    expect(format("{user[name]}: {n:>{width}}", [], { user: { name: "Ann" }, n: 5, width: 3 })).toBe(
      "Ann:   5",
    );
    expect(format("{0.name!r}", [{ name: "Ann" }])).toBe("'Ann'");
    expect(format("{0[1]}", [["a", "b"]])).toBe("b");
  });

  test("escapes what it puts into safe HTML", () => {
    expect(format(new Markup("<b>{}</b>{}"), ["<", new Markup("<hr>")])).toBe("<b>&lt;</b><hr>");
  });

  test("reaches no further than a template does [security 58]", () => {
    for (const path of ["constructor", "__proto__", "toString"]) {
      expect(() => format(`{0.${path}}`, [{}])).toThrow(expect.objectContaining({ name: "AttributeError" }));
      expect(() => format(`{0[${path}]}`, [{}])).toThrow(expect.objectContaining({ name: "KeyError" }));
    }
  });

  test.each([
    ["{", "ValueError", "Single '{' encountered in format string"],
    ["}", "ValueError", "Single '}' encountered in format string"],
    ["{0", "ValueError", "expected '}' before end of string"],
    ["{} {0}", "ValueError", "cannot switch from automatic field numbering to manual field specification"],
    ["{5}", "IndexError", "Replacement index 5 out of range for positional args tuple"],
    ["{name}", "KeyError", "'name'"],
    ["{0:{0:{0}}}", "ValueError", "Max string recursion exceeded"],
  ])("%j fails", (text, name, message) => {
    expect(() => format(text, ["x", "y"])).toThrow(expect.objectContaining({ name, message }));
  });

  test("gives an answer or one of its errors for any text", () => {
    const names = [
      "ValueError",
      "IndexError",
      "KeyError",
      "AttributeError",
      "TypeError",
      "MemoryError",
      "OverflowError",
    ];
    const pieces = fc.constantFrom("{", "}", "0", "a", ".", "[", "]", "!", "r", ":", ">", "5", "x");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        try {
          format(parts.join(""), ["x", 1]);
        } catch (error) {
          expect(names).toContain(error instanceof Error ? error.name : error);
        }
      }),
    );
  });
});

describe("decimals", () => {
  test("are rounded from the exact value, half to even", () => {
    expect([fixedDigits(0.5, 0), fixedDigits(1.5, 0), fixedDigits(2.675, 2)]).toEqual(["0", "2", "2.67"]);
    expect([roundHalfEven(2.5, 0), roundHalfEven(-1.5, 0), roundHalfEven(1250, -2)]).toEqual([2, -2, 1200]);
  });

  test("with all digits of a float read back as it", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e300, noNaN: true }), (value) => {
        expect(Number(fixedDigits(value, 1100))).toBe(value);
      }),
    );
  });
});
