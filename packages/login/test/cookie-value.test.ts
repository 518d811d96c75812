import { decodeCookie, encodeCookie } from "@dewar/login";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("the value of a remember-me cookie", () => {
  test("is read back, whatever the id is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ minLength: 1 }), (id, key) => {
        expect(decodeCookie(encodeCookie(id, key), [key])).toBe(id);
      }),
    );
  });

  test("is either what was signed or nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (cookie) => {
        expect(decodeCookie(cookie, ["key"])).toBeUndefined();
      }),
    );
  });

  test("is refused when a character of it is another [security 34]", () => {
    const cookie = encodeCookie("7", "key");
    for (let index = 0; index < cookie.length; index++) {
      const forged = cookie.slice(0, index) + (cookie[index] === "0" ? "1" : "0") + cookie.slice(index + 1);
      expect(decodeCookie(forged, ["key"])).toBeUndefined();
    }
    expect(decodeCookie(cookie.slice(0, -1), ["key"])).toBeUndefined();
    expect(decodeCookie(cookie.toUpperCase(), ["key"])).toBeUndefined();
  });

  test("is verified by each key, and by bytes as by text [security 33]", () => {
    const cookie = encodeCookie("7", "old");
    expect(decodeCookie(cookie, ["new", Buffer.from("old")])).toBe("7");
    expect(decodeCookie(cookie, ["new"])).toBeUndefined();
    expect(decodeCookie(cookie, [])).toBeUndefined();
  });

  test("does not take keys beyond Latin-1 for one another", () => {
    expect(decodeCookie(encodeCookie("7", "ā"), ["\u0001"])).toBeUndefined();
  });
});
