import type { TestResponse } from "@dewar/http";
import { describe, expect, test } from "vitest";
import { flash, Flask, getFlashedMessages, request, session } from "../../src/index.ts";
import { MemorySessionStore } from "../../src/sessions/memory-session-store.ts";
import { ServerSessionInterface } from "../../src/sessions/server-session-interface.ts";
import type { TestClient } from "../../src/testing/client.ts";

describe("a session on the server", () => {
  test("shows the client nothing but a random id of 256 bits", async () => {
    const { client } = shop();
    const response = await client.get("/set/user/3");
    expect(idOf(response)).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(response.headers.get("Set-Cookie")).toMatch(/^session=[^;]+; HttpOnly; Path=\/; SameSite=Lax$/);
    expect(await data(client)).toEqual({ user: "3" });
  });

  test("works as the one in the cookie does, but for the cookie", async () => {
    const { client, app } = shop();
    const looked = await client.get("/");
    expect([looked.headers.get("Set-Cookie"), looked.headers.get("Vary")]).toEqual([undefined, "Cookie"]);
    const untouched = await client.get("/nothing");
    expect([untouched.headers.get("Set-Cookie"), untouched.headers.get("Vary")]).toEqual([
      undefined,
      undefined,
    ]);
    await client.sessionTransaction((session) => void session.set("user", 7));
    expect(await data(client)).toEqual({ user: 7 });
    app.config.set("SESSION_COOKIE_NAME", "other");
    expect(await data(client)).toEqual({});
  });

  test("is not stored before there is something in it, and goes on when it becomes empty", async () => {
    const { app, client, store } = shop();
    await client.get("/");
    expect(store.writes).toBe(0);
    const id = idOf(await client.get("/set/user/3"));
    expect(idOf(await client.get("/delete/user"))).toBe(id);
    await client.get("/set/page/2");
    expect(await asks(app, id)).toEqual({ page: "2" });
  });

  test("does not need a secret key", async () => {
    const { app, client } = shop();
    expect(app.secretKey).toBeNull();
    await client.get("/set/user/3");
    expect(await data(client)).toEqual({ user: "3" });
  });

  test("is stored under a name that does not give its id away", async () => {
    const { client, store } = shop();
    const id = idOf(await client.get("/set/user/3"));
    expect(store.keys).toHaveLength(1);
    expect(store.keys.join()).not.toContain(id);
  });

  test("begins anew over what is no session", async () => {
    const { app, client, store } = shop();
    const id = idOf(await client.get("/set/user/3"));
    const [key = ""] = store.keys;
    for (const text of ["{", "[]", "{}", '{"created":1,"seen":1,"data":null}']) {
      store.delete(key);
      store.compareAndSet(key, undefined, text, 60);
      expect(await asks(app, id), text).toEqual({});
    }
  });
});

describe("the id of a session [security 35]", () => {
  test("is never one that the client has chosen", async () => {
    const { app } = shop();
    for (const chosen of ["A".repeat(43), "admin", "", "../../x", "é".repeat(43)]) {
      const client = app.testClient();
      client.setCookie("session", chosen);
      const given = idOf(await client.get("/set/user/3"));
      expect(given, chosen).not.toBe(chosen);
      expect(await asks(app, chosen), chosen).toEqual({});
      expect(await asks(app, given), chosen).toEqual({ user: "3" });
    }
  });

  test("changes at login, and the old one is worth nothing from then on", async () => {
    const { app, client } = shop();
    const before = idOf(await client.get("/set/cart/tea"));
    const after = idOf(await client.get("/login/3"));
    expect(after).not.toBe(before);
    expect(await asks(app, before)).toEqual({});
    expect(await asks(app, after)).toEqual({ cart: "tea", user: "3" });
  });

  test("dies on the server at logout, whoever has a copy of it", async () => {
    const { app, client, store } = shop();
    const id = idOf(await client.get("/login/3"));
    const response = await client.get("/logout");
    expect(response.headers.get("Set-Cookie")).toMatch(/^session=; Expires=Thu, 01 Jan 1970/);
    expect(store.keys).toEqual([]);
    expect(await asks(app, id)).toEqual({});
  });

  test("is another one for what is kept after a logout", async () => {
    const { app, client } = shop();
    const before = idOf(await client.get("/login/3"));
    const after = idOf(await client.get("/logout?notice=bye"));
    expect(after).not.toBe(before);
    expect(await asks(app, after)).toEqual({ notice: "bye" });
    expect(await asks(app, before)).toEqual({});
  });
});

