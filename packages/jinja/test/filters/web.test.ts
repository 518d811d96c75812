import { assert, constantFrom, array, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { urlize } from "../../src/filters/urlize.ts";
import { evaluate } from "./render.ts";

describe("xmlattr", () => {
  test("prints attributes, without those that are None or undefined", () => {
    expect(evaluate("{'class': 'a', 'id': none, 'x': missing, 'n': 1}|xmlattr")).toBe(' class="a" n="1"');
    expect(evaluate("{'a': 1}|xmlattr(false)")).toBe('a="1"');
    expect(evaluate("{}|xmlattr")).toBe("");
  });

  test("escapes values", () => {
    expect(evaluate("x|xmlattr", { x: { title: `"><script>` } }, { autoescape: true })).toBe(
      ' title="&#34;&gt;&lt;script&gt;"',
    );
  });

  test.each([" ", "\t", "\n", "\f", "\0", "\x7f", "/", ">", "="])(
    "refuses a name with %j [security 59]",
    (character) => {
      const x = { [`a${character}onclick`]: "alert(1)" };
      expect(() => evaluate("x|xmlattr", { x })).toThrow(/^Invalid character in attribute name: /);
    },
  );
});

describe("urlencode", () => {
  test.each([
    ["'a b/c?'|urlencode", "a%20b/c%3F"],
    ["'é🎉'|urlencode", "%C3%A9%F0%9F%8E%89"],
    ["{'a b': 'c/d', 'n': 1}|urlencode", "a+b=c%2Fd&n=1"],
    ["[('a', 1), ('a', 2)]|urlencode", "a=1&a=2"],
    ["none|urlencode", "None"],
  ])("{{ %s }}", (expression, text) => {
    expect(evaluate(expression)).toBe(text);
  });
});

describe("urlize", () => {
  test.each([
    ["see http://a.com/b?c#d", 'see <a href="http://a.com/b?c#d">http://a.com/b?c#d</a>'],
    ["www.a.de", '<a href="https://www.a.de">www.a.de</a>'],
    ["(example.org).", '(<a href="https://example.org">example.org</a>).'],
    ["http://a.com/x_(y)", '<a href="http://a.com/x_(y)">http://a.com/x_(y)</a>'],
    ["http://127.0.0.1:80/", '<a href="http://127.0.0.1:80/">http://127.0.0.1:80/</a>'],
    ["me@a.org", '<a href="mailto:me@a.org">me@a.org</a>'],
    ["mailto:me@a.org", '<a href="mailto:me@a.org">me@a.org</a>'],
    ["readme.txt, a.b and 1.5", "readme.txt, a.b and 1.5"],
    ["javascript:alert(1)", "javascript:alert(1)"],
  ])("%s", (text, html) => {
    expect(urlize(text)).toBe(html);
  });

  test("escapes everything around and inside of links [security 60]", () => {
    expect(urlize(`<b> http://a.com/"onclick="x`)).toBe(
      '&lt;b&gt; <a href="http://a.com/&#34;onclick=&#34;x">http://a.com/&#34;onclick=&#34;x</a>',
    );
    assert(
      property(
        array(constantFrom("<", '"', "'", ">", "http://", "a.com", "(", ")", "@", " ", "&")),
        (parts) => {
          const outside = urlize(parts.join("")).replace(/<a href="[^"<>]*">[^<>"]*<\/a>/g, "");
          expect(outside).not.toMatch(/[<>"']/);
        },
      ),
    );
  });

  test("takes time in proportion to the text [security 60]", () => {
    for (const text of ["(", ")", "a.", "&lt;", "http://a.com/(", "a@", "(a)"]) {
      expect(urlize(text.repeat(50_000)).length).toBeGreaterThan(0);
    }
  });

  test("takes rel, target, a limit and further schemes", () => {
    expect(evaluate("'http://a.com'|urlize(8, nofollow=true, target='_blank', rel='me')")).toBe(
      '<a href="http://a.com" rel="me nofollow noopener" target="_blank">http://a...</a>',
    );
    expect(evaluate("'tel:5'|urlize(extra_schemes=['tel:'])")).toBe(
      '<a href="tel:5" rel="noopener">tel:5</a>',
    );
    expect(evaluate("'ab.com'|urlize", {}, { policies: { "urlize.rel": null } })).toBe(
      '<a href="https://ab.com">ab.com</a>',
    );
    expect(() => evaluate("'x'|urlize(extra_schemes=['java script:'])")).toThrow(
      "'java script:' is not a valid URI scheme prefix.",
    );
  });
});
