import { rmSync } from "node:fs";
import { join } from "node:path";
import { defineEntity, p } from "@mikro-orm/core";
import type { Orm } from "@dewar/orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { KINDS, type TestDatabases } from "./databases.ts";
import { Site } from "./site.ts";

const Author = defineEntity({
  name: "Author",
  properties: { id: p.integer().primary(), name: p.string().nullable() },
});
const Post = defineEntity({
  name: "Post",
  properties: { id: p.integer().primary(), author: () => p.manyToOne(Author).deleteRule("cascade") },
});
const NamedAuthor = defineEntity({
  name: "Author",
  properties: { id: p.integer().primary(), name: p.string() },
});
const PostOfNamed = defineEntity({
  name: "Post",
  properties: { id: p.integer().primary(), author: () => p.manyToOne(NamedAuthor).deleteRule("cascade") },
});

describe.each(KINDS)("migrations with $name", ({ missing, start }) => {
  let databases: TestDatabases;
  let site: Site;

  beforeAll(async () => {
    if (missing === undefined) databases = await start();
  });
  afterAll(async () => databases?.[Symbol.asyncDispose]());
  beforeEach(async ({ skip }) => {
    skip(missing !== undefined, missing);
    site = new Site(await databases.create(), [Author, Post]);
  });

  function count(table: string): Promise<number> {
    return site.run(async (orm) => (await orm.em.execute(`select * from ${table}`)).length);
  }

  async function writePosts(): Promise<void> {
    await site.db("migrate -m a-one");
    await site.db("upgrade");
    await site.run(async (orm) => {
      for (const name of ["Ann", "Ben"]) {
        orm.em.create(Post, { author: orm.em.create(Author, { name }) });
      }
      await orm.em.flush();
    });
  }

  test("keep the rows that refer to a table that is changed", async () => {
    await writePosts();
    await site.db("migrate -m b-two", [NamedAuthor, PostOfNamed]);
    expect(await site.db("upgrade")).toMatch(/^Upgraded: \w+_b_two\n$/);
    expect([await count("author"), await count("post")]).toEqual([2, 2]);
    expect(await site.db("downgrade")).toMatch(/^Downgraded: \w+_b_two\n$/);
    expect([await count("author"), await count("post")]).toEqual([2, 2]);
  });

  test("are run once by processes that start at the same time", async () => {
    site.write("Migration1", ["create table counted (id int)"]);
    site.write("Migration2", ["insert into counted values (1)"]);
    const upgrade = (): Promise<number> =>
      site.run(async (orm: Orm) => (await orm.mikroOrmOf().migrator.up()).length);
    const ran = await Promise.all([upgrade(), upgrade(), upgrade()]);
    expect(ran.toSorted()).toEqual([0, 0, 2]);
    expect(await count("counted")).toBe(1);
  });

  test("that fail half-way leave everything as it was, also what came before in the same run", async () => {
    site.write("Migration1", ["create table kept (id int)"]);
    await site.db("upgrade");
    site.write("Migration2", ["create table second (id int)"]);
    site.write("Migration3", ["insert into kept values (1)", "create table third (id int)", "nonsense"]);
    expect(await site.db("upgrade")).toMatch(/^1: .*nonsense/);
    expect(await site.db("current")).toBe("Migration1 (2 behind)\n");
    expect(await count("kept")).toBe(0);
    await expect(count("second")).rejects.toThrow("second");
    await expect(count("third")).rejects.toThrow("third");
  });

  test("are not passed over when their files have gone", async () => {
    site.write("Migration1", ["create table one (id int)"], ["drop table one"]);
    site.write("Migration2", ["create table two (id int)"], ["drop table two"]);
    await site.db("upgrade");
    rmSync(join(site.folder, "migrations/Migration2.ts"));
    for (const line of ["downgrade", "downgrade base"]) {
      expect(await site.db(line)).toBe(
        "1: Error: The database has the migration Migration2, of which there is no file any more. Bring it back.\n",
      );
    }
    expect(await count("one")).toBe(0);
    site.write("Migration3", ["create table three (id int)"]);
    expect(await site.db("upgrade")).toBe("Upgraded: Migration3\n");
  });

  test("leave no row that refers to one that is not there", async () => {
    await writePosts();
    site.write("MigrationZ", ["update post set author_id = 77"]);
    expect(await site.db("upgrade")).toMatch(/^1: .*(foreign key constraint|from "post" to "author")/);
    expect(await site.db("current")).toMatch(/ \(1 behind\)\n$/);
  });
});