describe("the life of a session [security 35]", () => {
  test("ends when it was not used for the idle lifetime", async () => {
    const { app, client, clock } = shop({ SESSION_IDLE_LIFETIME: 600 });
    const id = idOf(await client.get("/set/user/3"));
    for (let minute = 0; minute < 30; minute += 5) {
      clock.now += 5 * 60_000;
      expect(await asks(app, id)).toEqual({ user: "3" });
    }
    clock.now += 10 * 60_000;
    expect(await asks(app, id)).toEqual({});
  });

  test("ends after the absolute lifetime, however much it is used and changed", async () => {
    const { app, client, clock } = shop({ SESSION_IDLE_LIFETIME: 600, SESSION_ABSOLUTE_LIFETIME: 1800 });
    const id = idOf(await client.get("/set/user/3"));
    for (let minute = 0; minute < 25; minute += 5) {
      clock.now += 5 * 60_000;
      await client.get(`/set/page/${minute}`);
      expect(await asks(app, id)).toMatchObject({ user: "3" });
    }
    clock.now += 5 * 60_000;
    expect(await asks(app, id)).toEqual({});
  });

  test("is as long as PERMANENT_SESSION_LIFETIME, and 90 days, unless said otherwise", async () => {
    const { app, client, clock } = shop();
    const id = idOf(await client.get("/set/user/3"));
    clock.now += 31 * 86_400_000 - 1;
    expect(await asks(app, id)).toEqual({ user: "3" });
    clock.now += 31 * 86_400_000 - 1;
    expect(await asks(app, id)).toEqual({ user: "3" });
    clock.now += 30 * 86_400_000;
    expect(await asks(app, id)).toEqual({});
  });

  test("may be without an end", async () => {
    const { app, client, clock } = shop({ SESSION_ABSOLUTE_LIFETIME: null, SESSION_IDLE_LIFETIME: 1e9 });
    const id = idOf(await client.get("/set/user/3"));
    clock.now += 9e11;
    expect(await asks(app, id)).toEqual({ user: "3" });
  });

  test("is noted in the store ten times in an idle lifetime at most", async () => {
    const { client, clock, store } = shop({ SESSION_IDLE_LIFETIME: 600 });
    await client.get("/set/user/3");
    for (let second = 0; second < 600; second += 10) {
      clock.now += 10_000;
      await client.get("/nothing");
    }
    expect(store.writes).toBe(1 + 10);
  });

  test("cannot be no number of seconds", async () => {
    for (const lifetime of [0, -1, Number.NaN, "60"]) {
      const { app, client } = shop({ SESSION_IDLE_LIFETIME: lifetime });
      app.testing = true;
      await expect(client.get("/set/user/3"), String(lifetime)).rejects.toThrow(
        /SESSION_IDLE_LIFETIME must be/,
      );
    }
  });

  test("of a permanent one is told to the browser whenever its use is noted", async () => {
    const { app, client, clock } = shop({ PERMANENT_SESSION_LIFETIME: 60 });
    const id = idOf(await client.get("/permanent"));
    const again = await clientWith(app, id).get("/nothing");
    expect([again.headers.get("Set-Cookie"), again.headers.get("Vary")]).toEqual([undefined, undefined]);
    clock.now += 6000;
    const noted = await clientWith(app, id).get("/nothing");
    expect(noted.headers.get("Set-Cookie")).toMatch(`session=${id}; Expires=Tue, 14 Nov 2023 22:14:26 GMT`);
    expect(noted.headers.get("Vary")).toBe("Cookie");
    app.config.set("SESSION_REFRESH_EACH_REQUEST", false);
    clock.now += 6000;
    expect(idOf(await clientWith(app, id).get("/nothing"))).toBe("");
  });
});

