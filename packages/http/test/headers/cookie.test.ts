import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dumpCookie, HeaderError, parseCookie } from "@dewar/http";

const wire = (text: string) => Buffer.from(text, "utf8").toString("latin1");

describe("parseCookie", () => {
  test("reads names and values, several of one name too", () => {
    const cookies = parseCookie("theme=dark; lang=de;theme=light; flag; a = b ");
    expect(cookies.getList("theme")).toEqual(["dark", "light"]);
    expect(cookies.get("lang")).toBe("de");
    expect(cookies.get("flag")).toBe("");
    expect(cookies.get("a")).toBe("b");
    expect(parseCookie(undefined).size).toBe(0);
  });

  test("reads quoted values, with semicolons and escapes in them", () => {
    expect(parseCookie('a="x; y"; b="\\"q\\""; c="\\303\\244"; d="\\054"').toDict()).toEqual(
      Object.assign(Object.create(null), { a: "x; y", b: '"q"', c: "ä", d: "," }),
    );
  });

  test("reads bytes beyond ASCII as UTF-8, with U+FFFD for what is not", () => {
    expect(parseCookie(wire("größe=süß")).get("größe")).toBe("süß");
    expect(parseCookie("a=\xff").get("a")).toBe("\ufffd");
  });

  test("ends a broken quoted value at its semicolon", () => {
    expect(parseCookie('a="x"y; b="open; c=1').toDict()).toEqual(
      Object.assign(Object.create(null), { a: '"x"y', b: '"open', c: "1" }),
    );
  });

  test.each(["=__Host-id=bad", "==__Host-id=bad", " = x", ";;", "=__Host-id"])(
    "[security 31] leaves out the nameless cookie of %j",
    (text) => expect(parseCookie(text).has("__Host-id")).toBe(false),
  );

  test("[security 31] a name with a space of another alphabet before it is another name", () => {
    expect([...parseCookie(wire("\u00a0__Host-id=bad; \u2003__Secure-a=bad; \v__Host-b=x")).keys()]).toEqual([
      "\u00a0__Host-id",
      "\u2003__Secure-a",
      "\v__Host-b",
    ]);
  });

  test("[security 21] takes names like __proto__ as any other", () => {
    expect(parseCookie("__proto__=1; constructor=2").get("__proto__")).toBe("1");
  });

  test("gives a value for any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => parseCookie(text).size >= 0));
  });
});

describe("dumpCookie", () => {
  test("writes every attribute in a fixed order", () => {
    expect(
      dumpCookie("id", "7", {
        domain: "tea.test",
        expires: 0,
        maxAge: 60,
        secure: true,
        httpOnly: true,
        path: "/shop",
        sameSite: "lax",
        partitioned: true,
      }),
    ).toBe(
      "id=7; Domain=tea.test; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60; Secure; HttpOnly; Path=/shop; SameSite=Lax; Partitioned",
    );
  });

  test("has the path / unless told otherwise", () => {
    expect(dumpCookie("a")).toBe("a=; Path=/");
    expect(dumpCookie("a", "b", { path: null })).toBe("a=b");
  });

  test("writes Expires beside Max-Age unless told otherwise", () => {
    expect(dumpCookie("a", "b", { maxAge: 5 })).toMatch(/; Expires=.* GMT; Max-Age=5;/);
    expect(dumpCookie("a", "b", { maxAge: 5, syncExpires: false })).toBe("a=b; Max-Age=5; Path=/");
  });

  test("sends partitioned cookies over HTTPS only", () => {
    expect(dumpCookie("a", "b", { partitioned: true })).toBe("a=b; Secure; Path=/; Partitioned");
  });

  test("writes an international domain in ASCII, without port and leading dot", () => {
    expect(dumpCookie("a", "b", { domain: ".bücher.test:80" })).toBe(
      "a=b; Domain=xn--bcher-kva.test; Path=/",
    );
  });

  test.each(["", " ", "a b", "a=b", "a;b", "a,b", "a\r\nb", "a\0", "\u00a0a", "a\x7f"])(
    "[security 30] refuses the name %j",
    (name) => expect(() => dumpCookie(name, "x")).toThrow(HeaderError),
  );

  test.each(["a;b", "a b", "a\r\nb", "a/b"])("[security 30] refuses the domain %j", (domain) => {
    expect(() => dumpCookie("a", "b", { domain })).toThrow(HeaderError);
  });

  test.each(["", "strictly", "Lax; Secure"])("[security 30] refuses the SameSite %j", (sameSite) => {
    expect(() => dumpCookie("a", "b", { sameSite })).toThrow(HeaderError);
  });

  test.each([Number.NaN, Infinity, -Infinity])("[security 30] refuses the age %s", (maxAge) => {
    expect(() => dumpCookie("a", "b", { maxAge })).toThrow(HeaderError);
    expect(() => dumpCookie("a", "b", { maxAge, expires: 0 })).toThrow(HeaderError);
  });

  test("[security 30] encodes what would end a path or a value", () => {
    expect(dumpCookie("a", "x; Secure\r\n", { path: "/a; Domain=b\r\n" })).toBe(
      'a="x\\073 Secure\\015\\012"; Path=/a%3B%20Domain=b%0D%0A',
    );
  });

  test("warns about a cookie that browsers would drop", async () => {
    const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
    dumpCookie("big", "x".repeat(5000));
    expect((await warned).message).toMatch(/"big" is 5\d{3} bytes/);
  });

  test("writes what parseCookie reads, for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (value) => {
        const pair = dumpCookie("a", value, { path: null });
        expect(pair).toMatch(/^[\x20-\x7e]*$/);
        expect(parseCookie(pair).get("a")).toBe(Buffer.from(value, "utf8").toString("utf8"));
      }),
    );
  });
});
