import { html, Markup } from "@dewar/markup";
import { describe, expect, test } from "vitest";

const safe = new Markup("<i>a</i>, <i>b</i>");

describe("making Markup", () => {
  test("takes text as safe HTML", () => {
    expect(String(new Markup("<hr>"))).toBe("<hr>");
    expect(String(new Markup())).toBe("");
  });

  test("keeps the HTML of a value that brings its own", () => {
    expect(String(new Markup({ __html__: () => "<hr>" }))).toBe("<hr>");
    expect(String(Markup.escape({ __html__: () => "<hr>" }))).toBe("<hr>");
  });

  test("escapes everything else, whatever its type [security 56]", () => {
    expect(String(Markup.escape("<hr>"))).toBe("&lt;hr&gt;");
    expect(String(Markup.escape(["<a>", { toString: () => "<b>" }]))).toBe("&lt;a&gt;,&lt;b&gt;");
    expect(String(Markup.escape(3))).toBe("3");
  });

  test("does not escape twice", () => {
    expect(Markup.escape(safe)).toBe(safe);
  });

  test("a template literal escapes its values", () => {
    expect(String(html`<p class="${'"'}">${safe} ${"<x>"}</p>`)).toBe(
      '<p class="&#34;"><i>a</i>, <i>b</i> &lt;x&gt;</p>',
    );
  });
});

describe("joining with other values", () => {
  test("concat escapes what it adds", () => {
    expect(String(safe.concat(" & ", new Markup("<hr>")))).toBe("<i>a</i>, <i>b</i> &amp; <hr>");
  });

  test("join escapes what it joins", () => {
    expect(String(new Markup("<br>").join(["<a>", new Markup("<b>"), 3]))).toBe("&lt;a&gt;<br><b><br>3");
  });

  test("replaceAll and padding escape what they put in", () => {
    expect(String(safe.replaceAll(", ", " & $& "))).toBe("<i>a</i> &amp; $&amp; <i>b</i>");
    expect(String(new Markup("7").padStart(3, "0"))).toBe("007");
    expect(String(new Markup("7").padEnd(5, "<"))).toBe("7&lt;");
  });
});

describe("format", () => {
  test("escapes values by order, position and name", () => {
    expect(String(new Markup("{} {} {0}").format("<", ">"))).toBe("&lt; &gt; &lt;");
    expect(String(new Markup("<b>{name}</b>").format({ name: "R&B" }))).toBe("<b>R&amp;B</b>");
  });

  test("writes doubled braces once", () => {
    expect(String(new Markup("{{{}}}").format(1))).toBe("{1}");
  });

  test("sees an object's own members only [security 58]", () => {
    expect(() => new Markup("{constructor}").format({})).toThrow(TypeError);
    expect(() => new Markup("{__proto__}").format({})).toThrow(TypeError);
  });

  test("says what is missing", () => {
    expect(() => new Markup("{1}").format("a")).toThrow("{1}");
    expect(() => new Markup("{").format()).toThrow("twice");
  });
});

describe("parts", () => {
  test("stay safe", () => {
    expect(safe.split(", ").map(String)).toEqual(["<i>a</i>", "<i>b</i>"]);
    expect(safe.split(", ")[0]).toBeInstanceOf(Markup);
    expect(String(safe.slice(-8))).toBe("<i>b</i>");
  });

  test("partition cuts once, at the first or the last separator", () => {
    const path = new Markup("a/b/c");
    expect(path.partition("/").map(String)).toEqual(["a", "/", "b/c"]);
    expect(path.rpartition("/").map(String)).toEqual(["a/b", "/", "c"]);
    expect(path.partition(":").map(String)).toEqual(["a/b/c", "", ""]);
    expect(path.rpartition(":").map(String)).toEqual(["", "", "a/b/c"]);
  });

  test("splitLines knows every line end and makes no empty last line", () => {
    expect(new Markup("a\r\nb\n\nc\n").splitLines().map(String)).toEqual(["a", "b", "", "c"]);
    expect(new Markup("").splitLines()).toEqual([]);
  });
});

describe("the methods of a string", () => {
  test("return Markup", () => {
    const text = new Markup("  <B>  ");
    expect(String(text.trim())).toBe("<B>");
    expect(String(text.trimStart())).toBe("<B>  ");
    expect(String(text.trimEnd())).toBe("  <B>");
    expect(String(text.trim().toLowerCase())).toBe("<b>");
    expect(String(safe.slice(0, 3).toUpperCase())).toBe("<I>");
    expect(String(new Markup("<br>").repeat(2))).toBe("<br><br>");
    expect(text.length).toBe(7);
    expect(JSON.stringify({ text })).toBe('{"text":"  <B>  "}');
  });
});

describe("striptags", () => {
  test("removes tags and comments, joins white space, resolves entities", () => {
    expect(new Markup("<p>a &lt;\n <!-- <b> -->b</p> &copy;2026 ").striptags()).toBe("a < b ©2026");
  });

  test("keeps what is not closed", () => {
    expect(new Markup("a < b").striptags()).toBe("a < b");
    expect(new Markup("<!-- x").striptags()).toBe("<!-- x");
  });
});
