import { Markup } from "@dewar/markup";
import { describe, expect, test } from "vitest";
import { evaluate } from "./render.ts";

describe("letters and words", () => {
  test.each([
    ["'fOO bar'|capitalize", "Foo bar"],
    ["'Straße'|upper", "STRASSE"],
    ["none|lower", "none"],
    [`"foo's big-bar (x)"|title`, "Foo's Big-Bar (X)"],
    ["'ß'|capitalize", "Ss"],
    ["''|capitalize", ""],
    ["'  x '|trim", "x"],
    ["' \\x1f\\x85\\u2003x\\ufeff '|trim|length", "2"],
    ["'aXa'|replace('X', '$&$1')", "a$&$1a"],
    ["'..x.'|trim('.')", "x"],
    ["'a b, c'|wordcount", "3"],
    ["'%s is %d'|format('x', 3)", "x is 3"],
    ["'%(n)s'|format(n=1)", "1"],
    ["'aaa'|replace('a', 'b', 2)", "bba"],
    ["[1, none]|string", "[1, None]"],
    ["'a🎉'|reverse", "🎉a"],
  ])("{{ %s }}", (expression, text) => {
    expect(evaluate(expression)).toBe(text);
  });

  test("format takes values or names, not both", () => {
    expect(() => evaluate("'%s'|format(1, a=2)")).toThrow(
      expect.objectContaining({ name: "FilterArgumentError" }),
    );
  });
});

describe("escaping", () => {
  test("happens once for what is safe, and again when forced", () => {
    expect(evaluate("'<'|e|e")).toBe("&lt;");
    expect(evaluate("'<'|e|forceescape")).toBe("&amp;lt;");
    expect(evaluate("'<b>'|safe|upper", {}, { autoescape: true })).toBe("<B>");
  });

  test("a replacement in safe HTML is escaped", () => {
    const html = new Markup("<b>name</b>");
    expect(evaluate("html|replace('name', '<i>')", { html }, { autoescape: true })).toBe("<b>&lt;i&gt;</b>");
  });

  test("tags go, entities are read", () => {
    expect(evaluate("'<p>1 &lt;  2</p><!-- x -->'|striptags")).toBe("1 < 2");
  });
});

describe("layout", () => {
  test.each([
    ["'ab'|center(5) ~ '|'", "  ab |"],
    ["'a\\nb\\n\\nc'|indent(2)", "a\n  b\n\n  c"],
    ["'a\\n\\nb'|indent(2, true, true)", "  a\n  \n  b"],
    ["'a\\nb'|indent('> ', first=true)", "> a\n> b"],
    ["'one two three four'|truncate(11, leeway=0)", "one two..."],
    ["'one two three four'|truncate(10, true, leeway=0)", "one two..."],
    ["'one two three four'|truncate(15)", "one two three four"],
    ["'a bc def'|wordwrap(4)", "a bc\ndef"],
    ["'abcdef'|wordwrap(4)", "abcd\nef"],
    ["'abcdef gh'|wordwrap(4, false)", "abcdef\ngh"],
    ["'well-known'|wordwrap(6)", "well-\nknown"],
    ["'a b'|wordwrap(1, wrapstring='<br>')", "a<br>b"],
  ])("{{ %s }}", (expression, text) => {
    expect(evaluate(expression)).toBe(text);
  });

  test("the leeway of truncate is a policy", () => {
    expect(evaluate("'one two three'|truncate(11)", {}, { policies: { "truncate.leeway": 0 } })).toBe(
      "one two...",
    );
  });

  test("safe HTML stays safe when it is indented or cut", () => {
    const html = new Markup("<b>\n<i>");
    expect(evaluate("html|indent", { html }, { autoescape: true })).toBe("<b>\n    <i>");
  });

  test.each([
    ["'x'|truncate(2)", "AssertionError"],
    ["'x'|wordwrap(0)", "ValueError"],
    ["'x'|center('5')", "TypeError"],
    ["5|indent", "TypeError"],
    ["'x'|upper(1)", "TypeError"],
    ["'x'|upper(by=1)", "TypeError"],
  ])("{{ %s }} is a %s", (expression, name) => {
    expect(() => evaluate(expression)).toThrow(expect.objectContaining({ name }));
  });
});
