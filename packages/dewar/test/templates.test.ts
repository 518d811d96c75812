import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  Blueprint,
  Flask,
  g,
  getTemplateAttribute,
  renderTemplate,
  renderTemplateAsync,
  renderTemplateString,
  session,
} from "../src/index.ts";

const site = fileURLToPath(new URL("fixtures/site/app.ts", import.meta.url));
const blogModule = fileURLToPath(new URL("fixtures/blog/blog.ts", import.meta.url));

describe("renderTemplate", () => {
  it("finds templates in the folder beside the application and escapes what is put into HTML", async () => {
    const app = new Flask(site);
    app.get("/", () => renderTemplate("page.html", { title: "A & B", text: "<script>" }));
    const { text } = await app.testClient().get("/");
    expect(text).toContain("<title>A &amp; B</title>");
    expect(text).toContain("<p>&lt;script&gt;</p>");
  });

  it("does not escape in templates that are not HTML", () => {
    const app = new Flask(site);
    expect(app.appContext().run(() => renderTemplate("plain.txt", { text: "<b>" }))).toBe("<b>");
  });

  it("takes the first of several names that exists", () => {
    const app = new Flask(site);
    const rendered = app.appContext().run(() => renderTemplate(["none.html", "both.html"], { who: "x" }));
    expect(rendered).toBe("the application: x");
  });

  it("prefers the application's template to a blueprint's of the same name", () => {
    const app = new Flask(site);
    app.registerBlueprint(new Blueprint("blog", blogModule, { templateFolder: "templates" }));
    app.appContext().run(() => {
      expect(renderTemplate("both.html", { who: "x" })).toBe("the application: x");
      expect(renderTemplate("blog/post.html", { id: 1, year: 2 })).toBe("post 1 of 2");
    });
  });

  it("says which template does not exist", async () => {
    const app = new Flask(site);
    app.testing = true;
    app.get("/", () => renderTemplate("missing.html"));
    await expect(app.testClient().get("/")).rejects.toThrow("missing.html");
  });

  it("refuses a promise that was not awaited, instead of printing nothing", () => {
    const user = Promise.resolve({ name: "Ann" });
    new Flask(site).appContext().run(() => {
      expect(() => renderTemplateString("Hello, {{ user.name }}", { user })).toThrow(
        'The template is given a promise as "user". Await it first, or use renderTemplateAsync.',
      );
    });
  });

  it("answers 500 and stays alive when a template is broken or missing", async () => {
    const app = new Flask(site);
    app.logger = { ...console, error: () => undefined };
    app.get("/missing", () => renderTemplate("missing.html"));
    app.get("/broken", () => renderTemplateString("{% if %}"));
    app.get("/", () => "alive");
    const client = app.testClient();
    expect((await client.get("/missing")).statusCode).toBe(500);
    expect((await client.get("/broken")).statusCode).toBe(500);
    expect((await client.get("/")).text).toBe("alive");
  });
});

describe("what a template can see", () => {
  it("the request, the session, g and the configuration", async () => {
    const app = new Flask(site);
    app.secretKey = "dev";
    app.get("/<name>", () => {
      g["user"] = "ann";
      session.set("cart", ["tea"]);
      return renderTemplateString(
        "{{ request.path }} {{ request.args.q }} {{ request.method }} {{ g.user }} {{ session.cart[0] }} {{ config.TESTING }}",
      );
    });
    expect((await app.testClient().get("/x?q=1")).text).toBe("/x 1 GET ann tea False");
  });

  it("URLs, under both spellings, with keyword arguments", async () => {
    const app = new Flask(site);
    app.get("/post/<int:id>", { endpoint: "show" }, () =>
      renderTemplateString(
        '{{ url_for("show", id=7, page=2) }} {{ urlFor("static", filename="style.css") }}',
      ),
    );
    expect((await app.testClient().get("/post/1")).text).toBe("/post/7?page=2 /static/style.css");
  });

  it("URLs with flags in the query, spelled as Flask spells them", async () => {
    const app = new Flask(site);
    app.get("/", { endpoint: "index" }, () =>
      renderTemplateString('{{ url_for("index", all=true, _external=true) }}'),
    );
    expect((await app.testClient().get("/")).text).toBe("http://localhost/?all=True");
  });

  it("what context processors give, from the application inwards, and what the view gives above all", async () => {
    const app = new Flask(site);
    app.contextProcessor(() => ({ a: "app", b: "app", c: "app" }));
    const blog = new Blueprint("blog", blogModule, { templateFolder: "templates" });
    blog.contextProcessor(() => ({ b: "blog", c: "blog" }));
    blog.get("/", () => renderTemplateString("{{ a }} {{ b }} {{ c }}", { c: "view" }));
    app.registerBlueprint(blog);
    expect((await app.testClient().get("/")).text).toBe("app blog view");
  });

  it("the application's own filters, tests and globals", () => {
    const app = new Flask(site);
    app.templateFilter("shout", (text: string) => `${text.toUpperCase()}!`);
    app.templateTest("short", (text: string) => text.length < 4);
    app.templateGlobal("version", "1.0");
    const rendered = app
      .appContext()
      .run(() => renderTemplateString('{{ "tea"|shout }} {{ "tea" is short }} {{ version }}'));
    expect(rendered).toBe("TEA! True 1.0");
  });
});

