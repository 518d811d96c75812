import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import {
  copyCurrentContext,
  eventStream,
  Flask,
  g,
  request,
  Response,
  streamTemplateString,
  streamWithContext,
} from "../src/index.ts";

describe("streaming", () => {
  it("keeps the context of a generator that a view returns", async () => {
    const app = new Flask(import.meta.url);
    app.get("/<name>", ({ name }) => {
      g["name"] = name;
      return (async function* () {
        yield request.path;
        await setImmediate();
        yield ` ${String(g["name"])}`;
      })();
    });
    const client = app.testClient();
    const answers = await Promise.all(["/a", "/b", "/c"].map((path) => client.get(path)));
    expect(answers.map(({ text }) => text)).toEqual(["/a a", "/b b", "/c c"]);
  });

  it("keeps it for the body of a Response when asked to", async () => {
    const app = new Flask(import.meta.url);
    app.get("/", () => {
      const body = streamWithContext(
        (function* () {
          yield request.path;
        })(),
      );
      return new Response(body, { status: 202 });
    });
    const response = await app.testClient().get("/");
    expect([response.statusCode, response.text]).toEqual([202, "/"]);
  });

  it("sends a template in pieces", async () => {
    const app = new Flask(import.meta.url);
    app.get("/", () =>
      streamTemplateString("{% for x in xs %}{{ request.path }}{{ x }} {% endfor %}", { xs: ["<", 2] }),
    );
    expect((await app.testClient().get("/")).text).toBe("/&lt; /2 ");
  });

  it("ends the source when the reader leaves", async () => {
    const app = new Flask(import.meta.url);
    let ended = false;
    await app.testRequestContext("/", async () => {
      const source = streamWithContext(
        (function* () {
          try {
            yield 1;
            yield 2;
          } finally {
            ended = true;
          }
        })(),
      );
      for await (const _ of source) break;
    });
    expect(ended).toBe(true);
  });
});

describe("server-sent events", () => {
  it("are written field by field", async () => {
    const app = new Flask(import.meta.url);
    app.get("/", () =>
      eventStream([{ event: "tick", id: "7", retry: 1000, data: "one\r\ntwo\rthree" }, "plain"]),
    );
    const response = await app.testClient().get("/");
    expect(response.mimetype).toBe("text/event-stream");
    expect(response.text).toBe(
      "event: tick\nid: 7\nretry: 1000\ndata: one\ndata: two\ndata: three\n\ndata: plain\n\n",
    );
  });

  it.each(["event", "id"])("refuse a line break in %s [security 41]", async (field) => {
    const app = new Flask(import.meta.url);
    app.get("/", () => eventStream([{ data: "x", [field]: "a\ndata: forged" }]));
    await expect(app.testClient().get("/")).rejects.toThrow(
      `The ${field} of a server-sent event has a line break`,
    );
  });
});

describe("copyCurrentContext", () => {
  it("lets work go on after the response, with the request and a `g` of its own", async () => {
    const app = new Flask(import.meta.url);
    let ended = 0;
    app.teardownAppContext(() => void ended++);
    let later = (): string => "";
    app.get("/tea", () => {
      g["x"] = 1;
      later = copyCurrentContext(() => `${request.path} ${String(g["x"])}`);
      return "ok";
    });
    await app.testClient().get("/tea");
    expect(ended).toBe(1);
    expect(later()).toBe("/tea undefined");
    expect(ended).toBe(2);
  });
});