describe("parallel requests of one session", () => {
  test("lose nothing of what any of them changed", async () => {
    const { app, client, gate } = shop();
    const id = idOf(await client.get("/set/user/3"));
    const keys = Array.from({ length: 40 }, (_, index) => `key${index}`);
    await atOnce(
      { app, gate },
      id,
      keys.map((key) => `/set/${key}/1`),
    );
    const expected = Object.fromEntries(keys.map((key) => [key, "1"]));
    expect(await asks(app, id)).toEqual({ user: "3", ...expected });
  });

  test("lose no flashed message, and keep none that was shown", async () => {
    const { app, client, gate } = shop();
    const id = idOf(await client.get("/flash/old"));
    const [shown] = await atOnce({ app, gate }, id, ["/messages", "/flash/one", "/flash/two"]);
    expect(shown?.json).toEqual(["old"]);
    expect((await asks(app, id, "/messages")) as string[]).toEqual(["one", "two"]);
    expect(await asks(app, id, "/messages")).toEqual([]);
  });

  test("do not bring back a session that one of them has ended, and do not touch its cookie", async () => {
    const { app, client, gate, store } = shop();
    const id = idOf(await client.get("/login/3"));
    const [, late] = await atOnce({ app, gate }, id, ["/logout", "/set/page/2"]);
    expect(late?.headers.get("Set-Cookie")).toBeUndefined();
    expect(store.keys).toEqual([]);
  });

  test("take what others changed along to a new id", async () => {
    const { app, client, gate } = shop();
    const id = idOf(await client.get("/set/cart/tea"));
    const [, login] = await atOnce({ app, gate }, id, ["/set/page/2", "/login/3"]);
    expect(await asks(app, id)).toEqual({});
    expect(await asks(app, idOf(login))).toEqual({ cart: "tea", page: "2", user: "3" });
  });

  test("do not put an old id in the place of the new one", async () => {
    const { app, client, clock, gate } = shop({ SESSION_IDLE_LIFETIME: 60 });
    const id = idOf(await client.get("/permanent"));
    clock.now += 59_000;
    const [login, ...others] = await atOnce({ app, gate }, id, ["/login/3", "/nothing", "/", "/set/page/2"]);
    expect(idOf(login)).toHaveLength(43);
    expect(others.map(idOf)).toEqual(["", "", ""]);
  });

  test("cannot slip a CSRF secret of before into the session of after [security 36]", async () => {
    const { app, client, gate } = shop();
    const id = idOf(await client.get("/set/cart/tea"));
    const [, login] = await atOnce({ app, gate }, id, ["/set/csrf_token/planted", "/login/3"]);
    expect(await asks(app, idOf(login))).toEqual({ cart: "tea", user: "3" });
  });

  test("get a new session of their own when they log in to one that was ended", async () => {
    const { app, client, gate } = shop();
    const id = idOf(await client.get("/set/cart/tea"));
    const [, login] = await atOnce({ app, gate }, id, ["/logout", "/login/3"]);
    expect(await asks(app, idOf(login))).toEqual({ user: "3" });
  });

  test("fail rather than go on for ever", async () => {
    const { app, client, store } = shop();
    app.testing = true;
    await client.get("/set/user/3");
    store.compareAndSet = () => false;
    await expect(client.get("/set/user/4")).rejects.toMatchObject({ code: "session_conflict" });
    await expect(app.testClient().get("/set/user/4")).rejects.toMatchObject({ code: "session_conflict" });
  });
});

/** Counts, and shows its keys. */
class WatchedStore extends MemorySessionStore {
  writes = 0;
  readonly #keys = new Set<string>();

  get keys(): string[] {
    return [...this.#keys];
  }

  override compareAndSet(
    key: string,
    expected: string | undefined,
    text: string | undefined,
    lifetime: number,
  ): boolean {
    this.writes++;
    const written = super.compareAndSet(key, expected, text, lifetime);
    if (written && text !== undefined) this.#keys.add(key);
    if (written && text === undefined) this.#keys.delete(key);
    return written;
  }

  override delete(key: string): void {
    this.#keys.delete(key);
    super.delete(key);
  }
}

/** Lets requests pass one by one, in order, once `size` of them are there. */
class Gate {
  size = 0;
  readonly #waiting: (() => void)[] = [];

  async pass(): Promise<void> {
    if (this.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length < this.size) return;
      this.size = 0;
      for (const go of this.#waiting.splice(0)) go();
    });
  }
}

function shop(config: Record<string, unknown> = {}) {
  const app = new Flask(import.meta.url);
  const clock = { now: 1_700_000_000_000 };
  const store = new WatchedStore({ now: () => clock.now });
  const gate = new Gate();
  app.config.fromMapping(config);
  app.sessionInterface = new ServerSessionInterface(store, { now: () => clock.now });
  app.beforeRequest(() => gate.pass());
  app.get("/", () => Object.fromEntries(session));
  app.get("/nothing", () => "");
  app.get("/set/<key>/<value>", ({ key, value }) => `${session.set(key, value).size}`);
  app.get("/delete/<key>", ({ key }) => `${session.delete(key)}`);
  app.get("/permanent", () => `${(session.permanent = true)}`);
  app.get("/login/<user>", ({ user }) => {
    session.regenerate();
    return `${session.set("user", user).size}`;
  });
  app.get("/logout", () => {
    session.clear();
    const notice = request.args.get("notice");
    return notice === undefined ? "" : `${session.set("notice", notice).size}`;
  });
  app.get("/flash/<message>", ({ message }) => {
    flash(message);
    return "";
  });
  app.get("/messages", () => getFlashedMessages());
  return { app, client: app.testClient(), clock, gate, store };
}

/** Asks with a session's id as one request of many: all of them open the session before the first goes on. */
async function atOnce(
  { app, gate }: Pick<ReturnType<typeof shop>, "app" | "gate">,
  id: string,
  paths: readonly string[],
): Promise<TestResponse[]> {
  gate.size = paths.length;
  return await Promise.all(paths.map((path) => clientWith(app, id).get(path)));
}

/** What a client that has nothing but the id is told. */
async function asks(app: Flask, id: string, path = "/"): Promise<unknown> {
  return (await clientWith(app, id).get(path)).json;
}

function clientWith(app: Flask, id: string): TestClient {
  const client = app.testClient();
  client.setCookie("session", id);
  return client;
}

async function data(client: TestClient): Promise<unknown> {
  return (await client.get("/")).json;
}

function idOf(response: TestResponse | undefined): string {
  return /^session=([^;]*)/.exec(response?.headers.get("Set-Cookie") ?? "")?.[1] ?? "";
}
