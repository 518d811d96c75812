import { assert, property, string } from "fast-check";
import { describe, expect, test } from "vitest";

import { BadHost, BadRequest, buildRequest, hostIsTrusted, Request, SecurityError } from "../../src/index.ts";

function requestFor(target: string, headers: string[] = ["Host", "tea.test"]): Request {
  return new Request({ method: "GET", scheme: "http", target, rawHeaders: headers });
}

describe("the path", () => {
  test("[security 7] is decoded exactly once", () => {
    expect(requestFor("/a%2Fb").path).toBe("/a/b");
    expect(requestFor("/a%5Cb").path).toBe("/a\\b");
    expect(requestFor("/%2e%2e/x").path).toBe("/../x");
    expect(requestFor("/%252e%252e/x").path).toBe("/%2e%2e/x");
  });

  test("keeps a percent sign that encodes nothing", () => {
    expect(requestFor("/100%/%zz/%4").path).toBe("/100%/%zz/%4");
  });

  test("reads bytes as UTF-8, encoded or not", () => {
    expect(requestFor("/caf%C3%A9").path).toBe("/café");
    expect(requestFor("/caf\u00c3\u00a9").path).toBe("/café");
    expect(requestFor("/caf%E9").path).toBe("/caf\ufffd");
  });

  test("[security 6] starts with exactly one slash and is not normalised any further", () => {
    expect(requestFor("//admin/x").path).toBe("/admin/x");
    expect(requestFor("/%2Fadmin/x").path).toBe("/admin/x");
    expect(requestFor("/admin//x").path).toBe("/admin//x");
    expect(requestFor("/admin/./x;a=b").path).toBe("/admin/./x;a=b");
  });

  test("[security 9] of an absolute target is the path of that URL, and its host counts", () => {
    const request = requestFor("http://shop.test/cups?x=1");
    expect([request.path, request.queryString, request.host]).toEqual(["/cups", "x=1", "shop.test"]);
    expect(requestFor("http://shop.test").path).toBe("/");
    expect(requestFor("http://a@b.test/x").host).toBe("");
  });

  test.each(["*", "tea.test:443", "tea", "ftp://tea.test/x", ""])(
    "[security 9] %j is no target",
    (target) => {
      expect(() => requestFor(target).path).toThrow(BadRequest);
      expect(() => requestFor(target).assertWellFormed()).toThrow(BadRequest);
    },
  );

  test("of any target is text or a 400", () => {
    assert(
      property(string({ unit: "binary-ascii", maxLength: 60 }), (target) => {
        try {
          expect(requestFor(target).path).toMatch(/^\/(?!\/)/);
        } catch (error) {
          expect(error).toBeInstanceOf(BadRequest);
        }
      }),
    );
  });
});

describe("the host", () => {
  test("loses the port that its scheme implies", () => {
    expect(requestFor("/", ["Host", "tea.test:80"]).host).toBe("tea.test");
    expect(requestFor("/", ["Host", "tea.test:8080"]).host).toBe("tea.test:8080");
  });

  test.each(["evil.test:fake@good.test", "", "a b", "a\tb", "a/b", "[::1", "a:b", "a_\u0000b"])(
    "[security 1] %j is refused and never shown",
    (host) => {
      const request = requestFor("/", ["Host", host]);
      expect(request.host).toBe("");
      expect(() => request.assertWellFormed()).toThrow(BadHost);
    },
  );

  test("[security 67] must not be given twice", () => {
    const request = requestFor("/", ["Host", "a.test", "host", "b.test"]);
    expect(() => request.assertWellFormed()).toThrow(BadHost);
  });

  test("[security 13] must be a trusted one where there are such", () => {
    const request = requestFor("/", ["Host", "evil.test"]);
    request.trustedHosts = [".tea.test"];
    expect(() => request.host).toThrow(SecurityError);
    expect(() => request.url).toThrow(SecurityError);
    expect(() => request.assertWellFormed()).toThrow("Host 'evil.test' is not trusted.");
  });

  test("is trusted by name, or by the domain above it", () => {
    expect(hostIsTrusted("Shop.Tea.test:81", [".tea.test"])).toBe(true);
    expect(hostIsTrusted("tea.test", [".tea.test"])).toBe(true);
    expect(hostIsTrusted("shop.tea.test", ["tea.test"])).toBe(false);
    expect(hostIsTrusted("eviltea.test", [".tea.test"])).toBe(false);
  });
});

describe("the URLs", () => {
  test("are made of scheme, host, mount, path and query", () => {
    const request = buildRequest("/çay/a%26b?q=%C3%A9&n=a+b", { baseUrl: "https://tea.test:8443/shop" });
    expect(request.url).toBe("https://tea.test:8443/shop/çay/a&b?q=é&n=a+b");
    expect(request.baseUrl).toBe("https://tea.test:8443/shop/çay/a&b");
    expect(request.rootUrl).toBe("https://tea.test:8443/shop/");
    expect(request.hostUrl).toBe("https://tea.test:8443/");
    expect(request.fullPath).toBe("/çay/a&b?q=%C3%A9&n=a+b");
    expect(request.scriptRoot).toBe("/shop");
    expect(request.isSecure).toBe(true);
  });

  test("[security 21] give a query whose names are only names", () => {
    const { args } = buildRequest("/?__proto__=1&constructor=2&a[__proto__]=3");
    expect([...args.keys()]).toEqual(["__proto__", "constructor", "a[__proto__]"]);
    expect(({} as Record<string, unknown>)["1"]).toBeUndefined();
  });
});
