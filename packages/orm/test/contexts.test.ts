import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { UniqueConstraintViolationException } from "@mikro-orm/core";
import { afterResponse, OutsideContextError, request } from "dewar";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { KINDS, type TestDatabases } from "./databases.ts";
import { Gate } from "./gate.ts";
import { namesIn, openShop, Product, type Shop, stock } from "./shop.ts";

describe.each(KINDS)("a context with a database of $name", ({ missing, start }) => {
  let databases: TestDatabases;
  let shop: Shop;

  beforeAll(async () => {
    if (missing === undefined) databases = await start();
  });
  afterAll(async () => databases?.[Symbol.asyncDispose]());
  beforeEach(async ({ skip, onTestFinished }) => {
    skip(missing !== undefined, missing);
    shop = await openShop(await databases.create());
    onTestFinished(() => shop.orm.close(shop.app));
  });

  test("saves what is flushed", async () => {
    await stock(shop, "tea");
    expect(await namesIn(shop)).toEqual(["tea"]);
  });

  test("forgets what is not", async () => {
    const { app, orm } = shop;
    app.get("/", () => {
      orm.em.create(Product, { name: "tea" });
      return "kept nowhere";
    });
    expect((await app.testClient().get("/")).text).toBe("kept nowhere");
    expect(await namesIn(shop)).toEqual([]);
  });

  test("rolls back a transaction that was begun and not ended", async () => {
    const { app, orm } = shop;
    app.get("/", async () => {
      await orm.em.begin();
      orm.em.create(Product, { name: "tea" });
      await orm.em.flush();
      return String(await orm.em.count(Product));
    });
    expect((await app.testClient().get("/")).text).toBe("1");
    expect(await namesIn(shop)).toEqual([]);
  });

  test("rolls back what it began and did not wait for, and gives every connection back", async () => {
    const { app, orm } = shop;
    app.get("/left", () => {
      void orm.em.begin();
      return "";
    });
    app.get("/twice", async () => {
      await Promise.race([orm.em.begin(), orm.em.begin()]);
      orm.em.create(Product, { name: "tea" });
      await orm.em.flush();
      return "";
    });
    app.get("/failed", () => {
      void orm.em.begin();
      throw new RangeError("out of tea");
    });
    app.get("/committing", async () => {
      await orm.em.begin();
      orm.em.commit().catch(() => undefined);
      return "";
    });
    app.get("/forked", async () => {
      await orm.em.fork().begin();
      return "";
    });
    const client = app.testClient();
    for (const path of ["/left", "/twice", "/failed", "/committing", "/forked"]) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => client.get(path)));
      expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(
        new Set([path === "/failed" ? 500 : 200]),
      );
    }
    expect(await namesIn(shop)).toEqual([]);
  });

  test("that has ended begins no transaction any more, but goes on with those that end by themselves", async () => {
    const { app, orm } = shop;
    const over = new Gate();
    let begun: Promise<void> = Promise.resolve();
    let done: Promise<void> = Promise.resolve();
    app.get("/", async () => {
      begun = over.opened.then(() => orm.em.begin());
      done = orm.em.transactional(async () => {
        await over.opened;
        orm.em.create(Product, { name: "tea" });
      });
      return "";
    });
    await app.testClient().get("/");
    over.open();
    await expect(begun).rejects.toThrow(OutsideContextError);
    await expect(begun).rejects.toThrow("Wait for the work before the view returns");
    await done;
    expect(await namesIn(shop)).toEqual(["tea"]);
  });

  test("rolls back the transactions of clients that have left", async () => {
    const { app, orm } = shop;
    app.get("/", async function* () {
      await orm.em.begin();
      orm.em.create(Product, { name: "tea" });
      await orm.em.flush();
      for (;;) yield "tea ".repeat(10_000);
    });
    const server = createServer(app.nodeHandler).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    for (let client = 0; client < 12; client++) {
      const response = await fetch(`http://127.0.0.1:${port}/`);
      await response.body?.cancel();
    }
    expect(await namesIn(shop)).toEqual([]);
    server.close();
    server.closeAllConnections();
  });

  test("rolls back the transaction of a view that fails", async () => {
    const { app, orm } = shop;
    app.get("/", async () => {
      await orm.em.transactional(async () => {
        orm.em.create(Product, { name: "tea" });
        await orm.em.flush();
        throw new RangeError("out of tea");
      });
      return "";
    });
    expect((await app.testClient().get("/")).statusCode).toBe(500);
    expect(await namesIn(shop)).toEqual([]);
  });

  test("sees the transaction that it is inside of", async () => {
    const { app, orm } = shop;
    await app.appContext().run(async () => {
      const { em } = orm;
      await em.transactional(async () => {
        em.create(Product, { name: "tea" });
        await em.flush();
        expect(await orm.em.count(Product)).toBe(1);
        expect(await orm.repository(Product).count()).toBe(1);
      });
      expect(await em.count(Product)).toBe(1);
    });
  });

  test("has nothing to do with the transaction of the context around it", async () => {
    const { app, orm } = shop;
    await stock(shop, "milk");
    const over = new Gate();
    let later = Promise.resolve(0);
    await app.appContext().run(() =>
      orm.em.transactional(async () => {
        later = over.opened.then(() => app.appContext().run(() => orm.em.nativeDelete(Product, {})));
      }),
    );
    over.open();
    expect(await later).toBe(1);
    expect(await namesIn(shop)).toEqual([]);
  });

  test("has entities of its own", async () => {
    const { app, orm } = shop;
    await stock(shop, "tea");
    const fetched = (): Promise<object> => app.appContext().run(() => orm.getOrAbort404(Product, 1));
    expect(await fetched()).not.toBe(await fetched());
    await app.appContext().run(async () => {
      expect(await orm.getOrAbort404(Product, 1)).toBe(await orm.getOrAbort404(Product, 1));
    });
  });

  test("[security 40] keeps 200 parallel requests apart", { timeout: 60_000 }, async () => {
    const { app, orm } = shop;
    app.post("/<name>", async ({ name }) => {
      const product = orm.em.create(Product, { name });
      const waiting = orm.em.getUnitOfWork().getPersistStack().size;
      await orm.em.flush();
      if (product.id % 2 === 0) {
        await orm.em.transactional(async () => {
          product.stock = 99;
          await orm.em.flush();
          throw new RangeError("changed its mind");
        });
      }
      return `${name} ${waiting} ${(await orm.em.find(Product, { name })).length}`;
    });
    const client = app.testClient();
    const names = Array.from({ length: 200 }, (_, index) => `p${String(index).padStart(3, "0")}`);
    const responses = await Promise.all(names.map((name) => client.post(`/${name}`)));
    const answers = responses.flatMap((response, index) =>
      response.statusCode === 200 ? [[response.text, `${names[index]} 1 1`]] : [],
    );
    for (const [answer, expected] of answers) expect(answer).toBe(expected);
    expect(responses.filter(({ statusCode }) => statusCode === 500)).toHaveLength(100);
    expect(await namesIn(shop)).toEqual(names);
    const changed = await app.appContext().run(() => orm.em.count(Product, { stock: 99 }));
    expect(changed).toBe(0);
  });

  test("tells of a value that is there already, and goes on", async () => {
    const { app, orm } = shop;
    await stock(shop, "tea");
    app.post("/<name>", async ({ name }) => {
      orm.em.create(Product, { name });
      try {
        await orm.em.flush();
      } catch (error) {
        if (!(error instanceof UniqueConstraintViolationException)) throw error;
        orm.em.clear();
        return `${name} is there, with ${await orm.em.count(Product)} in all`;
      }
      return `${name} added`;
    });
    const client = app.testClient();
    expect((await client.post("/tea")).text).toBe("tea is there, with 1 in all");
    expect((await client.post("/milk")).text).toBe("milk added");
    expect(await namesIn(shop)).toEqual(["milk", "tea"]);
  });

  test("is there for work after the response, with an entity manager of its own", async () => {
    const { app, orm } = shop;
    app.post("/", () => {
      orm.em.create(Product, { name: "not flushed" });
      afterResponse(async () => {
        orm.em.create(Product, { name: `after ${request.path}` });
        await orm.em.flush();
      });
      return "";
    });
    await app.testClient().post("/");
    await app.backgroundWork.finished();
    expect(await namesIn(shop)).toEqual(["after /"]);
  });

  test("leaves connections to others while rows are read one by one, also to what is asked for each of them", async () => {
    const { app, orm } = shop;
    for (const name of ["milk", "tea"]) await stock(shop, name);
    await app.appContext().run(async () => {
      const found: string[] = [];
      for await (const { name } of orm.em.stream(Product, { orderBy: { id: "asc" } })) {
        found.push(`${name} ${await orm.em.count(Product, { name })} ${(await namesIn(shop)).length}`);
      }
      expect(found).toEqual(["milk 1 2", "tea 1 2"]);
    });
    for (let reader = 0; reader < 12; reader++) {
      await app.appContext().run(async () => {
        for await (const _ of orm.em.stream(Product)) break;
      });
    }
    expect(await namesIn(shop)).toEqual(["milk", "tea"]);
  });

  test("closes what it began to read, before it rolls back", async () => {
    const { app, orm } = shop;
    for (let product = 0; product < 120; product++) await stock(shop, `p${product}`);
    let later: AsyncIterator<unknown> | undefined;
    app.get("/<int:transaction>", async ({ transaction }) => {
      if (transaction === 1) await orm.em.begin();
      later = orm.em.stream(Product);
      await later.next();
      return "read one";
    });
    const client = app.testClient();
    for (let reader = 0; reader < 24; reader++) {
      expect((await client.get(`/${reader % 2}`)).text).toBe("read one");
    }
    const readOn = async (): Promise<void> => {
      for (let more = true; more; ) more = (await later?.next())?.done === false;
    };
    await expect(readOn()).rejects.toThrow("Rows were to be read in a context that has ended");
    expect(await namesIn(shop)).toHaveLength(120);
  });

  test("ends its transaction when the connections are closed meanwhile", async () => {
    const { app, orm } = shop;
    const begun = new Gate();
    const closing = new Gate();
    app.get("/", async () => {
      await orm.em.transactional(async (em) => {
        em.create(Product, { name: "tea" });
        await em.flush();
        begun.open();
        await closing.opened;
        em.create(Product, { name: "milk" });
      });
      return "saved";
    });
    const answer = app.testClient().get("/");
    await begun.opened;
    const closed = orm.close(app);
    // As long as a close needs that waits for nothing.
    await new Promise((resolve) => setImmediate(resolve));
    closing.open();
    expect((await answer).text).toBe("saved");
    await closed;
    expect(await namesIn(shop).catch(String)).toEqual(["milk", "tea"]);
  });

  test("stays open while a response is streamed", async () => {
    const { app, orm } = shop;
    await stock(shop, "tea");
    app.get("/", async function* () {
      yield "first ";
      yield (await orm.getOrAbort404(Product, 1)).name;
    });
    expect((await app.testClient().get("/")).text).toBe("first tea");
  });

  test("is there in commands and in the shell", async () => {
    const { app, orm } = shop;
    app.cli.command("count", async () => console.log(await orm.em.count(Product)));
    expect((await app.testCliRunner().invoke(["count"])).output).toBe("0\n");
    expect(app.appContext().run(() => Object.keys(app.makeShellContext()))).toEqual(["app", "g", "orm"]);
  });

  test("is needed", () => {
    expect(() => shop.orm.em).toThrow(OutsideContextError);
    expect(() => shop.orm.em).toThrow("Do the work inside `app.appContext().run(() => ...)`");
  });
});
