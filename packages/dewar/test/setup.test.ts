import { describe, expect, it } from "vitest";
import { Blueprint, Flask, request, urlFor } from "../src/index.ts";

describe("after the first request", () => {
  it("the application refuses changes, naming the rule and the line of the call", async () => {
    const app = new Flask(import.meta.url);
    app.get("/", () => "ok");
    await app.testClient().get("/");
    const change = () => app.get("/late", () => "late");
    expect(change).toThrow('The rule "/late" was added at ');
    expect(change).toThrow(/setup\.test\.ts:\d+:\d+ after the application had handled its first request/);
    expect(() => app.beforeRequest(() => undefined)).toThrow("A before-request hook was added");
    expect(() => app.errorHandler(404, () => "")).toThrow("The error handler for 404 was added");
    expect(() => app.templateFilter("x", () => "")).toThrow('The template filter "x" was added');
  });
});

describe("mistakes of the setup are explained", () => {
  it("two views for one endpoint", () => {
    const app = new Flask(import.meta.url);
    app.get("/a", { endpoint: "same" }, () => "a");
    expect(() => app.get("/b", { endpoint: "same" }, () => "b")).toThrow(
      'The endpoint "same" of the rule "/b" has another view already. Give the function another name',
    );
  });

  it("a route without a view", () => {
    const app = new Flask(import.meta.url);
    const route = app.get.bind(app) as (rule: string, view?: unknown) => unknown;
    expect(() => route("/a")).toThrow('The route "/a" has no view: pass a function after the rule.');
  });

  it("an application that does not know its module", () => {
    const make = (importUrl?: string) => new Flask(importUrl as string);
    expect(() => make()).toThrow("A Flask must know its module");
  });

  it("methods that are not a list", () => {
    const app = new Flask(import.meta.url);
    const methods = "GET" as unknown as string[];
    expect(() => app.route("/a", { methods }, () => "a")).toThrow(
      '`methods` must be a list, such as ["GET"]',
    );
  });

  it("a rule whose endpoint no rule gives a view", async () => {
    const app = new Flask(import.meta.url);
    app.testing = true;
    app.addUrlRule("/", { endpoint: "index" });
    await expect(app.testClient().get("/")).rejects.toThrow('names the endpoint "index", which has no view');
  });
});

describe("rules share an endpoint", () => {
  it("when one of them gives its view", async () => {
    const app = new Flask(import.meta.url);
    app.get("/blog", { endpoint: "index" }, () => "index");
    app.addUrlRule("/", { endpoint: "index" });
    expect((await app.testClient().get("/")).text).toBe("index");
  });
});

describe("views without a name", () => {
  it("may share a rule, each for other methods", async () => {
    const app = new Flask(import.meta.url);
    app.get("/tea", () => `read ${request.endpoint}`);
    const brew = app.post("/tea", () => `brew ${request.endpoint}`);
    app.route("/tea", { methods: ["PUT", "PATCH"] }, () => `change ${request.endpoint}`);
    const client = app.testClient();
    expect((await client.get("/tea")).text).toBe("read /tea");
    expect((await client.post("/tea")).text).toBe("brew /tea (POST)");
    expect((await client.patch("/tea")).text).toBe("change /tea (PUT, PATCH)");
    await app.testRequestContext("/", () => expect(urlFor(brew)).toBe("/tea"));
  });

  it("may do so in a blueprint", async () => {
    const kitchen = new Blueprint("kitchen", import.meta.url, { urlPrefix: "/kitchen" });
    kitchen.get("/tea", () => "read");
    kitchen.post("/tea", () => `${request.blueprint} brews ${urlFor("/kitchen/tea")}`);
    const app = new Flask(import.meta.url);
    app.registerBlueprint(kitchen);
    expect((await app.testClient().post("/kitchen/tea")).text).toBe("kitchen brews /kitchen/tea");
  });
});
