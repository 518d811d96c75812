import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import {
  currentApp,
  Flask,
  g,
  globalsOf,
  hasAppContext,
  hasRequestContext,
  request,
  session,
} from "../src/index.ts";

describe("outside of a context", () => {
  it.each([
    ["request", () => request.path, "`request` was used outside of a context", "app.testRequestContext"],
    ["session", () => session.get("x"), "`session` was used outside of a context", "app.testRequestContext"],
    ["g", () => g["x"], "`g` was used outside of a context", "app.appContext().run"],
    [
      "currentApp",
      () => currentApp.name,
      "`currentApp` was used outside of a context",
      "app.appContext().run",
    ],
  ])("%s names itself and the remedy", (_, use, problem, remedy) => {
    expect(use).toThrow(problem);
    expect(use).toThrow(remedy);
  });

  it("a context without a request says that it has none", () => {
    const app = new Flask(import.meta.url);
    app.appContext().run(() => expect(() => request.path).toThrow("in a context without a request"));
  });

  it("can be asked about", async () => {
    const app = new Flask(import.meta.url);
    expect([hasAppContext(), hasRequestContext()]).toEqual([false, false]);
    app.appContext().run(() => expect([hasAppContext(), hasRequestContext()]).toEqual([true, false]));
    await app.testRequestContext("/", () =>
      expect([hasAppContext(), hasRequestContext()]).toEqual([true, true]),
    );
  });
});

describe("an application context", () => {
  it("has values of its own", () => {
    const app = new Flask(import.meta.url);
    const values = globalsOf<{ user: string; db?: string }>();
    app.appContext().run(() => {
      values.user = "ann";
      expect(values.user).toBe("ann");
      expect("user" in values).toBe(true);
      expect(Object.keys(values)).toEqual(["user"]);
      delete (values as { user?: string }).user;
      expect("user" in values).toBe(false);
    });
  });

  it("nests, and the outer one comes back", () => {
    const one = new Flask(import.meta.url, { name: "one" });
    const two = new Flask(import.meta.url, { name: "two" });
    one.appContext().run(() => {
      g["x"] = 1;
      two.appContext().run(() => {
        expect(currentApp.name).toBe("two");
        expect(g["x"]).toBeUndefined();
      });
      expect(currentApp.name).toBe("one");
      expect(g["x"]).toBe(1);
    });
  });

  it("stands for the application itself", () => {
    const app = new Flask(import.meta.url);
    app.appContext().run(() => {
      expect(currentApp instanceof Flask).toBe(true);
      expect(currentApp.config).toBe(app.config);
    });
  });

  it("runs the teardown hooks at its end, with the error that ended it", async () => {
    const app = new Flask(import.meta.url);
    const seen: unknown[] = [];
    app.teardownAppContext((error) => void seen.push(error?.message));
    app.appContext().run(() => undefined);
    expect(() =>
      app.appContext().run(() => {
        throw new Error("stop");
      }),
    ).toThrow("stop");
    await app.appContext().run(async () => setImmediate());
    await expect(app.appContext().run(() => Promise.reject(new Error("later")))).rejects.toThrow("later");
    expect(seen).toEqual([undefined, "stop", undefined, "later"]);
  });

  it("can be held with `using`", () => {
    const app = new Flask(import.meta.url);
    let ended = 0;
    app.teardownAppContext(() => void ended++);
    {
      using _context = app.appContext().push();
      expect(currentApp.name).toBe(app.name);
      expect(ended).toBe(0);
    }
    expect(ended).toBe(1);
    expect(hasAppContext()).toBe(false);
  });
});

describe("a test request context", () => {
  it("has a request, matched and with its body read", async () => {
    const app = new Flask(import.meta.url);
    app.post("/post/<int:id>", { endpoint: "show" }, () => "");
    const id = await app.testRequestContext(
      "/post/7?page=3",
      { method: "POST", json: { a: 1 } },
      async () => {
        await setImmediate();
        expect(request.args.get("page")).toBe("3");
        expect(request.json).toEqual({ a: 1 });
        expect(request.endpoint).toBe("show");
        return request.viewArgs?.["id"];
      },
    );
    expect(id).toBe(7);
  });
});

describe("parallel requests", () => {
  it("[security 40] share no context, no g and no session", async () => {
    const app = new Flask(import.meta.url);
    app.secretKey = "dev";
    app.beforeRequest(async () => {
      g["id"] = request.args.get("id");
      await setImmediate();
    });
    app.get("/", async function view() {
      session.set("id", request.args.get("id"));
      for (let turn = 0; turn < 3; turn++) await setImmediate();
      return `${request.args.get("id")} ${String(g["id"])} ${String(session.get("id"))}`;
    });
    const ids = Array.from({ length: 1000 }, (_, index) => String(index));
    const answers = await Promise.all(ids.map((id) => app.testClient().get(`/?id=${id}`)));
    expect(answers.map((answer) => answer.text)).toEqual(ids.map((id) => `${id} ${id} ${id}`));
  });
});

describe("the test client", () => {
  it("meets the application's own limits", async () => {
    const app = new Flask(import.meta.url);
    app.config.set("MAX_CONTENT_LENGTH", 10);
    app.post("/", () => request.text);
    const client = app.testClient();
    expect((await client.post("/", { data: "0123456789" })).text).toBe("0123456789");
    expect((await client.post("/", { data: "01234567890" })).statusCode).toBe(413);
  });

  it("sends streams to routes that read them themselves", async () => {
    const app = new Flask(import.meta.url);
    app.post("/import", { stream: true }, async () => {
      let size = 0;
      for await (const chunk of request.stream) size += chunk.byteLength;
      return String(size);
    });
    const client = app.testClient();
    expect((await client.post("/import", { data: "x".repeat(100_000) })).text).toBe("100000");
  });

  it("keeps a session between requests, and lets the test look into it and change it", async () => {
    const app = new Flask(import.meta.url);
    app.secretKey = "dev";
    app.post("/login", () => {
      session.set("user", 7);
      return "in";
    });
    app.get("/", () => String(session.get("user")));
    const client = app.testClient();
    expect((await client.get("/")).text).toBe("undefined");
    await client.post("/login");
    expect((await client.get("/")).text).toBe("7");
    await client.sessionTransaction((data) => {
      expect(data.get("user")).toBe(7);
      data.set("user", 8);
    });
    expect((await client.get("/")).text).toBe("8");
    expect((await app.testClient().get("/")).text).toBe("undefined");
  });
});
