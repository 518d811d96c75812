import { defineEntity, p } from "@mikro-orm/core";
import type { SqlEntityManager } from "@mikro-orm/sql";
import { Flask } from "dewar";
import { Orm, type Pagination } from "@dewar/orm";
import { describe, expectTypeOf, test } from "vitest";

const Author = defineEntity({ name: "Author", properties: { id: p.integer().primary(), name: p.string() } });
const Post = defineEntity({
  name: "Post",
  properties: { id: p.integer().primary(), title: p.string(), author: () => p.manyToOne(Author).ref() },
});
const orm = new Orm({ entities: [Author, Post] });

describe("the types of an Orm", () => {
  test("are those of the entities", () => {
    expectTypeOf(orm.em).toEqualTypeOf<SqlEntityManager>();
    const get = () => orm.getOrAbort404(Post, 1);
    expectTypeOf<Awaited<ReturnType<typeof get>>["title"]>().toEqualTypeOf<string>();
    // @ts-expect-error a key is a number
    void (() => orm.getOrAbort404(Post, { name: 1 }));
    // @ts-expect-error there is no such property
    void (() => orm.firstOrAbort404(Post, { name: "x" }));
    // @ts-expect-error an order of what is not there
    void (() => orm.paginate(Post, {}, { orderBy: { size: "asc" } }));
  });

  test("know what has been loaded along", () => {
    const get = () => orm.firstOrAbort404(Post, { title: "Tea" }, { populate: ["author"] });
    expectTypeOf<Awaited<ReturnType<typeof get>>["author"]["$"]["name"]>().toEqualTypeOf<string>();
    const page = () => orm.paginate(Post, {}, { populate: ["author"] });
    expectTypeOf<Awaited<ReturnType<typeof page>>>().toExtend<Pagination<{ readonly title: string }>>();
  });

  test("give the configuration its keys", () => {
    const { config } = new Flask(import.meta.url);
    expectTypeOf(config.get("DATABASE_URL")).toEqualTypeOf<string>();
    expectTypeOf(config.get("DATABASE_SLOW_QUERY")).toEqualTypeOf<number | null>();
  });
});
