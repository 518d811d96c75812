import { DatabaseUnavailable } from "@dewar/orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { KINDS, type TestDatabases } from "./databases.ts";
import { Gate } from "./gate.ts";
import { hasPostgres, PostgresServer } from "./postgres-server.ts";
import { openShop, Product, stock } from "./shop.ts";

describe.each(KINDS)("when every connection of $name is busy", ({ missing, start }) => {
  let databases: TestDatabases;

  beforeAll(async () => {
    if (missing === undefined) databases = await start();
  });
  afterAll(async () => databases?.[Symbol.asyncDispose]());
  beforeEach(({ skip }) => skip(missing !== undefined, missing));

  test("a request is answered with 503, and the next one after it is served", async ({ onTestFinished }) => {
    const shop = await openShop(await databases.create(), { DATABASE_POOL: { max: 1, timeout: 0.1 } });
    const { app, orm } = shop;
    onTestFinished(() => orm.close(app));
    const begun = new Gate();
    const end = new Gate();
    app.get("/hold", async () => {
      await orm.em.transactional(async () => {
        orm.em.create(Product, { name: "tea" });
        await orm.em.flush();
        begun.open();
        await end.opened;
      });
      return "held";
    });
    app.get("/count", async () => String(await orm.em.count(Product)));
    app.post("/", async () => {
      orm.em.create(Product, { name: "milk" });
      await orm.em.flush();
      return "saved";
    });

    const client = app.testClient();
    const holding = client.get("/hold");
    await begun.opened;
    expect((await client.get("/count")).statusCode).toBe(503);
    expect((await client.post("/")).statusCode).toBe(503);
    end.open();
    expect((await holding).text).toBe("held");
    expect((await client.get("/count")).text).toBe("1");
    expect((await client.post("/")).text).toBe("saved");
  });
});

describe("a PostgreSQL that goes away", () => {
  let server: PostgresServer;

  beforeAll(async () => {
    if (hasPostgres()) server = await PostgresServer.start();
  });
  afterAll(async () => server?.[Symbol.asyncDispose]());
  beforeEach(({ skip }) => skip(!hasPostgres(), "postgres and initdb are not installed"));

  test("makes requests fail with 503 until it is back, and is told of in the log", async ({
    onTestFinished,
  }) => {
    const shop = await openShop(await server.createDatabase());
    const { app, orm } = shop;
    onTestFinished(() => orm.close(app));
    const log: string[] = [];
    app.logger = { ...app.logger, error: (_error, text) => void log.push(String(text)) };
    app.get("/", async () => (await orm.getOrAbort404(Product, 1)).name);
    await stock(shop, "tea");
    const client = app.testClient();
    expect((await client.get("/")).text).toBe("tea");

    await server.stop();
    expect((await client.get("/")).statusCode).toBe(503);
    expect((await client.get("/")).statusCode).toBe(503);
    expect(new Set(log)).toEqual(new Set(["The database is not available"]));

    await server.run();
    expect((await client.get("/")).text).toBe("tea");
  });

  test("breaks off what it is asked, and the transactions that are under way", async ({ onTestFinished }) => {
    const { app, orm } = await openShop(await server.createDatabase(), { DATABASE_POOL: { max: 2 } });
    onTestFinished(() => orm.close(app));
    const began = [new Gate(), new Gate()] as const;
    const stopped = new Gate();
    app.get("/ask", async () => {
      const asked = orm.em.execute("select pg_sleep(60)");
      began[0].open();
      await asked;
      return "";
    });
    app.get("/change", async () => {
      await orm.em.transactional(async () => {
        orm.em.create(Product, { name: "tea" });
        await orm.em.flush();
        began[1].open();
        await stopped.opened;
      });
      return "";
    });
    const client = app.testClient();
    const answers = [client.get("/ask"), client.get("/change")];
    await Promise.all(began.map(({ opened }) => opened));
    await server.stop();
    stopped.open();
    expect((await Promise.all(answers)).map(({ statusCode }) => statusCode)).toEqual([503, 503]);
    await server.run();
    expect(await app.appContext().run(() => orm.em.count(Product))).toBe(0);
  });

  test("is an error that an application may handle", async ({ onTestFinished }) => {
    const { app, orm } = await openShop(await server.createDatabase());
    onTestFinished(() => orm.close(app));
    app.get("/", async () => String(await orm.em.count(Product)));
    app.errorHandler(DatabaseUnavailable, ({ cause }) => [`Back soon: ${cause instanceof Error}`]);
    await orm.close(app);
    app.config.set("DATABASE_URL", "postgresql://127.0.0.1:1/none");
    expect((await app.testClient().get("/")).json).toEqual(["Back soon: true"]);
  });
});
