import { test as base, describe, expect } from "vitest";
import {
  afterResponse,
  currentApp,
  Flask,
  g,
  NotFound,
  request,
  session,
  type TestClient,
} from "../src/index.ts";

function createApp(overrides: Readonly<Record<string, unknown>> = {}): Flask {
  const app = new Flask(import.meta.url);
  app.config.fromMapping({ SECRET_KEY: "dev", GREETING: "Hello" });
  app.config.fromMapping(overrides);
  app.get("/", () => String(currentApp.config.get("GREETING")));
  return app;
}

// As the manual shows it.
const test = base.extend<{ app: Flask; client: TestClient }>({
  app: async ({ task }, use) => {
    const app = createApp({ TESTING: true, GREETING: `Hello, ${task.name}` });
    await use(app);
    await app.backgroundWork.finished();
  },
  client: async ({ app }, use) => use(app.testClient()),
});

describe("fixtures", () => {
  test("give each test an application and a client", async ({ app, client }) => {
    expect((await client.get("/")).text).toMatch(/^Hello, give each test/);
    expect(app.testing).toBe(true);
  });
});

describe("a session transaction", () => {
  test("gives what the work in it returns", async ({ app, client }) => {
    app.get("/user", () => String(session.get("user")));
    expect(await client.sessionTransaction(async (session) => session.set("user", 7).get("user"))).toBe(7);
    expect((await client.get("/user")).text).toBe("7");
  });
});

describe("the context of the last request", () => {
  test("is kept for the test to look at, until it is let go", async ({ app, client }) => {
    app.post("/cups/<int:size>", () => {
      session.set("user", 7);
      g["cups"] = 3;
      return "";
    });
    {
      using _kept = client.keepContext();
      expect(() => request.path).toThrow("outside of a context");
      await client.post("/cups/2?sort=size");
      expect([request.path, request.viewArgs]).toEqual(["/cups/2", { size: 2 }]);
      expect([session.get("user"), g["cups"]]).toEqual([7, 3]);
      await client.get("/");
      expect([request.path, "cups" in g]).toEqual(["/", false]);
    }
    expect(() => request.path).toThrow("outside of a context");
  });
});

describe("an HTTP error that is trapped", () => {
  test("reaches the test", async ({ app, client }) => {
    app.config.set("TRAP_HTTP_EXCEPTIONS", true);
    await expect(client.get("/nope")).rejects.toThrow(NotFound);
  });
});

describe("a client that is held with `await using`", () => {
  test("waits for background work at the end", async ({ app }) => {
    const done: string[] = [];
    app.get("/work", () => {
      afterResponse(() => void done.push("work"));
      return "ok";
    });
    {
      await using client = app.testClient();
      await client.get("/work");
      expect(done).toEqual([]);
    }
    expect(done).toEqual(["work"]);
  });
});
