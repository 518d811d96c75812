import { loginClient, LoginManager } from "@dewar/login";
import { Flask, type Request, session } from "dewar";
import { describe, expect, test } from "vitest";
import { makeSite, type User } from "./site.ts";

const keys = new Map<string, User>([["k7", { id: "7" }]]);
const byKey = (request: Request) => keys.get(request.headers.get("X-Api-Key") ?? "");
const withKey = { headers: { "X-Api-Key": "k7" } };

describe("a request that shows who sent it", () => {
  test("logs in for itself alone, and is not fresh", async () => {
    const { app, login } = makeSite();
    login.requestLoader(byKey);
    const client = app.testClient();
    expect((await client.get("/members", withKey)).text).toBe("for 7");
    expect((await client.get("/vault", withKey)).statusCode).toBe(401);
    expect((await client.get("/session", withKey)).json).toEqual({});
    expect((await client.get("/members")).statusCode).toBe(401);
  });

  test("does not make use of how fresh the session of another is, whom nobody finds any more", async () => {
    const { app, login } = makeSite({ findUser: () => undefined });
    login.requestLoader(byKey);
    const client = await loginClient(app, { id: "8" });
    expect((await client.get("/members", withKey)).text).toBe("for 7");
    expect((await client.get("/vault", withKey)).statusCode).toBe(401);
    await client.get("/confirm", withKey);
    expect((await client.get("/vault", withKey)).statusCode).toBe(401);
  });

  test("is not asked when the session knows the user", async () => {
    let asked = 0;
    const { app, login } = makeSite();
    login.requestLoader(async (request) => await Promise.resolve((asked++, byKey(request))));
    const client = await loginClient(app, { id: "8" });
    expect((await client.get("/members", withKey)).text).toBe("for 8");
    expect(asked).toBe(0);
  });

  test("is asked when the remember-me cookie is good for nothing", async () => {
    const { app, login } = makeSite();
    login.requestLoader(byKey);
    const client = app.testClient();
    client.setCookie("remember_token", "7|forged");
    expect((await client.get("/members", withKey)).text).toBe("for 7");
  });

  test("may show a bearer token", async () => {
    const { app, login } = makeSite();
    login.tokenLoader((token) => keys.get(token));
    const ask = async (authorization: string) =>
      (await app.testClient().get("/members", { headers: { Authorization: authorization } })).statusCode;
    expect(await ask("Bearer k7")).toBe(200);
    expect(await ask("bearer k7")).toBe(200);
    expect(await ask("Bearer k8")).toBe(401);
    expect(await ask("Basic azc6")).toBe(401);
    expect(await ask("k7")).toBe(401);
  });

  test("may show a header, in the order in which loaders were added", async () => {
    const { app, login } = makeSite({ config: { AUTH_HEADER_NAME: "X-User" } });
    login.tokenLoader(() => ({ id: "by token" })).headerLoader((id) => (id === "" ? undefined : { id }));
    const ask = async (headers: Record<string, string>) =>
      (await app.testClient().get("/who", { headers })).json;
    expect(await ask({ "X-User": "ann" })).toMatchObject({ id: "ann" });
    expect(await ask({ "X-User": "ann", Authorization: "Bearer x" })).toMatchObject({ id: "by token" });
    expect(await ask({ "X-User": "" })).toMatchObject({ id: null });
    expect(await ask({})).toMatchObject({ id: null });
  });

  test("needs no sessions", async () => {
    const app = new Flask(import.meta.url);
    const login = new LoginManager<User>();
    login.tokenLoader((token) => keys.get(token)).initApp(app);
    app.get("/", () => login.requireUser());
    expect((await app.testClient().get("/", { headers: { Authorization: "Bearer k7" } })).json).toEqual({
      id: "7",
    });
    expect((await app.testClient().get("/")).statusCode).toBe(401);
  });
});

describe("the user of a request", () => {
  test("is looked up once", async () => {
    let lookups = 0;
    const { app, login } = makeSite({ findUser: (id) => (lookups++, { id }) });
    app.get(
      "/often",
      login.loginRequired(() => `${login.requireUser().id}${login.currentUser?.id}`),
    );
    expect((await (await loginClient(app, { id: "7" })).get("/often")).text).toBe("77");
    expect(lookups).toBe(1);
  });

  test("is not another's, however requests overlap [security 40]", async () => {
    const { app, login } = makeSite({ findUser: async (id) => await Promise.resolve({ id }) });
    app.get("/slow", async () => {
      const before = login.requireUser().id;
      await new Promise(setImmediate);
      return [before, login.requireUser().id];
    });
    const ask = async (id: string) => (await (await loginClient(app, { id })).get("/slow")).json;
    expect(await Promise.all(["1", "2", "3"].map(ask))).toEqual([
      ["1", "1"],
      ["2", "2"],
      ["3", "3"],
    ]);
  });

  test("is looked for on demand in the context of a test", async () => {
    const { app, login } = makeSite();
    await app.testRequestContext("/", async () => {
      expect(() => login.currentUser).toThrow("await login.loadUser()");
      session.set("_user_id", "7");
      expect(await login.loadUser()).toEqual({ id: "7" });
      expect(login.currentUser).toEqual({ id: "7" });
    });
  });

  test("stays the one who has logged in meanwhile", async () => {
    const { app, login } = makeSite({ findUser: async (id) => await Promise.resolve({ id }) });
    await app.testRequestContext("/", async () => {
      session.set("_user_id", "7");
      const loading = login.loadUser();
      login.loginUser({ id: "8" });
      expect(await loading).toEqual({ id: "8" });
    });
  });

  test("is whoever stands for nobody", async () => {
    class Guest {
      readonly name = "you";
    }
    const app = new Flask(import.meta.url);
    const login = new LoginManager<{ id: number; name: string }, Guest>({ anonymousUser: new Guest() });
    login.initApp(app);
    app.get("/", () => `Hello, ${login.currentUser.name}!`);
    expect((await app.testClient().get("/")).text).toBe("Hello, you!");
  });

  test("makes the response that user's own, if somebody asks [security 32]", async () => {
    const { app } = makeSite();
    app.get("/for-all", () => "");
    const client = await loginClient(app, { id: "7" });
    expect((await client.get("/for-all")).headers.has("Vary")).toBe(false);
    for (const each of [client, app.testClient()]) {
      expect((await each.get("/who")).headers.get("Vary")).toBe("Cookie");
      expect((await each.get("/members")).headers.get("Vary")).toBe("Cookie");
    }
  });
});
