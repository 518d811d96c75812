import { describe, expect, expectTypeOf, test } from "vitest";
import { HeaderError, RequestCacheControl, ResponseCacheControl } from "@dewar/http";

describe("RequestCacheControl", () => {
  test("reads directives as properties", () => {
    const cache = RequestCacheControl.fromHeader(
      "max-age=0, max-stale, min-fresh=5, no-cache, only-if-cached",
    );
    expect([cache.maxAge, cache.maxStale, cache.minFresh]).toEqual([0, "*", 5]);
    expect([cache.noCache, cache.onlyIfCached, cache.noStore, cache.noTransform]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(RequestCacheControl.fromHeader("max-stale=60").maxStale).toBe(60);
    expect(RequestCacheControl.fromHeader(undefined).size).toBe(0);
  });

  test("knows no number where there is none", () => {
    expect(RequestCacheControl.fromHeader("max-age=soon").maxAge).toBeUndefined();
    expect(RequestCacheControl.fromHeader("max-age").maxAge).toBeUndefined();
  });

  test("writes directives as properties", () => {
    const cache = new RequestCacheControl();
    cache.maxStale = "*";
    cache.minFresh = 5;
    cache.noCache = true;
    cache.onlyIfCached = true;
    expect(cache.toHeader()).toBe("max-stale, min-fresh=5, no-cache, only-if-cached");
    cache.maxStale = 60;
    cache.onlyIfCached = false;
    expect(cache.toHeader()).toBe("max-stale=60, min-fresh=5, no-cache");
  });
});

describe("ResponseCacheControl", () => {
  test("reads and writes every directive", () => {
    const cache = new ResponseCacheControl();
    cache.public = true;
    cache.private = "Set-Cookie, X-User";
    cache.noCache = true;
    cache.noStore = true;
    cache.noTransform = true;
    cache.immutable = true;
    cache.mustRevalidate = true;
    cache.mustUnderstand = true;
    cache.proxyRevalidate = true;
    cache.maxAge = 60.9;
    cache.sMaxage = 70;
    cache.staleIfError = 80;
    cache.staleWhileRevalidate = 90;
    const header =
      'public, private="Set-Cookie, X-User", no-cache, no-store, no-transform, immutable, must-revalidate, ' +
      "must-understand, proxy-revalidate, max-age=60, s-maxage=70, stale-if-error=80, stale-while-revalidate=90";
    expect(cache.toHeader()).toBe(header);
    const read = ResponseCacheControl.fromHeader(header);
    expect([...read]).toEqual([...cache]);
    expect([read.public, read.private, read.noCache, read.immutable]).toEqual([
      true,
      "Set-Cookie, X-User",
      true,
      true,
    ]);
    expect([read.mustRevalidate, read.mustUnderstand, read.proxyRevalidate]).toEqual([true, true, true]);
    expect([read.maxAge, read.sMaxage, read.staleIfError, read.staleWhileRevalidate]).toEqual([
      60, 70, 80, 90,
    ]);
    expectTypeOf(read.noCache).toEqualTypeOf<string | true | undefined>();
  });

  test("removes what is set to false or undefined", () => {
    const cache = ResponseCacheControl.fromHeader("public, no-cache, max-age=5");
    cache.public = false;
    cache.noCache = undefined;
    cache.maxAge = undefined;
    expect(cache.toHeader()).toBe("");
  });

  test("keeps directives that have no property", () => {
    expect(ResponseCacheControl.fromHeader('community="UCI"').get("community")).toBe("UCI");
  });

  test("reports its changes", () => {
    const seen: string[] = [];
    const cache = ResponseCacheControl.fromHeader("public", () => seen.push(cache.toHeader()));
    cache.maxAge = 5;
    cache.public = false;
    cache.noStore = false;
    expect(seen).toEqual(["public, max-age=5", "max-age=5"]);
  });

  test("refuses a time that is no number", () => {
    expect(() => {
      new ResponseCacheControl().maxAge = Number.NaN;
    }).toThrow(HeaderError);
  });
});
