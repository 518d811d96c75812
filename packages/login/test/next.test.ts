import { loginUrl, makeNextParam } from "@dewar/login";
import { describe, expect, test } from "vitest";
import { makeSite, type SiteOptions } from "./site.ts";

const makeShop = (options: SiteOptions = {}) => {
  const site = makeSite({ loginView: "/in", ...options });
  site.app.route("/in", { methods: ["GET", "POST"] }, () => {
    site.login.loginUser({ id: "7" });
    return site.login.redirectToNext("/home");
  });
  return site;
};

describe("after the login", () => {
  test("the user goes where the way led before", async () => {
    const client = makeShop().app.testClient();
    const { location } = await client.get("/members?page=2");
    expect((await client.post(location ?? "")).location).toBe("/members?page=2");
  });

  test("the way may be in the form", async () => {
    const client = makeShop().app.testClient();
    expect((await client.post("/in", { form: { next: "/members" } })).location).toBe("/members");
    expect((await client.post("/in")).location).toBe("/home");
  });

  test("the way may be in the session, once", async () => {
    const client = makeShop({ config: { USE_SESSION_FOR_NEXT: true } }).app.testClient();
    expect((await client.get("/members?page=2")).location).toBe("/in");
    expect((await client.post("/in?next=/elsewhere")).location).toBe("/members?page=2");
    expect((await client.post("/in")).location).toBe("/home");
  });

  test.each([
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/",
    "http:evil.example",
    "https:/evil.example",
    "https://localhost@evil.example/",
    "https://localhost.evil.example/",
    "javascript:alert(1)",
    "/\t/evil.example",
    " //evil.example",
    "/%0d%0a/evil\r\nX: y",
    "",
  ])("a link leads nowhere else: %j [security 12]", async (next) => {
    const { app } = makeShop();
    expect((await app.testClient().post("/in", { query: { next } })).location).toBe("/home");
    const client = makeShop({ config: { USE_SESSION_FOR_NEXT: true } }).app.testClient();
    await client.sessionTransaction((session) => session.set("next", next));
    expect((await client.post("/in")).location).toBe("/home");
  });

  test("a page whose path looks like a host does not become one [security 12]", async () => {
    const { app, login } = makeShop();
    app.get(
      "/<path:rest>",
      login.loginRequired(() => "page"),
    );
    const client = app.testClient();
    const { location } = await client.get("/%2Fevil.example/");
    expect((await client.post(location ?? "")).location ?? "/").not.toMatch(/^\/[/\\]/);
  });
});

describe("the address of the login page", () => {
  const at = (view: string, next?: string, field?: string, config = {}) =>
    makeSite({ config }).app.testRequestContext("/", () => loginUrl(view, next, field));

  test("keeps its own query and fragment, in order", async () => {
    expect(await at("/in?z=1&a=2#form", "/x?y")).toBe("/in?a=2&next=%2Fx%3Fy&z=1#form");
    expect(await at("/in?to=old", "/x", "to")).toBe("/in?to=%2Fx");
    expect(await at("/in")).toBe("/in");
    expect(await at("https://id.example", "/x")).toBe("https://id.example/?next=%2Fx");
  });

  test("may be of another host, which is then told the whole way", async () => {
    const { app } = makeSite({ loginView: "https://id.example/in" });
    expect((await app.testClient().get("/members")).location).toBe(
      "https://id.example/in?next=http%3A%2F%2Flocalhost%2Fmembers",
    );
  });

  test("may be forced to a host", async () => {
    const config = { FORCE_HOST_FOR_REDIRECTS: "forced.example" };
    expect(await at("http://localhost/in", "/x", "next", config)).toBe("http://forced.example/in?next=%2Fx");
    expect(await at("/in", "/x", "next", config)).toBe("//forced.example/in?next=%2Fx");
  });

  test("is compared with the way back by scheme and host", () => {
    expect(makeNextParam("http://a/login", "http://a/x;p?y#f")).toBe("/x;p?y#f");
    expect(makeNextParam("http://a/login", "https://a/x")).toBe("https://a/x");
    expect(makeNextParam("//a/login", "https://a/x")).toBe("/x");
    expect(makeNextParam("/login", "https://b:8/x")).toBe("/x");
  });
});
