import { escape, htmlOf } from "@dewar/markup";
import { assert, property, string } from "fast-check";
import { describe, expect, test } from "vitest";

describe("escape", () => {
  test("replaces the five characters that mean something in HTML", () => {
    expect(escape(`<a title="it's">fish & chips</a>`)).toBe(
      "&lt;a title=&#34;it&#39;s&#34;&gt;fish &amp; chips&lt;/a&gt;",
    );
  });

  test("returns text without them as it came", () => {
    expect(escape("grüner Tee 🍵")).toBe("grüner Tee 🍵");
    expect(escape("")).toBe("");
  });

  test("leaves nothing that could open a tag or end an attribute", () => {
    assert(
      property(string(), (text) => {
        expect(escape(text)).not.toMatch(/[<>"']/);
      }),
    );
  });
});

describe("htmlOf", () => {
  test("asks an object for its own HTML", () => {
    expect(htmlOf({ __html__: () => "<hr>" })).toBe("<hr>");
  });

  test("knows nothing of other values", () => {
    for (const value of ["<b>", 1, null, undefined, {}, { __html__: "<hr>" }]) {
      expect(htmlOf(value)).toBeUndefined();
    }
  });
});
