import { expect, test, vi } from "vitest";

import { BodyLimits, makeConditional, type Request, Response, timeLimit } from "../../src/index.ts";
import { describeMatrix } from "../matrix.ts";

// What travels, in both directions, must not depend on how it travels.

describeMatrix("methods", (connect) => {
  test("reach the handler as they were sent", async () => {
    const client = await connect(({ method, text }) => new Response(`${method} ${text}`));
    for (const method of ["GET", "OPTIONS", "DELETE", "PROPFIND"]) {
      expect((await client.open("/", { method })).text).toBe(`${method} `);
    }
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      expect((await client.open("/", { method, data: "tea" })).text).toBe(`${method} tea`);
    }
  });
});

describeMatrix("paths and queries", (connect) => {
  test.each([
    ["/", "/", ""],
    ["/caf%C3%A9%20au%20lait", "/café au lait", ""],
    ["/ü?ö=ä", "/ü", "ö=ä"],
    ["/a%2Fb", "/a/b", ""],
    ["/100%25?q=%25", "/100%", "q=%"],
    ["/tea?", "/tea", ""],
    ["/tea?a=1&a=2&b=", "/tea", "a=1,a=2,b="],
    ["/a+b?c+d=e+f", "/a+b", "c d=e f"],
  ])("%s", async (target, path, args) => {
    const client = await connect((request) => new Response(JSON.stringify([request.path, pairs(request)])));
    expect(JSON.parse((await client.get(target)).text)).toEqual([path, args]);
  });
});

describeMatrix("headers", (connect) => {
  test("arrive with their values, however they are written", async () => {
    const client = await connect(({ headers }) => {
      const seen = ["X-Tea", "x-leaves", "X-Empty", "X-None"].map((name) => headers.get(name) ?? null);
      return new Response(JSON.stringify(seen));
    });
    const headers = { "x-tea": "green tea", "X-LEAVES": "a, b", "X-Empty": "" };
    expect(JSON.parse((await client.get("/", { headers })).text)).toEqual(["green tea", "a, b", "", null]);
  });

  test("are sent as the handler has set them", async () => {
    const client = await connect(() => {
      const response = new Response("tea", { status: 201, headers: { "X-Tea": "green", "X-Empty": "" } });
      response.headers.add("X-Leaf", "a");
      response.headers.add("X-Leaf", "b");
      response.vary.add("Accept-Language");
      response.location = "/cups/é";
      return response;
    });
    const { statusCode, headers } = await client.get("/");
    expect([statusCode, headers.get("X-Tea"), headers.get("X-Empty"), headers.get("Vary")]).toEqual([
      201,
      "green",
      "",
      "Accept-Language",
    ]);
    expect(headers.getAll("X-Leaf").join(", ")).toBe("a, b");
    expect(headers.get("Location")).toBe("/cups/%C3%A9");
    expect(headers.get("Content-Length")).toBe("3");
  });

  test("[security 22] may be called as members of objects are", async () => {
    const client = await connect(({ headers }) => {
      const response = new Response([headers.get("__proto__"), headers.get("constructor")].join());
      response.headers.set("__proto__", "c");
      return response;
    });
    const response = await client.get("/", {
      headers: [
        ["__proto__", "a"],
        ["constructor", "b"],
      ],
    });
    expect([response.text, response.headers.get("__proto__")]).toEqual(["a,b", "c"]);
  });

  test.each([204, 304])("of an answer without content do not promise any: %i", async (status) => {
    const client = await connect(() => new Response("tea", { status }));
    const response = await client.get("/");
    expect([response.statusCode, response.text]).toEqual([status, ""]);
    expect(response.headers.has("Content-Length")).toBe(false);
  });

  test("decide, with those of the request, whether anything has changed", async () => {
    const client = await connect((request) => {
      const response = new Response("0123456789");
      response.setEtag("v1");
      response.lastModified = new Date("2026-01-01T00:00:00Z");
      return makeConditional(response, request, { acceptRanges: true, completeLength: 10 });
    });
    const status = async (headers: Record<string, string>) => (await client.get("/", { headers })).statusCode;
    expect(await status({ "If-Modified-Since": "Thu, 01 Jan 2026 00:00:00 GMT" })).toBe(304);
    expect(await status({ "If-Modified-Since": "Wed, 31 Dec 2025 00:00:00 GMT" })).toBe(200);
    expect(await status({ "If-Match": '"v0"' })).toBe(412);
    expect(await status({ "If-Range": '"v1"', Range: "bytes=0-1" })).toBe(206);
    expect(await status({ "If-Range": '"v0"', Range: "bytes=0-1" })).toBe(200);
  });
});

describeMatrix("bodies that stream", (connect) => {
  async function* cups(count: number): AsyncGenerator<Uint8Array> {
    for (let cup = 0; cup < count; cup++) yield Buffer.from(`${cup};`.padStart(1000, "."));
  }

  test("are read without a length", async () => {
    const client = await connect((request) => new Response(`${request.data.byteLength}`));
    expect((await client.post("/", { data: cups(300) })).text).toBe("300000");
  });

  test("are read piece by piece, and answered so", async () => {
    const echo = (request: Request): Response => new Response(request.stream);
    const client = await connect(echo, { loadBody: false });
    const { text } = await client.post("/", { data: cups(300) });
    expect([text.length, text.slice(-4)]).toEqual([300_000, "299;"]);
  });

  test("may be left unread", async () => {
    const client = await connect(() => new Response("no, thanks"), { loadBody: false });
    expect((await client.post("/", { data: "x".repeat(100_000) })).text).toBe("no, thanks");
  });

  test("that are asked for before they are read are an error", async () => {
    const client = await connect(
      (request) => {
        expect(() => request.data).toThrow("has not been read");
        return new Response("told");
      },
      { loadBody: false },
    );
    expect((await client.post("/", { data: "tea" })).text).toBe("told");
  });
});

describeMatrix("limits", (connect) => {
  test("[security 14] hold for bodies before the handler is called", async () => {
    const handler = vi.fn((request: Request) => new Response(request.text));
    const client = await connect(handler, { bodyLimits: new BodyLimits({ maxContentLength: 10 }) });
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (let piece = 0; piece < 10; piece++) yield Buffer.from("four");
    }
    expect((await client.post("/", { data: "x".repeat(11) })).statusCode).toBe(413);
    expect((await client.post("/", { data: endless() })).statusCode).toBe(413);
    expect(handler).not.toHaveBeenCalled();
    expect((await client.post("/", { data: "x".repeat(10) })).text).toBe("x".repeat(10));
  });

  test("[security 15] hold for the parts of a form", async () => {
    const limits = new BodyLimits({ maxFormParts: 2, maxFormMemorySize: 1000 });
    const client = await connect((request) => new Response(`${request.form.size}`), { bodyLimits: limits });
    const files = { a: ["a.txt", "a"] } as const;
    expect((await client.post("/", { form: { b: "1" }, files })).text).toBe("1");
    expect((await client.post("/", { form: { b: "1", c: "2" }, files })).statusCode).toBe(413);
    expect((await client.post("/", { form: { b: "1".repeat(1001) }, files })).statusCode).toBe(413);
  });

  test("[security 68] hold for handlers that take too long", async () => {
    const client = await connect(timeLimit(() => new Promise(() => undefined), 5));
    expect((await client.get("/")).statusCode).toBe(503);
  });
});

function pairs(request: Request): string {
  return [...request.args.items({ multi: true })].map(([name, value]) => `${name}=${value}`).join();
}
