import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineEntity, p } from "@mikro-orm/core";
import type { OrmOptions } from "@dewar/orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { shellOf } from "../src/database-shell.ts";
import { KINDS, type TestDatabases } from "./databases.ts";
import { Site } from "./site.ts";

const Post = defineEntity({ name: "Post", properties: { id: p.integer().primary(), title: p.string() } });
const PostWithText = defineEntity({
  name: "Post",
  properties: { id: p.integer().primary(), title: p.string(), text: p.text().nullable() },
});

describe.each(KINDS)("dewar db with $name", ({ name: kind, missing, start }) => {
  let databases: TestDatabases;
  let site: Site;
  const db: Site["db"] = (...words) => site.db(...words);

  beforeAll(async () => {
    if (missing === undefined) databases = await start();
  });
  afterAll(async () => databases?.[Symbol.asyncDispose]());
  beforeEach(async ({ skip }) => {
    skip(missing !== undefined, missing);
    site = new Site(await databases.create(), [Post]);
  });

  test("writes a migration from the entities, runs it, and takes it back", async () => {
    expect(await db("current")).toBe("None\n");
    expect(await db("history")).toBe("There are no migrations.\n");
    const wrote = await db("migrate -m Make-posts!");
    const [file = ""] = site.files();
    expect(file).toMatch(/^Migration\d{14}_make_posts\.ts$/);
    expect(wrote).toBe(`Wrote ${file}.\n`);
    expect(readFileSync(join(site.folder, "migrations", file), "utf8")).toContain("create table");

    const name = file.replace(".ts", "");
    expect(await db("current")).toBe("None (1 behind)\n");
    expect(await db("history")).toBe(`${name}  waiting\n`);
    expect(await db("upgrade")).toBe(`Upgraded: ${name}\n`);
    expect(await db("upgrade")).toBe("Nothing to upgrade.\n");
    expect(await db("current")).toBe(`${name}\n`);
    expect(await db("history")).toMatch(new RegExp(`^${name}  \\d{4}-\\d\\d-\\d\\dT`));
    expect(await db("migrate")).toBe("No changes in the entities.\n");

    expect(await db("downgrade")).toBe(`Downgraded: ${name}\n`);
    expect(await db("downgrade")).toBe("Nothing to downgrade.\n");
    expect(await db("current")).toBe("None (1 behind)\n");
  });

  test("goes up and down to a migration that is named", async () => {
    await db("migrate -m a-one");
    await db("migrate -m b-two", [PostWithText]);
    await db("migrate --empty -m c-three", [PostWithText]);
    const named = (text: string): string =>
      site
        .files()
        .find((name) => name.includes(text))
        ?.replace(".ts", "") ?? "";

    expect(await db("upgrade two")).toBe(`Upgraded: ${named("one")}\nUpgraded: ${named("two")}\n`);
    expect(await db("current")).toBe(`${named("two")} (1 behind)\n`);
    expect(await db("upgrade two", [PostWithText])).toBe("Nothing to upgrade.\n");
    await db("upgrade");
    expect(await db("downgrade one")).toBe(`Downgraded: ${named("three")}\nDowngraded: ${named("two")}\n`);
    expect(await db("downgrade base")).toBe(`Downgraded: ${named("one")}\n`);
    expect(await db("upgrade four")).toBe(
      '1: Error: No migration there is called "four". See: dewar db history\n',
    );
    expect(await db("upgrade Migration")).toContain('1: Error: Several migrations are called "Migration".');
  });

  test("says that the database is at a migration without running any", async () => {
    await db("migrate -m a-one");
    await db("migrate --empty -m b-two");
    const [one, two] = site.files().map((name) => name.replace(".ts", ""));

    expect(await db("stamp one")).toBe(`Marked as run: ${one}\n`);
    expect(await db("current")).toBe(`${one} (1 behind)\n`);
    expect(await db("stamp")).toBe(`Marked as run: ${two}\n`);
    expect(await db("stamp head")).toBe("The database is there already.\n");
    expect(await db("upgrade head")).toBe("Nothing to upgrade.\n");
    expect(await db("stamp one")).toBe(`Marked as not run: ${two}\n`);
    expect(await db("stamp base")).toBe(`Marked as not run: ${one}\n`);
    expect(await db("stamp three")).toBe(
      '1: Error: No migration there is called "three". See: dewar db history\n',
    );
    // Had `stamp` made or dropped the table, the first would fail, or the second.
    expect(await db("upgrade head")).toBe(`Upgraded: ${one}\nUpgraded: ${two}\n`);
    expect(await db("stamp base")).toBe(`Marked as not run: ${one}\nMarked as not run: ${two}\n`);
    expect(await db("seed", [Post], { seed: (em) => void em.create(Post, { title: "Tea" }) })).toBe(
      "Seeded.\n",
    );
  });

  test("keeps the migrations of each kind of database in a folder of its own", async () => {
    const migrations = { sqlite: "for-sqlite", postgresql: "for-postgresql" };
    await db("migrate -m posts", [Post], { migrations });
    const used = kind === "SQLite" ? migrations.sqlite : migrations.postgresql;
    expect(readdirSync(join(site.folder, used))).toHaveLength(2);
    expect(await db("upgrade", [Post], { migrations: used })).toMatch(/^Upgraded: Migration\d+_posts\n$/);
  });

  test("says whether a migration is due", async () => {
    await db("migrate");
    await db("upgrade");
    expect(await db("check")).toBe("No changes in the entities.\n");
    expect(await db("check", [PostWithText])).toBe(
      "1: Error: The entities have changed. Write a migration: dewar db migrate\n",
    );
  });

  test("fills the database, or leaves it as it is", async () => {
    await db("migrate");
    await db("upgrade");
    const seed: OrmOptions["seed"] = (em) => void em.create(Post, { title: "Tea" });
    expect(await db("seed", [Post], { seed })).toBe("Seeded.\n");
    const failing: OrmOptions["seed"] = async (em) => {
      em.create(Post, { title: "Milk" });
      await em.flush();
      throw new RangeError("no milk");
    };
    expect(await db("seed", [Post], { seed: failing })).toContain("1: RangeError: no milk");
    expect(await db("seed")).toContain("1: Error: There is nothing to seed");
    const titles: string[] = [];
    const look: OrmOptions["seed"] = async (em) => {
      for (const { title } of await em.findAll(Post)) titles.push(title);
    };
    await db("seed", [Post], { seed: look });
    expect(titles).toEqual(["Tea"]);
  });
});

