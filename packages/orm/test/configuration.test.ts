import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineEntity, p } from "@mikro-orm/core";
import { Flask, SetupError } from "dewar";
import { Orm } from "@dewar/orm";
import { describe, expect, test } from "vitest";
import { openShop, Product, stock } from "./shop.ts";

const MEMORY = "sqlite::memory:";
const Visit = defineEntity({ name: "Visit", properties: { id: p.integer().primary(), path: p.string() } });

describe("the database", () => {
  test("is a file in the instance folder unless the configuration says otherwise", async ({
    onTestFinished,
  }) => {
    const folder = mkdtempSync(join(tmpdir(), "site-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const app = new Flask(import.meta.url, { instancePath: join(folder, "instance") });
    const orm = new Orm({ entities: [Product] });
    orm.initApp(app);
    expect(app.config.get("DATABASE_URL")).toBe("sqlite:app.db");
    await app.appContext().run(() => orm.createAll());
    expect(existsSync(join(folder, "instance/app.db"))).toBe(true);
    await orm.close(app);
  });

  test.each(["sqlite:data/shop.db", "sqlite:///data/shop.db", "sqlite:////FOLDER/data/shop.db"])(
    "is the file that %s names",
    async (url) => {
      const folder = mkdtempSync(join(tmpdir(), "site-"));
      const app = new Flask(import.meta.url, { instancePath: folder });
      app.config.set("DATABASE_URL", url.replace("/FOLDER", folder));
      const orm = new Orm(app, { entities: [Product] });
      await app.appContext().run(() => orm.createAll());
      expect(existsSync(join(folder, "data/shop.db"))).toBe(true);
      await orm.close(app);
      rmSync(folder, { recursive: true });
    },
  );

  test.each([MEMORY, "sqlite://", "sqlite:"])(
    "is in memory for %s, for as long as it is open",
    async (url) => {
      const shop = await openShop(url);
      await stock(shop, "tea");
      const count = (): Promise<number> => shop.app.appContext().run(() => shop.orm.em.count(Product));
      expect(await count()).toBe(1);
      await shop.orm.close(shop.app);
      await expect(count()).rejects.toThrow("no such table");
    },
  );

  test.each([
    ["shop.db", "The URL of a database has no scheme."],
    ["mysql://localhost/shop", 'There is no driver for "mysql:" here'],
  ])("cannot be at %s", async (url, message) => {
    await expect(openShop(url)).rejects.toThrow(message);
  });

  test.each([
    "postgresql//ann:s3cret@localhost/shop",
    "postgresql://ann:s3cret%@localhost/shop",
    "postgresql://ann:s3cret/x@localhost/shop",
    "postgresql://ann:s3cret#x@localhost/shop",
    "postgresql://ann:s3cret@[::/shop",
  ])("is told of without its password when the URL cannot be read: %s", async (url) => {
    await expect(openShop(url)).rejects.toThrow(/^(?!.*s3cret)The URL of a database .*encodeURIComponent/);
  });
});

describe("further databases", () => {
  test("have entities of their own, which are found where they are", async () => {
    const binds = { log: [Visit] };
    const shop = await openShop(MEMORY, { DATABASE_BINDS: { log: MEMORY } }, { binds });
    const { app, orm } = shop;
    await app.appContext().run(async () => {
      await orm.createAll("log");
      orm.emOf("log").create(Visit, { path: "/" });
      await orm.emOf("log").flush();
      expect((await orm.getOrAbort404(Visit, 1)).path).toBe("/");
      expect(await orm.repository(Visit).count()).toBe(1);
      expect((await orm.paginate(Visit)).total).toBe(1);
      expect(await orm.em.count(Product)).toBe(0);
      expect(await orm.repository(Product).count()).toBe(0);
      expect((await orm.paginate(Product)).total).toBe(0);
    });
    await orm.close(app);
  });

  test("take no part in a transaction of the other", async () => {
    const shop = await openShop(MEMORY, { DATABASE_BINDS: { log: MEMORY } }, { binds: { log: [Visit] } });
    const { app, orm } = shop;
    await app.appContext().run(async () => {
      await orm.createAll("log");
      const changing = orm.em.transactional(async () => {
        orm.emOf("log").create(Visit, { path: "/" });
        await orm.emOf("log").flush();
        throw new RangeError("out of tea");
      });
      await expect(changing).rejects.toThrow("out of tea");
      expect(await orm.emOf("log").count(Visit)).toBe(1);
    });
    await orm.close(app);
  });

  test("leave it its transaction inside of theirs", async () => {
    const shop = await openShop(MEMORY, { DATABASE_BINDS: { log: MEMORY } }, { binds: { log: [Visit] } });
    const { app, orm } = shop;
    await app.appContext().run(async () => {
      await orm.createAll("log");
      const changing = orm.em.transactional(async () => {
        await orm.emOf("log").transactional(async () => {
          orm.emOf("log").create(Visit, { path: "/" });
          orm.em.create(Product, { name: "tea" });
          await orm.em.flush();
          expect(await orm.repository(Product).count()).toBe(1);
        });
        throw new RangeError("out of tea");
      });
      await expect(changing).rejects.toThrow("out of tea");
      expect(await orm.em.count(Product)).toBe(0);
      expect(await orm.emOf("log").count(Visit)).toBe(1);
    });
    await orm.close(app);
  });

  test("[security 21] must be known", async () => {
    const { app, orm } = await openShop(MEMORY, {}, { binds: { log: [Visit] } });
    app.appContext().run(() => {
      expect(() => orm.emOf("log")).toThrow(
        'There is no database called "log". Give its URL in DATABASE_BINDS.',
      );
      expect(() => orm.emOf("toString")).toThrow('no database called "toString"');
    });
    await orm.close(app);
  });
});

describe("one Orm", () => {
  test("serves several applications, each with its own database", async () => {
    const orm = new Orm({ entities: [Product] });
    const apps = ["one", "two"].map((name) => {
      const app = new Flask(import.meta.url, { name });
      app.config.set("DATABASE_URL", MEMORY);
      orm.initApp(app);
      return app;
    });
    for (const app of apps) {
      await app.appContext().run(async () => {
        await orm.createAll();
        orm.em.create(Product, { name: app.name });
        await orm.em.flush();
        expect((await orm.em.findAll(Product)).map(({ name }) => name)).toEqual([app.name]);
      });
      await orm.close(app);
    }
  });

  test("belongs to the applications that it was given", () => {
    const app = new Flask(import.meta.url, { name: "other" });
    const orm = new Orm({ entities: [Product] });
    expect(() => app.appContext().run(() => orm.em)).toThrow("was not given to orm.initApp()");
  });

  test("is all that an application can have", () => {
    const app = new Flask(import.meta.url);
    new Orm({ entities: [Product] }).initApp(app);
    expect(() => new Orm(app, { entities: [Product] })).toThrow(SetupError);
  });
});

test("tables that cannot be made leave foreign keys in force", async ({ onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), "site-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const url = `sqlite:${join(folder, "shop.db")}`;
  const old = defineEntity({
    name: "Visit",
    properties: { id: p.integer().primary(), path: p.string().nullable() },
  });
  const before = await openShop(url, {}, { entities: [old] });
  await before.app.appContext().run(() => before.orm.em.insert(old, {}));
  await before.orm.close(before.app);

  const app = new Flask(import.meta.url);
  app.config.set("DATABASE_URL", url);
  const orm = new Orm(app, { entities: [Visit] });
  await app.appContext().run(async () => {
    await expect(orm.createAll()).rejects.toThrow("NOT NULL constraint failed");
    expect(await orm.em.execute("pragma foreign_keys")).toMatchObject([{ foreign_keys: 1 }]);
  });
  await orm.close(app);
});

test("tables are made and dropped without a migration", async () => {
  const { app, orm } = await openShop(MEMORY);
  await app.appContext().run(async () => {
    expect(await orm.em.count(Product)).toBe(0);
    await orm.dropAll();
    await expect(orm.em.count(Product)).rejects.toThrow("no such table");
  });
  await orm.close(app);
});
