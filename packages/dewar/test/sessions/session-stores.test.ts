import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Flask, session } from "../../src/index.ts";
import { MemorySessionStore } from "../../src/sessions/memory-session-store.ts";
import { RedisSessionStore } from "../../src/sessions/redis-session-store.ts";
import { ServerSessionInterface } from "../../src/sessions/server-session-interface.ts";
import type { SessionStore } from "../../src/sessions/session-store.ts";
import { hasRedis, RedisServer } from "./redis-server.ts";

describe("a store in memory", () => {
  behavesAsStore(() => new MemorySessionStore());

  test("forgets a text when its time is over", () => {
    let now = 0;
    const store = new MemorySessionStore({ now: () => now });
    store.compareAndSet("a", undefined, "tea", 60);
    now = 59_999;
    expect(store.get("a")).toBe("tea");
    now = 60_000;
    expect(store.get("a")).toBeUndefined();
    expect(store.compareAndSet("a", "tea", "cup", 60)).toBe(false);
    expect(store.compareAndSet("a", undefined, "cup", 60)).toBe(true);
  });

  test("is bounded, and lets go of what was used least recently", () => {
    const store = new MemorySessionStore({ limit: 2 });
    for (const key of ["a", "b"]) store.compareAndSet(key, undefined, key, 60);
    store.get("a");
    store.compareAndSet("c", undefined, "c", 60);
    expect(["a", "b", "c"].map((key) => store.get(key))).toEqual(["a", undefined, "c"]);
  });
});

describe.skipIf(!hasRedis())("a store in Redis (left out where there is no redis-server)", () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  afterAll(async () => {
    await redis[Symbol.asyncDispose]();
  });

  let stores = 0;
  behavesAsStore(() => new RedisSessionStore(redis.client, { prefix: `${++stores}:` }));

  test("leaves it to Redis to forget", async () => {
    await new RedisSessionStore(redis.client).compareAndSet("a", undefined, "tea", 60);
    expect(await redis.client.pTTL("session:a")).toBeGreaterThan(50_000);
    expect(await redis.client.pTTL("session:a")).toBeLessThanOrEqual(60_000);
  });
});

/** A session that requests of a whole application share. */
async function losesNothing(store: SessionStore): Promise<void> {
  const app = new Flask(import.meta.url);
  app.sessionInterface = new ServerSessionInterface(store);
  app.get("/", () => Object.fromEntries(session));
  app.get("/set/<key>", ({ key }) => `${session.set(key, 1).size}`);
  const client = app.testClient();
  await client.get("/set/first");
  const keys = Array.from({ length: 20 }, (_, index) => `key${index}`);
  await Promise.all(keys.map((key) => client.get(`/set/${key}`)));
  const { json } = await client.get("/");
  expect(json).toEqual(Object.fromEntries(["first", ...keys].map((key) => [key, 1])));
}

function behavesAsStore(make: () => SessionStore): void {
  test("gives what was written, by key", async () => {
    const store = make();
    expect(await store.get("a")).toBeUndefined();
    expect(await store.compareAndSet("a", undefined, "grüner Tee 🍵", 60)).toBe(true);
    expect(await store.get("a")).toBe("grüner Tee 🍵");
    expect(await store.get("b")).toBeUndefined();
  });

  test("writes only over what the writer has seen", async () => {
    const store = make();
    await store.compareAndSet("a", undefined, "tea", 60);
    expect(await store.compareAndSet("a", undefined, "cup", 60)).toBe(false);
    expect(await store.compareAndSet("a", "pot", "cup", 60)).toBe(false);
    expect(await store.get("a")).toBe("tea");
    expect(await store.compareAndSet("a", "tea", "cup", 60)).toBe(true);
    expect(await store.get("a")).toBe("cup");
  });

  test("takes a text away, compared or not", async () => {
    const store = make();
    await store.compareAndSet("a", undefined, "tea", 60);
    expect(await store.compareAndSet("a", "cup", undefined, 60)).toBe(false);
    expect(await store.compareAndSet("a", "tea", undefined, 60)).toBe(true);
    expect(await store.get("a")).toBeUndefined();
    await store.compareAndSet("a", undefined, "pot", 60);
    await store.delete("a");
    await store.delete("a");
    expect(await store.get("a")).toBeUndefined();
  });

  test("lets one of many writers win", async () => {
    const store = make();
    const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
    const written = await Promise.all(
      texts.map(async (text) => await store.compareAndSet("a", undefined, text, 60)),
    );
    expect(written.filter(Boolean)).toHaveLength(1);
    expect(await store.get("a")).toBe(texts[written.indexOf(true)]);
  });

  test("keeps what parallel requests of one session change", async () => {
    await losesNothing(make());
  });
}
