import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  abort,
  Blueprint,
  Flask,
  flash,
  g,
  globalsOf,
  int,
  makeResponse,
  MethodView,
  redirect,
  renderTemplate,
  renderTemplateString,
  request,
  sendFromDirectory,
  session,
  sessionOf,
  urlFor,
  type ViewDecorator,
} from "../src/index.ts";

// User code as the project means it to be written, run from end to end. `surface.test-d.ts` holds its types.

/** Makes the files of a small site. Returns what stands for its `import.meta.url`. */
function site(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "surface-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return pathToFileURL(writeFiles(folder, files)).href;
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return join(folder, "app.ts");
}

class QuotaExceeded extends Error {
  readonly left: number = 3;
}

describe("an application factory", () => {
  const auth = new Blueprint("auth", import.meta.url);
  auth.get("/login", function login() {
    return "log in";
  });
  const blog = new Blueprint("blog", import.meta.url);
  blog.get("/", function index() {
    return renderTemplateString("{{ g.user }} {{ 3|money }} {{ year }}");
  });
  blog.get("/quota", () => {
    throw new QuotaExceeded();
  });

  function createApp(overrides: Record<string, unknown> = {}): Flask {
    const app = new Flask(site({ "config.json": '{ "COLOUR": "green", "SIZE": 1 }' }));
    app.config.fromMapping({ SECRET_KEY: "dev" });
    app.config.fromFile("config.json", { silent: true });
    app.config.fromPrefixedEnv("DEWAR", { env: { DEWAR_SQL__ECHO: "true" } });
    app.config.fromMapping(overrides);
    app.registerBlueprint(auth, { urlPrefix: "/auth" });
    app.registerBlueprint(blog);
    app.addUrlRule("/", { endpoint: "index" });
    app.beforeRequest(async () => {
      g["user"] = await Promise.resolve("ann");
    });
    app.errorHandler(404, (error) => makeResponse(`nothing here: ${error.reason}`, 404));
    app.errorHandler(QuotaExceeded, (error) => makeResponse({ left: error.left }, 429));
    app.templateFilter("money", (value: number, currency = "EUR") => `${value} ${currency}`);
    app.contextProcessor(() => ({ year: 2026 }));
    return app;
  }

  it("is configured by files, the environment and its caller, the later winning", () => {
    const { config } = createApp({ SIZE: 2 });
    expect([config.get("COLOUR"), config.get("SIZE"), config.get("SQL")]).toEqual([
      "green",
      2,
      { ECHO: true },
    ]);
  });

  it("puts blueprints, hooks, filters, processors and handlers together", async () => {
    const client = createApp().testClient();
    expect((await client.get("/")).text).toBe("ann 3 EUR 2026");
    expect((await client.get("/auth/login")).text).toBe("log in");
    expect((await client.get("/nope")).text).toBe("nothing here: Not Found");
    const quota = await client.get("/quota");
    expect([quota.statusCode, quota.json]).toEqual([429, { left: 3 }]);
  });

  it("lets a rule without a view name what another answers", async () => {
    await createApp().testRequestContext("/", () => expect(urlFor("index")).toBe("/"));
  });
});

