import { Flask, MemorySessionStore, ServerSessionInterface, session } from "dewar";
import { encodeCookie, loginClient, LoginManager } from "@dewar/login";
import { describe, expect, test } from "vitest";
import { makeSite } from "./site.ts";

describe("a login", () => {
  test("lasts from request to request", async () => {
    const client = makeSite().app.testClient();
    expect((await client.get("/who")).json).toEqual({ id: null, fresh: false, remembered: false });
    expect((await client.get("/login/7")).text).toBe("true");
    expect((await client.get("/who")).json).toEqual({ id: "7", fresh: true, remembered: false });
  });

  test("counts in the request that makes it", async () => {
    const { app, login } = makeSite();
    app.get("/both", () => {
      login.loginUser({ id: "7" });
      const before = login.currentUser?.id;
      login.logoutUser();
      return { before, after: login.currentUser?.id ?? null };
    });
    expect((await app.testClient().get("/both")).json).toEqual({ before: "7", after: null });
  });

  test("counts for more than whom the remember-me cookie names, who is still looked for", async () => {
    const login = new LoginManager<{ id: string }>();
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    login.userLoader((id) => answered.then(() => ({ id })));
    const app = new Flask(import.meta.url);
    app.secretKey = "dev";
    app.beforeRequest(async () => {
      const loading = login.loadUser();
      login.loginUser({ id: "new" });
      answer();
      await loading;
    });
    login.initApp(app);
    app.get("/", () => [login.currentUser?.id, session.get("_user_id"), login.loginFresh()]);
    const client = app.testClient();
    client.setCookie("remember_token", encodeCookie("old", "dev"));
    expect((await client.get("/")).json).toEqual(["new", "new", true]);
  });

  test("ends with the logout, and leaves what else is in the session", async () => {
    const { app } = makeSite();
    app.get("/cart", () => session.setDefault("cart", "tea"));
    const client = app.testClient();
    await client.get("/cart");
    await client.get("/login/7");
    await client.get("/logout");
    expect((await client.get("/session")).json).toEqual({ cart: "tea" });
    expect((await client.get("/who")).json).toMatchObject({ id: null });
  });

  test("is refused to a user who is not active, unless it is forced", async () => {
    const client = makeSite().app.testClient();
    expect((await client.get("/login/7?inactive")).text).toBe("false");
    expect((await client.get("/who")).json).toMatchObject({ id: null });
    expect((await client.get("/login/7?inactive&force")).text).toBe("true");
    expect((await client.get("/who")).json).toMatchObject({ id: "7" });
  });

  test("is over when the loader no longer finds the user", async () => {
    const users = new Map([["7", { id: "7" }]]);
    const client = makeSite({
      findUser: async (id) => await Promise.resolve(users.get(id)),
    }).app.testClient();
    await client.get("/login/7");
    users.clear();
    expect((await client.get("/who")).json).toMatchObject({ id: null });
  });

  test("holds what getId says, so that another answer ends it everywhere", async () => {
    let token = "first";
    class User {
      readonly id = 7;
      getId(): string {
        return token;
      }
    }
    const app = new Flask(import.meta.url);
    app.secretKey = "dev";
    const login = new LoginManager<User>();
    login.userLoader((id) => (id === token ? new User() : undefined));
    login.initApp(app);
    app.get("/", () => `${login.currentUser?.id}`);
    const client = await loginClient(app, new User());
    expect((await client.get("/")).text).toBe("7");
    token = "second";
    expect((await client.get("/")).text).toBe("undefined");
  });

  test("is confirmed by giving the password again", async () => {
    const client = makeSite().app.testClient();
    await client.get("/login/7?stale");
    expect((await client.get("/who")).json).toMatchObject({ id: "7", fresh: false });
    await client.get("/confirm");
    expect((await client.get("/who")).json).toMatchObject({ id: "7", fresh: true });
  });

  test("needs a user loader to be found again", async () => {
    const app = new Flask(import.meta.url);
    app.config.fromMapping({ SECRET_KEY: "dev", TESTING: true });
    const login = new LoginManager();
    login.initApp(app);
    app.get("/", () => "");
    const client = await loginClient(app, { id: 7 });
    await expect(client.get("/")).rejects.toThrow("login.userLoader");
  });

  test("is known to an application of its own only, though one manager serves several", async () => {
    const { app, login } = makeSite();
    const other = new Flask(import.meta.url);
    other.config.fromMapping({ SECRET_KEY: "other", TESTING: true });
    login.initApp(other);
    other.get("/", () => `${login.currentUser?.id}`);
    const client = await loginClient(app, { id: "7" });
    expect((await client.get("/who")).json).toMatchObject({ id: "7" });
    expect((await other.testClient().get("/")).text).toBe("undefined");
  });
});

describe("the identity of the session", () => {
  const serverSite = () => {
    const site = makeSite();
    site.app.sessionInterface = new ServerSessionInterface(new MemorySessionStore());
    site.app.get("/visit", () => {
      session.set("visited", true);
      return "";
    });
    return site;
  };
  const idOf = (client: ReturnType<Flask["testClient"]>) => client.getCookie("session")?.value ?? "";

  test.each(["/login/7", "/confirm", "/logout"])("is another one after %s [security 35]", async (path) => {
    const { app } = serverSite();
    const client = app.testClient();
    await client.get("/visit");
    if (path !== "/login/7") await client.get("/login/7?stale");
    const before = idOf(client);
    await client.get(path);
    expect(idOf(client)).not.toBe(before);

    const thief = app.testClient();
    thief.setCookie("session", before);
    expect((await thief.get("/session")).json).toEqual({});
  });

  test("is another one when the remember-me cookie logs in [security 35]", async () => {
    const { app } = serverSite();
    const client = app.testClient();
    await client.get("/login/7?remember");
    client.deleteCookie("session");
    const fixed = app.testClient();
    await fixed.get("/visit");
    client.setCookie("session", idOf(fixed));
    expect((await client.get("/who")).json).toMatchObject({ id: "7" });
    expect((await fixed.get("/who")).json).toMatchObject({ id: null });
  });

  test("of a logged-out session is worth nothing on the server [security 35]", async () => {
    const { app } = serverSite();
    const client = app.testClient();
    await client.get("/login/7");
    const copy = app.testClient();
    copy.setCookie("session", idOf(client));
    expect((await copy.get("/who")).json).toMatchObject({ id: "7" });
    await client.get("/logout");
    expect((await copy.get("/who")).json).toMatchObject({ id: null });
  });
});
