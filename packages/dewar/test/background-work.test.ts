import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { afterResponse, Flask, g, request, session } from "../src/index.ts";

function newApp() {
  const app = new Flask(import.meta.url);
  const events: unknown[] = [];
  app.secretKey = "dev";
  return { app, events, finished: () => app.backgroundWork.finished() };
}

describe("work after the response", () => {
  it("starts when the response has been sent, in a copy of the context", async () => {
    const { app, events, finished } = newApp();
    app.get("/<name>", ({ name }) => {
      session.set("user", name);
      g["user"] = name;
      afterResponse(async () => {
        await setImmediate();
        events.push([request.path, session.get("user"), g["user"]]);
      });
      events.push("view");
      return "ok";
    });
    const response = await app.testClient().get("/ann");
    events.push(response.text);
    expect(app.backgroundWork.size).toBe(1);
    await finished();
    expect(events).toEqual(["view", "ok", ["/ann", "ann", undefined]]);
    expect(app.backgroundWork.size).toBe(0);
  });

  it("comes after the last piece of a stream, which may itself ask for some", async () => {
    const { app, events, finished } = newApp();
    app.get("/", () => {
      afterResponse(() => events.push("after"));
      return (async function* () {
        yield "a";
        await setImmediate();
        afterResponse(() => events.push("asked by the stream"));
        events.push("last piece");
        yield "b";
      })();
    });
    expect((await app.testClient().get("/")).text).toBe("ab");
    await finished();
    expect(events).toEqual(["last piece", "after", "asked by the stream"]);
  });

  it("may be asked for by a stream alone, and when the response has long been sent", async () => {
    const { app, events, finished } = newApp();
    let later: Promise<void> | undefined;
    app.get("/stream", () =>
      (function* () {
        afterResponse(() => events.push("stream"));
        yield "a";
      })(),
    );
    app.get("/late", () => {
      later = (async () => {
        for (let turn = 0; turn < 5; turn++) await setImmediate();
        afterResponse(() => events.push("late"));
      })();
      return "ok";
    });
    await app.testClient().get("/stream");
    await finished();
    await app.testClient().get("/late");
    await later;
    await finished();
    expect(events).toEqual(["stream", "late"]);
  });

  it("is done whatever the response is", async () => {
    const { app, events, finished } = newApp();
    app.logger = { ...console, error: () => undefined };
    app.get("/<int:fails>", ({ fails }) => {
      afterResponse(() => events.push(fails));
      if (fails) throw new Error("x");
      return "ok";
    });
    expect((await app.testClient().get("/1")).statusCode).toBe(500);
    app.testing = true;
    await expect(app.testClient().get("/2")).rejects.toThrow("x");
    await finished();
    expect(events).toEqual([1, 2]);
  });

  it("ends with the teardown hooks of its own context", async () => {
    const { app, events, finished } = newApp();
    app.teardownRequest((error) => void events.push(`teardown ${error?.message ?? ""}`));
    app.get("/", () => {
      afterResponse(() => events.push("work"));
      return "ok";
    });
    await app.testClient().get("/");
    await finished();
    expect(events).toEqual(["teardown ", "work", "teardown "]);
  });

  it("that fails is logged with its name, and harms nothing else", async () => {
    const { app, events, finished } = newApp();
    app.logger = { ...console, error: (...message: unknown[]) => void events.push(message.map(String)) };
    app.get("/", () => {
      afterResponse(async function sendMail() {
        await setImmediate();
        throw new Error("no server");
      });
      afterResponse(() => events.push("other"));
      return "ok";
    });
    await app.testClient().get("/");
    await finished();
    expect(events).toEqual(["other", ["Error: no server", 'The background work "sendMail" failed']]);
  });

  it("may ask for more work, which is waited for", async () => {
    const { app, events, finished } = newApp();
    app.get("/", () => {
      afterResponse(() => afterResponse(() => events.push("second")));
      return "ok";
    });
    await app.testClient().get("/");
    await finished();
    expect(events).toEqual(["second"]);
  });

  it("without a request starts when the context ends", async () => {
    const { app, events, finished } = newApp();
    app.appContext().run(() => {
      afterResponse(() => events.push("work"));
      events.push("inside");
    });
    await finished();
    expect(events).toEqual(["inside", "work"]);
    expect(() => afterResponse(() => undefined)).toThrow("`afterResponse` was used outside of a context");
  });

  it("starts over node:http after the client has its answer", async () => {
    const { app, events, finished } = newApp();
    let answered: (() => void) | undefined;
    const hasAnswer = new Promise<void>((resolve) => {
      answered = resolve;
    });
    app.get("/", () => {
      afterResponse(async () => {
        await hasAnswer;
        events.push("work");
      });
      return "ok";
    });
    const server = createServer(app.nodeHandler).listen(0, "127.0.0.1");
    await once(server, "listening");
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    events.push(await response.text());
    answered?.();
    await finished();
    server.close();
    expect(events).toEqual(["ok", "work"]);
  });

  it("can be handed to a platform that ends with the response", async () => {
    const { app, events } = newApp();
    app.get("/", () => {
      afterResponse(() => events.push("work"));
      return "ok";
    });
    const kept: Promise<void>[] = [];
    const platform = { waitUntil: (work: Promise<void>) => void kept.push(work) };
    const response = await app.fetch(new globalThis.Request("http://shop.test/"));
    platform.waitUntil(app.backgroundWork.finished());
    events.push(await response.text());
    await Promise.all(kept);
    expect(events).toEqual(["ok", "work"]);
  });
});