describe("routes", () => {
  const feeds = { rss: () => "an RSS feed", atom: () => "an Atom feed" };

  function shop(importUrl: string = site({ "page.txt": "a page" })) {
    const app = new Flask(importUrl);
    app.secretKey = "dev";
    const showPost = app.get("/post/<int:id>/<slug>", function showPost({ id, slug }) {
      const page = request.args.get("page", { type: int, default: 1 });
      return { id, slug, page };
    });
    app.get("/", function index() {
      return renderTemplateString("{{ session.userId }}");
    });
    app.route("/login", { methods: ["GET", "POST"] }, async function login() {
      if (request.method === "POST") {
        const username = await Promise.resolve(request.form.get("username"));
        if (username === "ann") {
          session.clear();
          session.set("userId", 7);
          return redirect(urlFor("index"));
        }
        flash("Wrong name or password.", "error");
      }
      return renderTemplateString("{{ get_flashed_messages()|join }}");
    });
    app.get("/feed/<any(rss,atom):format>", ({ format }) => feeds[format]());
    app.get("/files/<path:name>", ({ name }) => sendFromDirectory(".", name, { asAttachment: true }));
    app.post("/api/todos", () =>
      makeResponse({ id: 7, ...(request.json as object) }, 201, { Location: "/api/todos/7" }),
    );
    app.post("/import", { stream: true }, async () => {
      let bytes = 0;
      for await (const chunk of request.stream) bytes += chunk.length;
      return makeResponse("", 204, { "X-Bytes": String(bytes) });
    });
    return { app, showPost };
  }

  it("give views the values of the URL and of the query", async () => {
    const client = shop().app.testClient();
    expect((await client.get("/post/7/tea?page=2")).json).toEqual({ id: 7, slug: "tea", page: 2 });
    expect((await client.get("/post/7/tea?page=two")).json).toEqual({ id: 7, slug: "tea", page: 1 });
    expect((await client.get("/post/seven/tea")).statusCode).toBe(404);
    expect((await client.get("/feed/atom")).text).toBe("an Atom feed");
    expect((await client.get("/feed/xml")).statusCode).toBe(404);
  });

  it("build their URLs from a route, a rule or a name", async () => {
    const { app, showPost } = shop();
    await app.testRequestContext("/", () => {
      expect(urlFor(showPost, { id: 7, slug: "x" })).toBe("/post/7/x");
      expect(urlFor("/post/<int:id>/<slug>", { id: 7, slug: "x" })).toBe("/post/7/x");
      expect(urlFor("showPost", { id: 7, slug: "x", _external: true, page: 2 })).toBe(
        "http://localhost/post/7/x?page=2",
      );
    });
  });

  it("log in with a form, a flash and a session", async () => {
    const client = shop().app.testClient();
    expect((await client.post("/login", { form: { username: "eve" } })).text).toBe("Wrong name or password.");
    const response = await client.post("/login", { form: { username: "ann" } });
    expect([response.statusCode, response.location]).toEqual([303, "/"]);
    expect((await client.get("/")).text).toBe("7");
    expect((await client.get("/", { followRedirects: true })).text).toBe("7");
  });

  it("send files, make JSON, read streams", async () => {
    const client = shop().app.testClient();
    const file = await client.get("/files/page.txt");
    expect([file.text, file.headers.get("content-disposition")]).toEqual([
      "a page",
      "attachment; filename=page.txt",
    ]);
    const made = await client.post("/api/todos", { json: { task: "tea" } });
    expect([made.statusCode, made.location, made.json]).toEqual([
      201,
      "/api/todos/7",
      { id: 7, task: "tea" },
    ]);
    const imported = await client.post("/import", { data: "12345" });
    expect([imported.statusCode, imported.headers.get("x-bytes")]).toEqual([204, "5"]);
  });
});

describe("class views", () => {
  it("answer the methods that they have, inside their decorators", async () => {
    const todos = new Map([[7, { id: 7, task: "tea" }]]);
    const loginRequired: ViewDecorator = (view) => (values) =>
      request.headers.has("Authorization") ? view(values) : abort(401);
    class TodoView extends MethodView<{ id: number }> {
      static override readonly decorators = [loginRequired];
      override get({ id }: { id: number }) {
        return todos.get(id) ?? abort(404);
      }
      override async delete({ id }: { id: number }) {
        await Promise.resolve(todos.delete(id));
        return makeResponse("", 204);
      }
    }
    const app = new Flask(import.meta.url);
    app.addUrlRule("/todos/<int:id>", { view: TodoView.asView("todo") });
    const client = app.testClient();
    const headers = { Authorization: "Bearer x" };
    expect((await client.get("/todos/7")).statusCode).toBe(401);
    expect((await client.get("/todos/7", { headers })).json).toEqual({ id: 7, task: "tea" });
    expect((await client.delete("/todos/7", { headers })).statusCode).toBe(204);
    expect((await client.get("/todos/7", { headers })).statusCode).toBe(404);
    expect((await client.put("/todos/7", { headers })).statusCode).toBe(405);
  });
});