describe("dewar db shell", () => {
  test("[security 55] opens the program of the database, with its password out of sight", () => {
    expect(shellOf({ kind: "sqlite", file: "/srv/app.db" })).toEqual({
      program: "sqlite3",
      words: ["/srv/app.db"],
      env: {},
    });
    expect(shellOf({ kind: "postgresql", url: "postgresql://ann:s%26cret@db:5433/shop" })).toEqual({
      program: "psql",
      words: ["postgresql://ann@db:5433/shop"],
      env: { PGPASSWORD: "s&cret" },
    });
    const inParameters = "postgresql:///shop?host=/run&password=s%26cret&user=ann%20b";
    expect(shellOf({ kind: "postgresql", url: inParameters })).toMatchObject({
      words: ["postgresql:///shop?host=/run&user=ann%20b"],
      env: { PGPASSWORD: "s&cret" },
    });
    expect(shellOf({ kind: "postgresql", url: "postgres://db:5433/shop" })).toMatchObject({
      words: ["postgres://db:5433/shop"],
      env: {},
    });
  });

  test("says why there is none", () => {
    expect(() => shellOf({ kind: "sqlite", file: ":memory:" })).toThrow("gone when the process ends");
    expect(() => shellOf({ kind: "other", url: "mysql://db/shop" })).toThrow("SQLite and PostgreSQL only");
  });
});
