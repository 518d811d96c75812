import { describe, expect, it } from "vitest";
import { Blueprint, Flask, request, urlFor } from "../src/index.ts";

function blogBlueprint(options = {}) {
  const blog = new Blueprint("blog", import.meta.url, options);
  const show = blog.get("/<int:id>", function show({ id }) {
    return `${request.blueprint} ${id} ${urlFor(".index")}`;
  });
  blog.get("/", function index() {
    return "index";
  });
  return { blog, show };
}

describe("a blueprint", () => {
  it("puts its routes under its prefix and its name", async () => {
    const app = new Flask(import.meta.url);
    app.registerBlueprint(blogBlueprint({ urlPrefix: "/blog" }).blog);
    expect((await app.testClient().get("/blog/7")).text).toBe("blog 7 /blog/");
  });

  it("takes the prefix of its registration rather than its own", async () => {
    const app = new Flask(import.meta.url);
    app.registerBlueprint(blogBlueprint({ urlPrefix: "/blog" }).blog, { urlPrefix: "/news/" });
    expect((await app.testClient().get("/news/7")).text).toBe("blog 7 /news/");
  });

  it("can be registered twice under two names", async () => {
    const app = new Flask(import.meta.url);
    const { blog, show } = blogBlueprint();
    app.registerBlueprint(blog, { urlPrefix: "/a" });
    app.registerBlueprint(blog, { urlPrefix: "/b", name: "second" });
    const client = app.testClient();
    expect((await client.get("/a/1")).text).toBe("blog 1 /a/");
    expect((await client.get("/b/1")).text).toBe("second 1 /b/");
    await app.testRequestContext("/b/1", () => expect(urlFor(show, { id: 2 })).toBe("/b/2"));
    await app.testRequestContext("/", () => expect(urlFor(show, { id: 2 })).toBe("/a/2"));
  });

  it("nests: prefixes and names are joined", async () => {
    const app = new Flask(import.meta.url);
    const { blog, show } = blogBlueprint({ urlPrefix: "/blog" });
    const admin = new Blueprint("admin", import.meta.url, { urlPrefix: "/admin" });
    admin.registerBlueprint(blog);
    app.registerBlueprint(admin);
    expect((await app.testClient().get("/admin/blog/7")).text).toBe("admin.blog 7 /admin/blog/");
    await app.testRequestContext("/admin/blog/7", () => {
      expect(request.blueprints).toEqual(["admin.blog", "admin"]);
      expect(urlFor(show, { id: 1 })).toBe("/admin/blog/1");
      expect(urlFor("admin.blog.show", { id: 1 })).toBe("/admin/blog/1");
    });
  });

  it("gives its rules default values", async () => {
    const app = new Flask(import.meta.url);
    const pages = new Blueprint("pages", import.meta.url, { urlDefaults: { lang: "en" } });
    pages.get("/page", { endpoint: "page" }, (values: { lang?: string }) => values.lang ?? "none");
    app.registerBlueprint(pages);
    expect((await app.testClient().get("/page")).text).toBe("en");
  });

  it("adds to the application when it records so, once", async () => {
    const app = new Flask(import.meta.url);
    const seen: string[] = [];
    const { blog } = blogBlueprint();
    blog.beforeAppRequest(() => void seen.push("before"));
    blog.appErrorHandler(404, () => "handled by the blueprint");
    app.registerBlueprint(blog, { urlPrefix: "/a" });
    app.registerBlueprint(blog, { urlPrefix: "/b", name: "again" });
    expect((await app.testClient().get("/nope")).text).toBe("handled by the blueprint");
    expect(seen).toEqual(["before"]);
  });

  it("gives URL values to and takes them from its views", async () => {
    const app = new Flask(import.meta.url);
    const pages = new Blueprint("pages", import.meta.url, { urlPrefix: "/<lang>" });
    let lang: unknown;
    pages.urlValuePreprocessor((_, values) => {
      lang = values["lang"];
      delete values["lang"];
    });
    pages.urlDefaults((_, values) => void (values["lang"] ??= lang));
    pages.get("/about", { endpoint: "about" }, (values) => `${JSON.stringify(values)} ${urlFor(".about")}`);
    app.registerBlueprint(pages);
    expect((await app.testClient().get("/de/about")).text).toBe("{} /de/about");
  });

  it("keeps the endpoint of a view without a name apart from others of the same rule", async () => {
    const app = new Flask(import.meta.url);
    const feeds = new Blueprint("feeds", import.meta.url, { urlPrefix: "/feeds" });
    feeds.get("/feed.xml", () => `feed ${request.blueprint}`);
    app.get("/feed.xml", () => `app ${request.blueprint}`);
    app.registerBlueprint(feeds);
    const client = app.testClient();
    expect((await client.get("/feeds/feed.xml")).text).toBe("feed feeds");
    expect((await client.get("/feed.xml")).text).toBe("app undefined");
  });
});

describe("mistakes with blueprints are explained", () => {
  it("a name that is taken", () => {
    const app = new Flask(import.meta.url);
    const { blog } = blogBlueprint();
    app.registerBlueprint(blog);
    expect(() => app.registerBlueprint(blog)).toThrow(
      'The blueprint name "blog" is already registered for this blueprint. Register it under another name',
    );
    expect(() => app.registerBlueprint(blogBlueprint().blog)).toThrow("registered for a different blueprint");
  });

  it("a name with a dot, or none", () => {
    expect(() => new Blueprint("a.b", import.meta.url)).toThrow("must have characters and no dot");
    expect(() => new Blueprint("", import.meta.url)).toThrow("must have characters and no dot");
  });

  it("itself inside itself", () => {
    const { blog } = blogBlueprint();
    expect(() => blog.registerBlueprint(blog)).toThrow("cannot be registered with itself");
  });

  it("a route added after the registration", () => {
    const { blog } = blogBlueprint();
    new Flask(import.meta.url).registerBlueprint(blog);
    expect(() => blog.get("/late", () => "late")).toThrow(
      'The rule "/late" was added to the blueprint "blog" after it was registered',
    );
  });

  it("a URL of one that is not registered", async () => {
    const { show } = blogBlueprint();
    const app = new Flask(import.meta.url);
    await app.testRequestContext("/", () =>
      expect(() => urlFor(show, { id: 1 })).toThrow('The blueprint "blog" is not registered'),
    );
  });
});
