import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dumpOptionsHeader, parseOptionsHeader } from "@dewar/http";

function options(text: string): Record<string, string> {
  return Object.fromEntries(parseOptionsHeader(text).options);
}

describe("parseOptionsHeader", () => {
  test("reads the value and the parameters, their names in lower case", () => {
    const { value, options } = parseOptionsHeader(" Text/HTML ; Charset=UTF-8;level=1");
    expect(value).toBe("Text/HTML");
    expect([...options]).toEqual([
      ["charset", "UTF-8"],
      ["level", "1"],
    ]);
    expect(parseOptionsHeader(undefined).value).toBe("");
  });

  test("reads quoted values: escapes, browsers' %22, Windows paths", () => {
    expect(options('a; b="x; \\"y\\"" ; c="%22"; d="C:\\tmp\\\\x"')).toEqual({
      b: 'x; "y"',
      c: '"',
      d: "C:\\tmp\\x",
    });
  });

  test("reads extended parameters in the charsets that are known", () => {
    expect(options("a; name*=UTF-8'en'caf%C3%A9")).toEqual({ name: "café" });
    expect(options("a; name*=iso-8859-1''caf%E9")).toEqual({ name: "café" });
    expect(options("a; name*=us-ascii''%C3")).toEqual({ name: "\ufffd" });
    expect(options("a; name*=koi8-r''%C3")).toEqual({ name: "%C3" });
  });

  test("joins parameters in pieces", () => {
    expect(options("a; n*0*=UTF-8''caf%C3%A9; n*1=\" au\"; n*2*=%20lait")).toEqual({ n: "café au lait" });
  });

  test("leaves out what is broken and goes on after it", () => {
    expect(options('a; =1; b; c=; d e=2; f="open; g=3; h=é')).toEqual({ g: "3" });
  });

  test("[security 18] takes a broken encoding as text, with U+FFFD for what is not UTF-8, which forms refuse", () => {
    expect(options("a; filename*=UTF-8''%E0%")).toEqual({ filename: "\ufffd%" });
  });

  test("[security 21] takes parameters like __proto__ as any other", () => {
    expect(parseOptionsHeader("a; __proto__=1; constructor=2").options.get("__proto__")).toBe("1");
  });

  test("gives a value for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(typeof parseOptionsHeader(`a;${text}`).value).toBe("string");
      }),
    );
  });
});

describe("dumpOptionsHeader", () => {
  test("quotes where it must, and leaves out what is missing", () => {
    expect(dumpOptionsHeader("form-data", { name: "a", filename: 'b "c"', size: 3, gone: undefined })).toBe(
      'form-data; name=a; filename="b \\"c\\""; size=3',
    );
    expect(dumpOptionsHeader("a", { "name*": "UTF-8''%20" })).toBe("a; name*=UTF-8''%20");
    expect(dumpOptionsHeader(undefined, new Map([["a", "1"]]))).toBe("a=1");
  });

  test("writes what parseOptionsHeader reads", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/);
    // A browser's %22 is a quote, so that text with it does not come back.
    const value = fc.string({ unit: "binary", maxLength: 50 }).filter((text) => !text.includes("%22"));
    fc.assert(
      fc.property(fc.dictionary(name, value), (parameters) => {
        expect(options(dumpOptionsHeader("a/b", parameters))).toEqual({ ...parameters });
      }),
    );
  });
});
