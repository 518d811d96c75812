import { loginClient } from "@dewar/login";
import { Blueprint, type Flask, makeResponse, MethodView, renderTemplateString, urlFor } from "dewar";
import { describe, expect, test } from "vitest";
import { makeSite } from "./site.ts";

const locationOf = async (app: Flask, path: string, request = {}) =>
  (await app.testClient().get(path, request)).location;

describe("whoever is not logged in", () => {
  test("is answered 401 where there is no login view", async () => {
    expect((await makeSite().app.testClient().get("/members")).statusCode).toBe(401);
  });

  test("is sent to the login view, with the way back", async () => {
    const { app } = makeSite({ loginView: "page" });
    app.addUrlRule("/log-in", { endpoint: "page", view: () => "" });
    expect(await locationOf(app, "/members?a=1&b=%C3%BC/x")).toBe(
      "/log-in?next=%2Fmembers%3Fa%3D1%26b%3D%C3%BC%2Fx",
    );
    expect((await app.testClient().post("/members")).location).toBe("/log-in?next=%2Fmembers");
    expect(await locationOf(app, "/members", { baseUrl: "https://shop.example/app" })).toBe(
      "/app/log-in?next=%2Fapp%2Fmembers",
    );
  });

  test("is told so by a flashed message", async () => {
    const { app } = makeSite({
      loginView: "/in",
      loginMessage: { category: "warning" },
      localize: (text) => `[de] ${text}`,
    });
    const page =
      "{% for kind, text in get_flashed_messages(with_categories=true) %}{{ kind }}: {{ text }}{% endfor %}";
    app.get("/in", () => renderTemplateString(page));
    const { text } = await app.testClient().get("/members", { followRedirects: true });
    expect(text).toBe("warning: [de] Please log in to access this page.");
  });

  test("is told nothing if there is nothing to tell", async () => {
    const { app } = makeSite({ loginView: "/in", loginMessage: { text: null } });
    const response = await app.testClient().get("/members");
    expect(response.headers.has("Set-Cookie")).toBe(false);
  });

  test("gets what the handler answers", async () => {
    const { app, login } = makeSite({ loginView: "/in" });
    login.unauthorizedHandler(() => makeResponse({ error: "Who are you?" }, 403));
    const response = await app.testClient().get("/members");
    expect(response.statusCode).toBe(403);
    expect(response.json).toEqual({ error: "Who are you?" });
  });

  test("may ask what the view would allow", async () => {
    const response = await makeSite().app.testClient().options("/members");
    expect(response.statusCode).toBe(200);
  });

  test("passes all guards when logins are disabled", async () => {
    const { app } = makeSite({ config: { LOGIN_DISABLED: true } });
    expect((await app.testClient().get("/members")).text).toBe("for undefined");
    expect((await app.testClient().get("/vault")).text).toBe("gold");
  });
});

describe("whoever has not given the password since the session began", () => {
  test("is answered 401 where there is no refresh view, and keeps the login", async () => {
    const client = makeSite({ loginView: "/in" }).app.testClient();
    await client.get("/login/7?stale");
    expect((await client.get("/vault")).statusCode).toBe(401);
    expect((await client.get("/members")).text).toBe("for 7");
  });

  test("is sent to the refresh view", async () => {
    const { app } = makeSite({ loginView: "/in", refreshView: "/again" });
    const client = app.testClient();
    expect((await client.get("/vault")).location).toBe("/in?next=%2Fvault");
    await client.get("/login/7?stale");
    expect((await client.get("/vault")).location).toBe("/again?next=%2Fvault");
    await client.get("/confirm");
    expect((await client.get("/vault")).text).toBe("gold");
  });

  test("gets what the handler answers", async () => {
    const { app, login } = makeSite();
    login.needsRefreshHandler(() => "Your password, please.");
    const client = await loginClient(app, { id: "7" }, { fresh: false });
    expect((await client.get("/vault")).text).toBe("Your password, please.");
  });
});

