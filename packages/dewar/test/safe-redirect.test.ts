import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Flask, isSafeRedirect, safeRedirect } from "../src/index.ts";

const LOCAL = [
  "/",
  "/cart",
  "/cart?step=2#end",
  "/café",
  "/茶",
  "/a//b",
  "/@evil.test",
  "/%09/evil.test",
  "/a:b",
];

// What browsers, or some of them, take for another site, for a script, or for what nobody can see.
const FOREIGN = [
  "",
  "//evil.test",
  "///evil.test",
  "////evil.test",
  "\\\\evil.test",
  "/\\evil.test",
  "\\/evil.test",
  "/\\/evil.test",
  "/cart\\..\\x",
  " //evil.test",
  " /cart",
  "/cart ",
  "\t//evil.test",
  "/\t/evil.test",
  "/\n/evil.test",
  "/\r\n/evil.test",
  "\u0000//evil.test",
  "/\u0000/evil.test",
  "/\u0001/evil.test",
  "/\u007f/evil.test",
  "/\u0085/evil.test",
  "/\u00a0/evil.test",
  "/\u200b/evil.test",
  "/\u202e/evil.test",
  "/\u2028/evil.test",
  "\ufeff//evil.test",
  "/\ud800/",
  "\uff0f\uff0fevil.test",
  "\u2215\u2215evil.test",
  "javascript:alert(1)",
  "JavaScript:alert(1)",
  "java\tscript:alert(1)",
  "javascript://tea.test/%0aalert(1)",
  "data:text/html,x",
  "vbscript:x",
  "file:///etc/passwd",
  "ftp://tea.test/",
  "ws://tea.test/",
  "blob:https://tea.test/x",
  "itms-services://tea.test/",
  "http:evil.test",
  "http:/evil.test",
  "http:tea.test",
  "http:///evil.test",
  "https:evil.test",
  "https:/\\evil.test",
  "http://",
  "http://evil.test",
  "HTTP://EVIL.TEST",
  "http://evil.test:80/",
  "http://tea.test@evil.test/",
  "http://tea.test:x@evil.test/",
  "http://user@tea.test/",
  "http://user:password@tea.test/",
  "http://tea.test\\@evil.test/",
  "http://evil.test\\.tea.test/",
  "http://evil.test#tea.test",
  "http://evil.test?tea.test",
  "http://tea.test.evil.test/",
  "http://eviltea.test/",
  "http://sub.tea.test/",
  "http://tea.test:8080/",
  "http://tea.test\uff0f.evil.test/",
  "http://evil.test\uff0ftea.test/",
  "http://tea.test%2f@evil.test/",
  "http://[::1]/",
  "http://[evil/",
  "http://2130706433/",
  "cart",
  "./cart",
  "../cart",
  "?step=2",
  "#end",
  "evil.test",
  "@evil.test",
];

describe("a redirect that a user may choose [security 12]", () => {
  test.each(LOCAL)("leads to %j", async (target) => {
    expect(await locationOf(target)).toBe(target);
  });

  test.each(FOREIGN)("does not lead to %j", async (target) => {
    expect(isSafeRedirect(target)).toBe(false);
    expect(await locationOf(target)).toBe("/home");
    expect(await locationOf(target, "https://tea.test")).toBe("/home");
  });

  test("leads nowhere without a target", () => {
    expect([undefined, null].map((target) => isSafeRedirect(target))).toEqual([false, false]);
    expect(safeRedirect(undefined, "/home", { code: 307 }).status).toBe("307 Temporary Redirect");
  });

  test("leads to URLs with the host of the request, never from HTTPS to HTTP", async () => {
    for (const target of [
      "http://tea.test/cart",
      "HTTP://TEA.test/cart",
      "http://tea.test:80",
      "https://tea.test/",
    ]) {
      expect(await locationOf(target), target).toBe(target);
    }
    expect(await locationOf("https://tea.test/cart", "https://tea.test")).toBe("https://tea.test/cart");
    expect(await locationOf("http://tea.test/cart", "https://tea.test")).toBe("/home");
    expect(await locationOf("http://tea.test:8080/", "http://tea.test:8080")).toBe("http://tea.test:8080/");
  });

  test("leads to other hosts that are named, and to no others", () => {
    const hosts = ["pay.test", ".tea.test"];
    for (const host of ["pay.test", "PAY.test:8443", "tea.test", "a.b.tea.test"]) {
      expect(isSafeRedirect(`https://${host}/x`, { hosts }), host).toBe(true);
    }
    for (const host of [
      "a.pay.test",
      "evil.test",
      "eviltea.test",
      "pay.test.evil.test",
      "pay.test@evil.test",
    ]) {
      expect(isSafeRedirect(`https://${host}/x`, { hosts }), host).toBe(false);
    }
    expect(isSafeRedirect("//pay.test/", { hosts })).toBe(false);
  });

  test("stays on the host of the page, as a browser reads it, whatever the target", () => {
    const slashes = fc.constantFrom(
      "/",
      "\\",
      "\t",
      "\n",
      " ",
      "@",
      ":",
      ".",
      "?",
      "#",
      "%2f",
      "\uff0f",
      "evil.test",
    );
    const target = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(slashes, { maxLength: 8 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(target, (text) => {
        if (!isSafeRedirect(text)) return;
        expect(new URL(text, "https://tea.test/shop/").origin).toBe("https://tea.test");
      }),
      { numRuns: 2000 },
    );
  });
});

/** Where a request to `baseUrl` that names `target` is sent. */
async function locationOf(target: string, baseUrl = "http://tea.test"): Promise<string | undefined> {
  const app = new Flask(import.meta.url);
  return await app.testRequestContext("/login", { baseUrl }, () => safeRedirect(target, "/home").location);
}
