import { describe, expect, it } from "vitest";
import { type BuildError, Flask, request, urlFor } from "../src/index.ts";

function shop() {
  const app = new Flask(import.meta.url);
  const show = app.get("/item/<int:id>/<slug>", function show() {
    return "";
  });
  app.get("/", function index() {
    return "";
  });
  app.post("/", function create() {
    return "";
  });
  return { app, show };
}

describe("urlFor", () => {
  it("takes a route, a rule or an endpoint", async () => {
    const { app, show } = shop();
    await app.testRequestContext("/", () => {
      expect(urlFor(show, { id: 7, slug: "tea pot" })).toBe("/item/7/tea%20pot");
      expect(urlFor("/item/<int:id>/<slug>", { id: 7, slug: "ä" })).toBe("/item/7/%C3%A4");
      expect(urlFor("show", { id: 7, slug: "x" })).toBe("/item/7/x");
      expect(urlFor(".index")).toBe("/");
    });
  });

  it("puts what the rule does not know into the query, and leaves out what is undefined or null", async () => {
    const { app } = shop();
    await app.testRequestContext("/", () => {
      expect(urlFor("index", { page: 2, tag: ["a", "b"], q: undefined, r: null })).toBe(
        "/?page=2&tag=a&tag=b",
      );
    });
  });

  it("builds whole URLs of the request's host, other schemes and anchors", async () => {
    const { app } = shop();
    await app.testRequestContext("/", { headers: { Host: "tea.test:8080" } }, () => {
      expect(urlFor("index", { _external: true })).toBe("http://tea.test:8080/");
      expect(urlFor("index", { _scheme: "https" })).toBe("https://tea.test:8080/");
      expect(urlFor("index", { _anchor: "x y" })).toBe("/#x%20y");
      expect(() => urlFor("index", { _scheme: "https", _external: false })).toThrow(
        "`_scheme` needs `_external`",
      );
    });
  });

  it("needs SERVER_NAME outside of a request, and then builds whole URLs", () => {
    const { app } = shop();
    app.appContext().run(() => expect(() => urlFor("index")).toThrow("Set SERVER_NAME"));
    app.config.fromMapping({
      SERVER_NAME: "tea.test",
      PREFERRED_URL_SCHEME: "https",
      APPLICATION_ROOT: "/shop",
    });
    app.appContext().run(() => {
      expect(urlFor("index")).toBe("https://tea.test/shop/");
      expect(urlFor("index", { _external: false })).toBe("/shop/");
    });
  });

  it("says what is missing when no rule fits", async () => {
    const { app } = shop();
    await app.testRequestContext("/", () => {
      expect(() => urlFor("show", { id: 7 })).toThrow(/show.*slug/s);
      expect(() => urlFor("shaw")).toThrow(/shaw.*show/s);
    });
  });

  it("asks the application's handlers for URLs that cannot be built", async () => {
    const { app } = shop();
    app.urlBuildErrorHandler((_error: BuildError, endpoint) => (endpoint === "legacy" ? "/old" : undefined));
    await app.testRequestContext("/", () => {
      expect(urlFor("legacy")).toBe("/old");
      expect(() => urlFor("other")).toThrow("other");
    });
  });

  it("knows a rule without a view by its own name, while the rule of another endpoint answers", async () => {
    const { app } = shop();
    app.addUrlRule("/", { endpoint: "home" });
    expect((await app.testClient().get("/")).statusCode).toBe(200);
    await app.testRequestContext("/", () => {
      expect(urlFor("home")).toBe("/");
      expect(request.endpoint).toBe("index");
    });
  });
});
