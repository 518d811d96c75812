import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ETags, generateEtag, HeaderError, quoteEtag, unquoteEtag } from "@dewar/http";

describe("one entity tag", () => {
  test("is written with quotes, marked when weak", () => {
    expect([quoteEtag("v1"), quoteEtag("v1", true)]).toEqual(['"v1"', 'W/"v1"']);
    expect(() => quoteEtag('a"b')).toThrow(HeaderError);
  });

  test("is read with or without quotes", () => {
    expect(unquoteEtag(' w/"v1" ')).toEqual({ etag: "v1", weak: true });
    expect(unquoteEtag("v1")).toEqual({ etag: "v1", weak: false });
    expect(unquoteEtag('""')).toEqual({ etag: "", weak: false });
    expect(unquoteEtag('W/"')).toEqual({ etag: "", weak: true });
    expect(unquoteEtag(undefined)).toBeUndefined();
  });

  test("is the same for the same content", () => {
    const bytes = new TextEncoder().encode("Darjeeling");
    expect(generateEtag(bytes)).toBe(generateEtag(bytes.slice()));
    expect(generateEtag(bytes)).not.toBe(generateEtag(bytes.subarray(1)));
    expect(generateEtag(bytes)).toMatch(/^[A-Za-z0-9+/]{43}$/);
  });
});

describe("ETags", () => {
  const etags = ETags.fromHeader('"v1", W/"v2", bare');

  test("reads strong, weak and unquoted tags", () => {
    expect([...etags]).toEqual(["v1", "bare"]);
    expect([...etags.asSet(true)]).toEqual(["v1", "bare", "v2"]);
    expect(etags.toHeader()).toBe('"v1", "bare", W/"v2"');
    expect(etags.size).toBe(3);
  });

  test("compares strongly and weakly", () => {
    expect([etags.isStrong("v1"), etags.isWeak("v1")]).toEqual([true, false]);
    expect([etags.isStrong("v2"), etags.isWeak("v2")]).toEqual([false, true]);
    expect([etags.contains("v2"), etags.containsWeak("v2")]).toEqual([false, true]);
    expect([etags.containsRaw('W/"v1"'), etags.containsRaw('"v2"')]).toEqual([true, false]);
  });

  test("contains everything when it is a star, but a quoted star is a tag", () => {
    const any = ETags.fromHeader("*");
    expect([any.starTag, any.contains("x"), any.containsWeak("x"), any.size]).toEqual([true, true, true, 1]);
    expect(any.toHeader()).toBe("*");
    expect(ETags.fromHeader('"*"').contains("x")).toBe(false);
  });

  test("is empty without a header", () => {
    expect(ETags.fromHeader(undefined).size).toBe(0);
    expect(ETags.fromHeader("").toHeader()).toBe("");
  });

  test("reads tags with commas and quotes inside", () => {
    expect([...ETags.fromHeader('"a,b", "c"d"')]).toEqual(["a,b", 'c"d']);
  });

  test("reads what it writes", () => {
    const tag = fc.stringMatching(/^[!#-~]{1,10}$/);
    fc.assert(
      fc.property(fc.array(tag), fc.array(tag), (strong, weak) => {
        const written = new ETags(strong, weak);
        expect(ETags.fromHeader(written.toHeader()).toHeader()).toBe(written.toHeader());
      }),
    );
  });
});
