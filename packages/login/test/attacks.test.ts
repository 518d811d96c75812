import { encodeCookie } from "@dewar/login";
import { request } from "dewar";
import { describe, expect, test } from "vitest";
import { makeSite } from "./site.ts";

describe("a remember-me cookie of an attacker", () => {
  const KEY = "sécret";
  const own = encodeCookie("7", KEY);
  const signature = own.slice(2);

  test.each([
    ["another id under one's own signature", `8|${signature}`],
    ["more of an id", `7|8|${signature}`],
    ["an id with a space", ` 7|${signature}`],
    ["a signature in capitals", `7|${signature.toUpperCase()}`],
    ["a signature that goes on", `${own}0`],
    ["a part of the signature", own.slice(0, -2)],
    ["two signatures", `${own}|${signature}`],
    ["no id", `|${signature}`],
    ["a signature of nothing", `|${encodeCookie("", "")}`],
    ["a signature of another algorithm", `7|${signature.slice(0, 64)}`],
  ])("names nobody: %s [security 34]", async (_what, value) => {
    const client = makeSite().app.testClient();
    client.setCookie("remember_token", value);
    expect((await client.get("/who")).json).toEqual({ id: null, fresh: false, remembered: false });
    expect((await client.get("/members")).statusCode).toBe(401);
  });

  test("is one of several that the browser sends: the first counts", async () => {
    const client = makeSite().app.testClient();
    const Cookie = `remember_token=8|${signature}; remember_token=${own}`;
    expect((await client.get("/who", { headers: { Cookie } })).json).toMatchObject({ id: null });
  });

  test("is worth nothing after the logout if what getId says has changed [security 35]", async () => {
    const versions = new Map([["7", 1]]);
    const { app, login } = makeSite({
      findUser: (text) => {
        const [id = "", version] = text.split(".");
        return String(versions.get(id)) === version ? { id: text } : undefined;
      },
    });
    app.get("/out-everywhere", () => {
      versions.set("7", 2);
      login.logoutUser();
      return "";
    });
    const client = app.testClient();
    await client.get("/login/7.1?remember");
    const stolen = { remember_token: client.getCookie("remember_token")?.value ?? "" };
    const thief = app.testClient();
    thief.setCookie("remember_token", stolen.remember_token);
    expect((await thief.get("/who")).json).toMatchObject({ id: "7.1" });
    await client.get("/out-everywhere");
    expect((await thief.get("/who")).json).toMatchObject({ id: null });
    const later = app.testClient();
    later.setCookie("remember_token", stolen.remember_token);
    expect((await later.get("/who")).json).toMatchObject({ id: null });
  });

  test("never makes a session fresh, also where it is planted beside a session of another", async () => {
    const client = makeSite().app.testClient();
    await client.get("/login/8");
    client.setCookie("remember_token", own);
    expect((await client.get("/who")).json).toMatchObject({ id: "8", fresh: true });
    client.deleteCookie("session");
    expect((await client.get("/who")).json).toMatchObject({ id: "7", fresh: false });
    expect((await client.get("/vault")).statusCode).toBe(401);
  });

  test("cannot be more than a cookie, whatever the id is [security 30] [security 41]", async () => {
    const { app, login } = makeSite();
    const id = '7; Domain=evil.example\r\nSet-Cookie: a="b",\0';
    app.get("/odd", () => String(login.loginUser({ id }, { remember: true })));
    const client = app.testClient();
    const lines = (await client.get("/odd")).headers.getAll("Set-Cookie");
    expect(lines.map((line) => line.split("=", 1)[0])).toEqual(["remember_token", "session"]);
    for (const line of lines) expect(line).not.toMatch(/[\r\n\0]|; Domain/);
    client.deleteCookie("session");
    expect((await client.get("/who")).json).toMatchObject({ id });
  });
});

describe("a way back of an attacker", () => {
  const { app, login } = makeSite({ loginView: "/in" });
  app.route("/in", { methods: ["GET", "POST"] }, () => {
    login.loginUser({ id: "7" });
    return login.redirectToNext("/home");
  });

  test.each([
    "///evil.example",
    "/\\/evil.example",
    "\\/evil.example",
    "/\n/evil.example",
    "\u0000//evil.example",
    "\u00a0//evil.example",
    "https:evil.example",
    "https:\\\\evil.example",
    "HTTPS://evil.example",
    "http://localhost\\@evil.example",
    "http://localhost:80@evil.example/",
    "http://localhost#@evil.example/../..//evil.example",
    "data:text/html,x",
    "vbscript:x",
    "https://[::1]/",
  ])("ends where it may, or at home: %j [security 12]", async (next) => {
    for (const send of [{ query: { next } }, { form: { next } }]) {
      const { location = "" } = await app.testClient().post("/in", send);
      expect(new URL(location, "http://localhost/in").host).toBe("localhost");
    }
  });

  test("is not made by the host that a request claims [security 12] [security 13]", async () => {
    const { location } = await app.testClient().get("/members", { headers: { Host: "evil.example" } });
    expect(location).toBe("/in?next=%2Fmembers");
  });
});

test("200 requests at once are each their own user's [security 40]", async () => {
  const { app, login } = makeSite({
    findUser: async (id) => {
      await new Promise(setImmediate);
      return { id };
    },
  });
  login.tokenLoader(async (token) => {
    await new Promise(setImmediate);
    return { id: `token ${token}` };
  });
  app.get("/slow", async () => {
    const before = login.currentUser?.id ?? "nobody";
    await new Promise(setImmediate);
    return [request.args.get("who"), before, login.currentUser?.id ?? "nobody"];
  });
  /** Who asks, and how that shows: in nothing, in the session, in the cookie, in a token. */
  const caller = async (index: number): Promise<readonly [string, Readonly<Record<string, string>>]> => {
    if (index % 4 === 0) return ["nobody", {}];
    if (index % 4 === 1) return [`token ${index}`, { Authorization: `Bearer ${index}` }];
    const id = String(index);
    if (index % 4 === 2) return [id, { Cookie: `remember_token=${encodeCookie(id, "sécret")}` }];
    const client = app.testClient();
    await client.get(`/login/${id}`);
    return [id, { Cookie: `session=${client.getCookie("session")?.value ?? ""}` }];
  };
  const asking = Array.from({ length: 200 }, async (_, index) => {
    const [who, headers] = await caller(index);
    const { json } = await app.testClient().get("/slow", { query: { who }, headers });
    expect(json).toEqual([who, who, who]);
  });
  await Promise.all(asking);
});
