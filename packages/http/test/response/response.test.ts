import { Readable } from "node:stream";

import { describe, expect, test, vi } from "vitest";

import { ContentSecurityPolicy, HeaderError, Response, WWWAuthenticate } from "../../src/index.ts";

describe("a response", () => {
  test("has a status, a type and a body", () => {
    const response = new Response("tea", { status: 201 });
    expect([response.status, response.statusCode, response.reason]).toEqual(["201 Created", 201, "Created"]);
    expect([response.contentType, response.mimetype]).toEqual(["text/plain; charset=utf-8", "text/plain"]);
    expect(response.text).toBe("tea");
    expect([...response.data]).toEqual([116, 101, 97]);
  });

  test("takes the default type from its class", () => {
    class Page extends Response {
      static override readonly defaultMimetype: string = "text/html";
    }
    expect(new Page().contentType).toBe("text/html; charset=utf-8");
    expect(new Page("", { headers: { "content-type": "a/b" } }).contentType).toBe("a/b");
    expect(new Page("", { mimetype: "image/svg+xml" }).contentType).toBe("image/svg+xml; charset=utf-8");
    expect(new Page("", { contentType: "text/css", mimetype: "a/b" }).contentType).toBe("text/css");
  });

  test("takes its status as a number or a line", () => {
    const response = new Response();
    response.status = "418 Short and stout";
    expect([response.statusCode, response.reason]).toEqual([418, "Short and stout"]);
    response.status = "404";
    expect(response.status).toBe("404 Not Found");
    response.statusCode = 500;
    expect(response.status).toBe("500 Internal Server Error");
    expect(() => (response.status = "")).toThrow(TypeError);
  });

  test("[security 41] takes no line break into status, header or cookie", () => {
    const response = new Response();
    expect(() => (response.status = "200 OK\r\nX: y")).toThrow(TypeError);
    expect(() => new Response("", { headers: { Location: "/\r\nX: y" } })).toThrow(HeaderError);
    expect(() => (response.location = "/\nX: y")).toThrow(HeaderError);
    expect(() => response.setCookie("a\r\n", "b")).toThrow(HeaderError);
  });

  test("reads JSON by its type", () => {
    expect(new Response("[1]", { mimetype: "application/json" }).json).toEqual([1]);
    expect(new Response("[1]").json).toBeUndefined();
    expect(new Response("[1]").getJson({ force: true })).toEqual([1]);
    expect(new Response("[", { mimetype: "application/json" }).getJson({ silent: true })).toBeUndefined();
    expect(() => new Response("[", { mimetype: "application/json" }).json).toThrow(SyntaxError);
  });

  test("[security 42] keeps its cookies apart", () => {
    const response = new Response();
    response.setCookie("a", "1", { secure: true });
    response.deleteCookie("b", { path: "/x" });
    expect(response.headers.getAll("Set-Cookie")).toEqual([
      "a=1; Secure; Path=/",
      "b=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/x",
    ]);
  });

  test("corrects its length when it gets another body", () => {
    const response = new Response("long text", { headers: { "Content-Length": 9 } });
    response.data = "é";
    expect(response.contentLength).toBe(2);
    response.body = Readable.from(["x"]);
    expect(response.contentLength).toBeUndefined();
  });

  test("gets an ETag from its content", () => {
    const response = new Response("tea");
    response.addEtag();
    const first = response.getEtag();
    expect(first?.weak).toBe(false);
    response.addEtag({ weak: true });
    expect(response.getEtag()).toEqual(first);
    response.addEtag({ overwrite: true, weak: true });
    expect(response.getEtag()).toEqual({ etag: first?.etag, weak: true });
  });
});

describe("a streamed body", () => {
  async function* letters(): AsyncGenerator<string> {
    yield "a";
    yield "é";
  }

  test.each([
    ["an async iterable", () => letters()],
    ["an iterable", () => ["a", "é"]],
    ["a Node stream", () => Readable.from(["a", Buffer.from("é")])],
    ["a web stream", () => new Blob(["aé"]).stream()],
  ])("may be %s", async (_, make) => {
    const response = new Response(make());
    expect(response.isStreamed).toBe(true);
    expect(response.calculateContentLength()).toBeUndefined();
    expect(() => response.text).toThrow("makeSequence");
    await response.makeSequence();
    expect(response.text).toBe("aé");
    expect(response.isStreamed).toBe(false);
  });

  test("is frozen with its length and an ETag", async () => {
    const response = new Response(letters());
    await response.freeze();
    expect(response.contentLength).toBe(3);
    expect(response.headers.has("ETag")).toBe(true);
  });

  test("must yield text or bytes", async () => {
    const numbers = [1, 2] as unknown as string[];
    await expect(new Response(numbers).makeSequence()).rejects.toThrow(TypeError);
  });
});