describe("a guard stands before", () => {
  test("a view, whose name and own members stay", () => {
    const { login } = makeSite();
    const view = Object.assign(
      function show() {
        return "";
      },
      { methods: ["PUT"] },
    );
    const guarded = login.loginRequired(view);
    expect(guarded.name).toBe("show");
    expect(guarded.methods).toEqual(["PUT"]);
  });

  test("a class of views", async () => {
    const { app, login } = makeSite();
    class Members extends MethodView {
      static override readonly decorators = [login.loginRequired];
      override get() {
        return login.requireUser();
      }
    }
    app.addUrlRule("/class", { view: Members.asView("class") });
    expect((await app.testClient().get("/class")).statusCode).toBe(401);
    expect((await (await loginClient(app, { id: "7" })).get("/class")).json).toEqual({ id: "7" });
  });

  test("a blueprint, each with its own login view and those nested in it with the same", async () => {
    const { app, login } = makeSite({ loginView: "/in" });
    const admin = new Blueprint("admin", import.meta.url, { urlPrefix: "/admin" });
    const logs = new Blueprint("logs", import.meta.url, { urlPrefix: "/logs" });
    const shop = new Blueprint("shop", import.meta.url, { urlPrefix: "/shop" });
    for (const blueprint of [admin, shop]) blueprint.beforeRequest(login.requireLogin);
    for (const blueprint of [admin, logs, shop]) blueprint.get("/", () => "inside");
    admin.registerBlueprint(logs);
    app.registerBlueprint(admin).registerBlueprint(shop);
    const staff = app.get("/staff", () => "");
    login.setLoginView(staff, admin).setLoginView("/customers", "shop");
    expect(await locationOf(app, "/admin/")).toBe("/staff?next=%2Fadmin%2F");
    expect(await locationOf(app, "/admin/logs/")).toBe("/staff?next=%2Fadmin%2Flogs%2F");
    expect(await locationOf(app, "/shop/")).toBe("/customers?next=%2Fshop%2F");
    expect(await locationOf(app, "/members")).toBe("/in?next=%2Fmembers");
    expect((await (await loginClient(app, { id: "7" })).get("/admin/")).text).toBe("inside");
  });

  test("the rest of a view that asks for the user", async () => {
    const { app, login } = makeSite({ loginView: "/in" });
    app.get("/mine", () => `of ${login.requireUser().id}`);
    app.get("/precious", () => `of ${login.requireFreshUser().id}`);
    expect(await locationOf(app, "/mine")).toBe("/in?next=%2Fmine");
    const client = await loginClient(app, { id: "7" }, { fresh: false });
    expect((await client.get("/mine")).text).toBe("of 7");
    expect((await client.get("/precious")).statusCode).toBe(401);
  });

  test("static files, for which nobody is looked up otherwise", async () => {
    let lookups = 0;
    const { app, login } = makeSite({ findUser: (id) => (lookups++, { id }) });
    const files = new Blueprint("files", import.meta.url, { staticFolder: ".", staticUrlPath: "/files" });
    const secret = new Blueprint("secret", import.meta.url, { staticFolder: ".", staticUrlPath: "/secret" });
    secret.beforeRequest(login.requireLogin);
    app.registerBlueprint(files).registerBlueprint(secret);
    const client = await loginClient(app, { id: "7" });
    expect((await client.get("/files/site.ts")).statusCode).toBe(200);
    expect(lookups).toBe(0);
    expect((await client.get("/secret/site.ts")).statusCode).toBe(200);
    expect(lookups).toBe(1);
    expect((await app.testClient().get("/secret/site.ts")).statusCode).toBe(401);
  });

  test("a user who is not authenticated yet", async () => {
    const { app, login } = makeSite({ findUser: (id) => ({ id, isAuthenticated: id !== "half" }) });
    app.get("/mine", () => login.requireUser());
    for (const path of ["/mine", "/members"]) {
      expect((await (await loginClient(app, { id: "half" })).get(path)).statusCode).toBe(401);
      expect((await (await loginClient(app, { id: "whole" })).get(path)).statusCode).toBe(200);
    }
  });
});

test("a route stays a route: urlFor knows it, and its values", async () => {
  const { app, login } = makeSite();
  const show = app.get(
    "/post/<int:id>",
    login.loginRequired(function show({ id }: { id: number }) {
      return urlFor("/post/<int:id>", { id: id + 1 });
    }),
  );
  expect(show.endpoint).toBe("show");
  expect((await (await loginClient(app, { id: "7" })).get("/post/1")).text).toBe("/post/2");
});
