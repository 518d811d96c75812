import { DatabaseUnavailable } from "@dewar/orm";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { KINDS, type TestDatabases } from "./databases.ts";
import { Gate } from "./gate.ts";
import { hasPostgres, PostgresServer } from "./postgres-server.ts";
import { namesIn, openShop, Product, type Shop, stock } from "./shop.ts";

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

describe("a file of SQLite that another process has locked", () => {
  let databases: TestDatabases;
  let shop: Shop;
  let other: Shop;

  beforeAll(async () => {
    databases = await KINDS[0].start();
  });
  afterAll(async () => databases[Symbol.asyncDispose]());

  async function open(timeout: number): Promise<void> {
    const url = await databases.create();
    shop = await openShop(url, { DATABASE_POOL: { timeout } });
    other = await openShop(url);
    shop.app.post("/<name>", async ({ name }) => {
      shop.orm.em.create(Product, { name });
      await shop.orm.em.flush();
      return "saved";
    });
    onTestFinished(async () => {
      await shop.orm.close(shop.app);
      await other.orm.close(other.app);
    });
  }

  test("makes requests fail with 503 that wait for too long", async () => {
    await open(0.1);
    const client = shop.app.testClient();
    await other.app.appContext().run(async () => {
      await other.orm.em.transactional(async () => {
        expect((await client.post("/tea")).statusCode).toBe(503);
        expect(await namesIn(shop)).toEqual([]);
      });
    });
    expect((await client.post("/tea")).text).toBe("saved");
  });

  test("makes requests wait, and nothing else in this process", async () => {
    await open(60);
    let answer = Promise.resolve("");
    await other.app.appContext().run(async () => {
      await other.orm.em.transactional(async () => {
        answer = shop.app
          .testClient()
          .post("/tea")
          .then(({ text }) => text);
        // Goes on only if the request's waiting leaves this process to others.
        await other.orm.em.count(Product);
        await new Promise((resolve) => setImmediate(resolve));
      });
    });
    expect(await answer).toBe("saved");
    expect(await namesIn(other)).toEqual(["tea"]);
  });

  test("is not read by one who then waits in vain to change it", async () => {
    await open(60);
    const buy = ({ app, orm }: Shop): Promise<void> =>
      app.appContext().run(() =>
        orm.em.transactional(async () => {
          const tea = await orm.oneOrAbort404(Product, { name: "tea" });
          tea.stock -= 1;
        }),
      );
    await stock(shop, "tea", 20);
    await Promise.all(Array.from({ length: 10 }, () => [buy(shop), buy(other)]).flat());
    const left = await shop.app
      .appContext()
      .run(async () => (await shop.orm.oneOrAbort404(Product, { name: "tea" })).stock);
    expect(left).toBe(0);
  });
});

describe("a PostgreSQL that goes away", () => {
  let server: PostgresServer;

  beforeAll(async () => {
    if (hasPostgres()) server = await PostgresServer.start();
  });
  afterAll(async () => server?.[Symbol.asyncDispose]());
  beforeEach(({ skip }) => skip(!hasPostgres(), "postgres and initdb are not installed"));

  test("[security 69] makes requests fail with 503 until it is back, and is told of in the log", async ({
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
