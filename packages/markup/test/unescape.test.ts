import { escape, unescape } from "@dewar/markup";
import { assert, property, string } from "fast-check";
import { expect, test } from "vitest";

test("is the reverse of escape", () => {
  assert(property(string(), (text) => unescape(escape(text)) === text));
});

test("resolves names and numbers", () => {
  expect(unescape("&lt;&#60;&#x3C;&#X3c;&eacute;&hellip;&apos;")).toBe("<<<<é…'");
});

test("resolves old names without a semicolon, the longest first", () => {
  expect(unescape("&amp &copy2026 &notit; &ampamp;")).toBe("& ©2026 ¬it; &amp;");
});

test("reads 128 to 159 as browsers do", () => {
  expect(unescape("&#128;&#x9f;")).toBe("€Ÿ");
});

test("replaces numbers that are no character", () => {
  expect(unescape("&#0;&#xD800;&#x110000;&#99999999999999;")).toBe("\ufffd\ufffd\ufffd\ufffd");
  expect(unescape("a&#1;&#xfdd0;&#x1FFFE;&#x7f;b")).toBe("ab");
});

test("leaves what it does not know", () => {
  expect(unescape("AT&T &nosuch; &#; &#x; & &")).toBe("AT&T &nosuch; &#; &#x; & &");
});
