import { describe, expect, test } from "vitest";

import { buildRequest } from "../../src/index.ts";

describe("the headers of a request", () => {
  test("are typed properties", () => {
    const request = buildRequest("/", {
      headers: {
        "Accept-Language": "de, en;q=0.5",
        "Cache-Control": "max-age=0",
        "If-None-Match": '"v1"',
        "If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT",
        Range: "bytes=0-4",
        Authorization: "Basic YW5uOnRlYQ==",
        "User-Agent": "Kettle/1.0",
        Referer: "http://tea.test/",
        "Sec-Fetch-Site": "same-origin",
        "Max-Forwards": "3",
      },
      contentType: "Text/HTML; Charset=latin1",
    });
    expect(request.acceptLanguages.best).toBe("de");
    expect(request.cacheControl.maxAge).toBe(0);
    expect(request.ifNoneMatch.contains("v1")).toBe(true);
    expect(request.ifModifiedSince).toEqual(new Date(Date.UTC(2000, 0, 1)));
    expect(request.range?.rangeForLength(10)).toEqual({ start: 0, stop: 5 });
    expect(request.authorization?.username).toBe("ann");
    expect(request.userAgent).toBe("Kettle/1.0");
    expect(request.referrer).toBe("http://tea.test/");
    expect([request.secFetchSite, request.secFetchMode]).toEqual(["same-origin", undefined]);
    expect([request.mimetype, request.mimetypeParams.get("charset")]).toEqual(["text/html", "latin1"]);
    expect(request.maxForwards).toBe(3);
  });

  test("that are lists may come in several lines", () => {
    const headers = [
      ["Accept", "text/html"],
      ["Accept", "application/json;q=0.5"],
      ["Cookie", "a=1"],
      ["Cookie", "b=2"],
    ] as const;
    const request = buildRequest("/", { headers });
    expect(request.acceptMimetypes.quality("application/json")).toBe(0.5);
    expect([...request.cookies]).toEqual([
      ["a", "1"],
      ["b", "2"],
    ]);
  });

  test("[security 22] may be called __proto__", () => {
    const request = buildRequest("/", { headers: [["__proto__", "x"]] });
    expect(request.headers.get("__proto__")).toBe("x");
  });

  test("claim a route of addresses", () => {
    expect(buildRequest("/").accessRoute).toEqual(["127.0.0.1"]);
    const headers = { "X-Forwarded-For": "10.0.0.1, 10.0.0.2" };
    expect(buildRequest("/", { headers }).accessRoute).toEqual(["10.0.0.1", "10.0.0.2"]);
  });

  test.each(["+5", "5a", "-1", "1_0"])("announce no length with %j", (length) => {
    expect(buildRequest("/", { headers: { "Content-Length": length } }).contentLength).toBe(0);
  });
});