describe("typed globals", () => {
  it("are the same objects as `g` and `session`", async () => {
    const typedG = globalsOf<{ user: string | null }>();
    const typedSession = sessionOf<{ userId: number; cart: string[] }>();
    const app = new Flask(import.meta.url);
    app.secretKey = "dev";
    await app.testRequestContext("/", () => {
      typedG.user = "ann";
      typedSession.set("cart", ["tea"]);
      expect([g["user"], session.get("cart")]).toEqual(["ann", ["tea"]]);
    });
  });
});

describe("tests", () => {
  it("look into requests, sessions and uploads", async () => {
    const app = new Flask(import.meta.url);
    app.secretKey = "dev";
    app.get("/", () => `Hello, ${String(session.get("userId"))}`);
    app.post("/upload", () => {
      const avatar = request.files.get("avatar");
      return { name: avatar?.filename, type: avatar?.contentType };
    });
    const client = app.testClient();
    await client.sessionTransaction((opened) => {
      opened.set("userId", 1);
    });
    expect((await client.get("/")).text).toBe("Hello, 1");
    await app.testRequestContext("/?page=3", async () => {
      expect(request.args.get("page")).toBe("3");
    });
    const bytes = new Uint8Array([1, 2, 3]);
    const uploaded = await client.post("/upload", { files: { avatar: ["me.png", bytes, "image/png"] } });
    expect(uploaded.json).toEqual({ name: "me.png", type: "image/png" });
  });
});

describe("serving", () => {
  function hello() {
    const app = new Flask(import.meta.url);
    app.get("/<name>", ({ name }) => `Hello, ${name}!`);
    return app;
  }

  it("works with whatever speaks fetch", async () => {
    const response = await hello().fetch(new globalThis.Request("http://localhost/Ann"));
    expect(await response.text()).toBe("Hello, Ann!");
  });

  it("works with whatever speaks Node", async () => {
    const server = createServer(hello().nodeHandler);
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    expect(await (await fetch(`http://127.0.0.1:${port}/Ann`)).text()).toBe("Hello, Ann!");
  });
});

describe("what a user meets who errs", () => {
  it("is told of a view that returns nothing", async () => {
    const app = new Flask(import.meta.url);
    app.testing = true;
    // @ts-expect-error: the compiler tells as well.
    app.get("/post/<int:id>", function showPost() {});
    await expect(app.testClient().get("/post/7")).rejects.toThrow(
      'The view "showPost" (GET /post/<int:id>) returned undefined. Return a string, bytes, an object or array for ' +
        'JSON, a Response, a stream or an iterable. A missing "return" is the usual cause.',
    );
  });

  it("is told of `request` outside a request", () => {
    expect(() => request.path).toThrow(/`request` was used outside of a context.*testRequestContext/s);
  });

  it("is told of a route that comes too late, and where", async () => {
    const app = new Flask(import.meta.url);
    await app.testClient().get("/");
    expect(() => app.get("/late", () => "")).toThrow(/"\/late".*surface\.test\.ts:\d+.*first request/s);
  });

  it("is shown the place of an error in a template, and how it came there", async () => {
    const importUrl = site({
      "page.html": "<h1>{% include 'part.html' %}</h1>",
      "part.html": "<p>\n  {{ post.title.size }}\n</p>",
    });
    const app = new Flask(importUrl, { templateFolder: "." });
    app.testing = true;
    app.get("/", () => renderTemplate("page.html", { post: {} }));
    const error: unknown = await app
      .testClient()
      .get("/")
      .catch((thrown: unknown) => thrown);
    const stack = (error as Error).stack ?? "";
    expect(stack).toContain("UndefinedError: 'dict object' has no attribute 'title'");
    expect(stack).toMatch(/part\.html:2:6\n {2}1 \| <p>\n> 2 \| {3}\{\{ post\.title\.size \}\}\n +\| +\^\n/);
    expect(stack).toMatch(/page\.html:1:\d+/);
  });

  it("is shown which template is missing", async () => {
    const app = new Flask(import.meta.url);
    app.testing = true;
    app.get("/", () => renderTemplate("no.html"));
    await expect(app.testClient().get("/")).rejects.toThrow("no.html");
  });
});