describe("renderTemplateAsync", () => {
  it("waits for promises anywhere in the template", async () => {
    const app = new Flask(site);
    app.get("/", () => renderTemplateAsync("page.html", { title: Promise.resolve("later"), text: "x" }));
    expect((await app.testClient().get("/")).text).toContain("<title>later</title>");
  });
});

describe("static files", () => {
  it("are sent from the folder beside the application and from a blueprint's", async () => {
    const app = new Flask(site);
    app.registerBlueprint(new Blueprint("blog", blogModule, { staticFolder: "static", urlPrefix: "/blog" }));
    const client = app.testClient();
    const response = await client.get("/static/style.css");
    expect(response.text).toBe("body {\n  margin: 0;\n}\n");
    expect(response.contentType).toBe("text/css; charset=utf-8");
    expect((await client.get("/blog/static/blog.css")).text).toBe(".post {\n  color: red;\n}\n");
    expect((await client.get("/static/none.css")).statusCode).toBe(404);
  });

  it.each([
    "/static/../templates/page.html",
    "/static/%2e%2e/templates/page.html",
    "/static/..%2ftemplates/page.html",
  ])("[security 49] never leave their folder: %s", async (path) => {
    const response = await new Flask(site).testClient().get(path);
    expect(response.statusCode).toBe(404);
  });
});

describe("a developer's view of templates", () => {
  it("explains where it looked when asked to", () => {
    const app = new Flask(site);
    app.registerBlueprint(new Blueprint("blog", blogModule, { templateFolder: "templates" }));
    app.config.set("EXPLAIN_TEMPLATE_LOADING", true);
    const lines: unknown[] = [];
    app.logger = { ...console, info: (...message: unknown[]) => void lines.push(...message) };
    app.appContext().run(() => renderTemplate("blog/post.html", { id: 1 }));
    expect(lines).toEqual([
      'Looking for the template "blog/post.html":',
      expect.stringMatching(/application: .*site\/templates \(not there\)/),
      expect.stringMatching(/blueprint "blog": .*blog\/templates \(taken\)/),
    ]);
  });

  it("gives macros to code", () => {
    const app = new Flask(site);
    const hello = app.appContext().run(() => getTemplateAttribute("macros.html", "hello")) as (
      name: string,
    ) => unknown;
    expect(String(hello("<Ann>"))).toBe("Hello &lt;Ann&gt;");
  });

  it("sees changed templates at once when debugging", () => {
    const folder = mkdtempSync(join(tmpdir(), "dewar-templates-"));
    mkdirSync(join(folder, "templates"));
    const file = join(folder, "templates", "x.html");
    writeFileSync(file, "one");
    const app = new Flask(join(folder, "app.ts"));
    const render = () => app.appContext().run(() => renderTemplate("x.html"));
    expect(render()).toBe("one");
    writeFileSync(file, "two");
    utimesSync(file, new Date(1000), new Date(1000));
    expect(render()).toBe("one");
    app.debug = true;
    expect(render()).toBe("two");
    rmSync(folder, { recursive: true });
  });
});
