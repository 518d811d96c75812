import { describe, expect, it } from "vitest";
import { Flask, html, jsonify, makeResponse, NotFound, Response, type ViewResult } from "../src/index.ts";

function clientOf(view: () => ViewResult | Promise<ViewResult>) {
  const app = new Flask(import.meta.url);
  app.get("/", { endpoint: "view" }, view);
  return app.testClient();
}

describe("what a view returns becomes the response", () => {
  it("a string is HTML", async () => {
    const response = await clientOf(() => "<p>Hi</p>").get("/");
    expect(response.text).toBe("<p>Hi</p>");
    expect(response.contentType).toBe("text/html; charset=utf-8");
    expect(response.headers.get("Content-Length")).toBe("9");
  });

  it("Markup is HTML too", async () => {
    const response = await clientOf(() => html`<b>${"<i>"}</b>`).get("/");
    expect([response.mimetype, response.text]).toEqual(["text/html", "<b>&lt;i&gt;</b>"]);
  });

  it("bytes are sent as they are", async () => {
    const response = await clientOf(() => new Uint8Array([0, 255])).get("/");
    expect([...response.data]).toEqual([0, 255]);
  });

  it.each([
    ["an object", { b: 1, a: [true, null] }, '{"a":[true,null],"b":1}'],
    ["an array", [1, "two"], '[1,"two"]'],
    ["a Map", new Map([["a", 1]]), '{"a":1}'],
  ])("%s is JSON", async (_, value, text) => {
    const response = await clientOf(() => value).get("/");
    expect(response.mimetype).toBe("application/json");
    expect(response.text.trim()).toBe(text);
  });

  it("a Response is sent as it is", async () => {
    const response = await clientOf(() => new Response("tea", { status: 418 })).get("/");
    expect(response.status).toBe("418 I'm a teapot");
    expect(response.text).toBe("tea");
  });

  it("a web Response keeps status, headers and body", async () => {
    const web = new globalThis.Response("moved", {
      status: 201,
      headers: [
        ["X-A", "1"],
        ["Set-Cookie", "a=1"],
        ["Set-Cookie", "b=2"],
      ],
    });
    const response = await clientOf(() => web).get("/");
    expect(response.statusCode).toBe(201);
    expect(response.headers.get("X-A")).toBe("1");
    expect(response.headers.getAll("Set-Cookie")).toEqual(["a=1", "b=2"]);
    expect(response.text).toBe("moved");
  });

  it("a generator is streamed", async () => {
    function* parts() {
      yield "one,";
      yield "two";
    }
    const response = await clientOf(() => parts()).get("/");
    expect(response.text).toBe("one,two");
    expect(response.headers.get("Content-Length")).toBeUndefined();
  });

  it("an asynchronous generator is streamed", async () => {
    async function* parts() {
      yield "one,";
      yield new TextEncoder().encode("two");
    }
    expect((await clientOf(() => parts()).get("/")).text).toBe("one,two");
  });

  it("an HTTP error may be returned as well as thrown", async () => {
    expect((await clientOf(() => new NotFound("gone")).get("/")).statusCode).toBe(404);
  });

  it("a promise of any of them is awaited", async () => {
    expect((await clientOf(async () => "later").get("/")).text).toBe("later");
  });
});

describe("what cannot become a response is refused", () => {
  it("names the view and the missing return", async () => {
    const app = new Flask(import.meta.url);
    app.testing = true;
    const broken = (() => undefined) as unknown as () => string;
    app.get("/post/<int:id>", { endpoint: "showPost" }, broken);
    await expect(app.testClient().get("/post/1")).rejects.toThrow(
      'The view "showPost" (GET /post/<int:id>) returned undefined. Return a string, bytes, an object or array for ' +
        'JSON, a Response, a stream or an iterable. A missing "return" is the usual cause.',
    );
  });

  it.each([
    ["null", null, "returned null"],
    ["a number", 42, "returned the number 42"],
    ["a function", () => "x", "returned a function"],
    [
      "an object of a class that cannot be JSON",
      new (class Account {
        owner = "ann";
      })(),
      "returned an instance of Account",
    ],
  ])("%s", async (_, value, message) => {
    const app = new Flask(import.meta.url);
    app.testing = true;
    app.get("/", { endpoint: "view" }, () => value as unknown as string);
    await expect(app.testClient().get("/")).rejects.toThrow(message);
  });

  it("a client of an application in production sees 500 and no detail", async () => {
    const app = new Flask(import.meta.url);
    const logged: unknown[] = [];
    app.logger = { ...console, error: (...message: unknown[]) => void logged.push(...message) };
    app.get("/", { endpoint: "view" }, (() => undefined) as unknown as () => string);
    const response = await app.testClient().get("/");
    expect(response.statusCode).toBe(500);
    expect(response.text).not.toContain("undefined");
    expect(String(logged[0])).toContain("returned undefined");
  });
});

describe("makeResponse and jsonify", () => {
  it("give a status and headers to anything a view may return", async () => {
    const response = await clientOf(() => makeResponse({ id: 7 }, 201, { Location: "/todos/7" })).get("/");
    expect(response.statusCode).toBe(201);
    expect(response.location).toBe("/todos/7");
    expect(response.json).toEqual({ id: 7 });
  });

  it("write JSON of values that are neither object nor array", async () => {
    expect((await clientOf(() => jsonify("text")).get("/")).json).toBe("text");
  });
});