describe("close", () => {
  test("runs every callback once, also after one that fails", async () => {
    const callback = vi.fn();
    const response = new Response();
    response.callOnClose(() => {
      throw new Error("spilled");
    });
    response.callOnClose(callback);
    await expect(response.close()).rejects.toThrow(AggregateError);
    expect(callback).toHaveBeenCalledOnce();
    expect(response.close()).toBeUndefined();
  });

  test("calls a late callback at once", () => {
    const callback = vi.fn();
    const response = new Response();
    void response.close();
    response.callOnClose(callback);
    expect(callback).toHaveBeenCalledOnce();
  });
});

describe("the headers of a response", () => {
  test("are typed properties, and undefined removes them", () => {
    const response = new Response();
    response.lastModified = new Date(Date.UTC(2000, 0, 1, 0, 0, 0, 500));
    response.age = 60;
    response.crossOriginOpenerPolicy = "same-origin";
    response.accessControlAllowCredentials = true;
    expect(response.headers.get("Last-Modified")).toBe("Sat, 01 Jan 2000 00:00:00 GMT");
    expect([response.age, response.crossOriginOpenerPolicy]).toEqual([60, "same-origin"]);
    expect(response.accessControlAllowCredentials).toBe(true);
    response.lastModified = undefined;
    response.accessControlAllowCredentials = false;
    expect(response.headers.has("Last-Modified")).toBe(false);
    expect(response.headers.has("Access-Control-Allow-Credentials")).toBe(false);
  });

  test("that are structures write themselves back", () => {
    const response = new Response();
    response.cacheControl.maxAge = 60;
    response.cacheControl.public = true;
    response.vary.add("Cookie");
    response.vary.add("Origin");
    response.contentSecurityPolicy.set("default-src", "'self'");
    response.wwwAuthenticate = [new WWWAuthenticate("basic", { realm: "a" }), new WWWAuthenticate("bearer")];
    response.contentRange.set(0, 5, 10);
    expect(response.headers.get("Cache-Control")).toBe("max-age=60, public");
    expect(response.headers.get("Vary")).toBe("Cookie, Origin");
    expect(response.headers.get("Content-Security-Policy")).toBe("default-src 'self'");
    expect(response.headers.getAll("WWW-Authenticate")).toHaveLength(2);
    expect(response.headers.get("Content-Range")).toBe("bytes 0-4/10");
    response.cacheControl.clear();
    response.vary = undefined;
    response.contentSecurityPolicy = new ContentSecurityPolicy();
    response.contentRange.unset();
    for (const name of ["Cache-Control", "Vary", "Content-Security-Policy", "Content-Range"]) {
      expect(response.headers.has(name)).toBe(false);
    }
  });

  test("say when to try again", () => {
    const response = new Response();
    response.retryAfter = 120;
    expect(response.headers.get("Retry-After")).toBe("120");
    expect(response.retryAfter?.getTime()).toBeGreaterThan(Date.now());
    response.retryAfter = new Date(0);
    expect(response.retryAfter).toEqual(new Date(0));
  });
});

describe("what is sent", () => {
  test("has the length of a whole body", () => {
    expect(new Response("é").wireHeaders()).toEqual([
      "Content-Type",
      "text/plain; charset=utf-8",
      "Content-Length",
      "2",
    ]);
    expect(new Response(["é"]).wireHeaders()).toEqual(["Content-Type", "text/plain; charset=utf-8"]);
  });

  test("has what the status allows", () => {
    expect(new Response("", { status: 204 }).wireHeaders()).not.toContain("Content-Length");
    const headers = { "Content-Length": 3, ETag: '"v"', Expires: "0" };
    expect(new Response("tea", { status: 304, headers }).wireHeaders()).toEqual([
      "ETag",
      '"v"',
      "Expires",
      "0",
    ]);
  });

  test("[security 47] has a Location in ASCII whose scheme is left alone", () => {
    const sent = (location: string) => new Response("", { headers: { Location: location } }).wireHeaders()[1];
    expect(sent("/café?q=ü#é")).toBe("/caf%C3%A9?q=%C3%BC#%C3%A9");
    expect(sent("itms-services://?action=x&url=https://a.test/b")).toBe(
      "itms-services://?action=x&url=https://a.test/b",
    );
  });
});
