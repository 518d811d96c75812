import { describe, expect, it } from "vitest";
import { afterThisRequest, Blueprint, Flask, g, makeResponse, request } from "../src/index.ts";

describe("hooks around a view", () => {
  it("run from the application inwards before it, and outwards after it", async () => {
    const order: string[] = [];
    const note = (what: string) => () => void order.push(what);
    const inner = new Blueprint("inner", import.meta.url);
    inner
      .beforeRequest(note("before inner"))
      .afterRequest(note("after inner"))
      .teardownRequest(note("teardown inner"));
    inner.get("/", function view() {
      order.push("view");
      return "ok";
    });
    const outer = new Blueprint("outer", import.meta.url);
    outer
      .beforeRequest(note("before outer"))
      .afterRequest(note("after outer"))
      .teardownRequest(note("teardown outer"));
    outer.registerBlueprint(inner);
    const app = new Flask(import.meta.url);
    app.beforeRequest(note("before app 1")).beforeRequest(note("before app 2"));
    app.afterRequest(note("after app 1")).afterRequest(note("after app 2"));
    app.teardownRequest(note("teardown app"));
    app.teardownAppContext(note("teardown context"));
    app.registerBlueprint(outer);

    await app.testClient().get("/");

    expect(order).toEqual([
      "before app 1",
      "before app 2",
      "before outer",
      "before inner",
      "view",
      "after inner",
      "after outer",
      "after app 2",
      "after app 1",
      "teardown inner",
      "teardown outer",
      "teardown app",
      "teardown context",
    ]);
  });

  it("answer in place of the view when one before it returns something", async () => {
    const app = new Flask(import.meta.url);
    let called = false;
    app.beforeRequest(async () => "early");
    app.beforeRequest(() => {
      called = true;
    });
    app.get("/", () => "view");
    expect((await app.testClient().get("/")).text).toBe("early");
    expect(called).toBe(false);
  });

  it("run before a 404, a 405 and a redirect of the URL map", async () => {
    const app = new Flask(import.meta.url);
    const seen: (string | undefined)[] = [];
    app.beforeRequest(() => void seen.push(`${request.method} ${request.path} ${request.endpoint}`));
    app.get("/folder/", function folder() {
      return "folder";
    });
    const client = app.testClient();
    expect((await client.get("/nope")).statusCode).toBe(404);
    expect((await client.post("/folder/")).statusCode).toBe(405);
    expect((await client.get("/folder")).statusCode).toBe(308);
    expect(seen).toEqual(["GET /nope undefined", "POST /folder/ undefined", "GET /folder undefined"]);
  });

  it("may replace the response, at once or later", async () => {
    const app = new Flask(import.meta.url);
    app.afterRequest(async (response) => {
      response.headers.set("X-First", "1");
    });
    app.afterRequest(() => makeResponse("replaced", 202));
    app.get("/", () => "view");
    const response = await app.testClient().get("/");
    expect([response.text, response.statusCode, response.headers.get("X-First")]).toEqual([
      "replaced",
      202,
      "1",
    ]);
  });

  it("see the response of an error too", async () => {
    const app = new Flask(import.meta.url);
    app.afterRequest((response) => void response.headers.set("X-Seen", String(response.statusCode)));
    expect((await app.testClient().get("/nope")).headers.get("X-Seen")).toBe("404");
  });

  it("can be asked for by one request alone", async () => {
    const app = new Flask(import.meta.url);
    app.get("/once", () => {
      afterThisRequest((response) => void response.headers.set("X-Once", "yes"));
      return "ok";
    });
    app.get("/other", () => "ok");
    const client = app.testClient();
    expect((await client.get("/once")).headers.get("X-Once")).toBe("yes");
    expect((await client.get("/other")).headers.has("X-Once")).toBe(false);
  });
});

describe("teardown hooks", () => {
  it("run when the streamed body has been sent, with the context still there", async () => {
    const app = new Flask(import.meta.url);
    const order: string[] = [];
    app.teardownRequest(() => void order.push(`teardown ${String(g["name"])}`));
    app.get("/", () => {
      g["name"] = "ann";
      return (async function* () {
        order.push("first");
        yield "a";
        order.push("last");
        yield "b";
      })();
    });
    expect((await app.testClient().get("/")).text).toBe("ab");
    expect(order).toEqual(["first", "last", "teardown ann"]);
  });

  it("are told of the error that nothing handled", async () => {
    const app = new Flask(import.meta.url);
    app.logger = { ...console, error: () => undefined };
    const seen: (string | undefined)[] = [];
    app.teardownRequest((error) => void seen.push(error?.message));
    app.get("/", () => "ok");
    app.get("/fail", () => {
      throw new Error("broken");
    });
    const client = app.testClient();
    await client.get("/");
    expect((await client.get("/fail")).statusCode).toBe(500);
    expect(seen).toEqual([undefined, "broken"]);
  });

  it("run too when the error goes on to the test that caused it", async () => {
    const app = new Flask(import.meta.url);
    app.testing = true;
    const seen: (string | undefined)[] = [];
    app.teardownRequest((error) => void seen.push(error?.message));
    app.get("/now", () => {
      throw new Error("now");
    });
    app.get("/later", () => Promise.reject(new Error("later")));
    await expect(app.testClient().get("/now")).rejects.toThrow("now");
    await expect(app.testClient().get("/later")).rejects.toThrow("later");
    expect(seen).toEqual(["now", "later"]);
  });

  it("all run, even when one of them fails", async () => {
    const app = new Flask(import.meta.url);
    const logged: unknown[] = [];
    app.logger = { ...console, error: (...message: unknown[]) => void logged.push(message[0]) };
    const seen: string[] = [];
    app.teardownRequest(() => void seen.push("first registered"));
    app.teardownRequest(async () => {
      throw new Error("teardown failed");
    });
    app.get("/", () => "ok");
    expect((await app.testClient().get("/")).text).toBe("ok");
    expect(seen).toEqual(["first registered"]);
    expect(String(logged[0])).toBe("Error: teardown failed");
  });
});
