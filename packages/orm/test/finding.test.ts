import { NotFound } from "dewar";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { KINDS, type TestDatabases } from "./databases.ts";
import { openShop, Product, type Shop, stock } from "./shop.ts";

describe.each(KINDS)("finding entities in $name", ({ missing, start }) => {
  let databases: TestDatabases;
  let shop: Shop;

  beforeAll(async () => {
    if (missing !== undefined) return;
    databases = await start();
    shop = await openShop(await databases.create());
    for (const [index, name] of ["bread", "milk", "salt", "sugar", "tea"].entries())
      await stock(shop, name, index);
  });
  afterAll(async () => {
    await shop?.orm.close(shop.app);
    await databases?.[Symbol.asyncDispose]();
  });
  beforeEach(({ skip }) => skip(missing !== undefined, missing));

  function inContext<T>(work: (orm: Shop["orm"]) => Promise<T>, path = "/"): Promise<T> {
    return shop.app.testRequestContext(path, () => work(shop.orm));
  }

  test("by key, or 404", async () => {
    expect((await inContext((orm) => orm.getOrAbort404(Product, 2))).name).toBe("milk");
    await expect(inContext((orm) => orm.getOrAbort404(Product, 9))).rejects.toThrow(NotFound);
    const missing = inContext((orm) => orm.getOrAbort404(Product, 9, { description: "No such product." }));
    await expect(missing).rejects.toThrow("No such product.");
  });

  test("by a key that is larger than keys can be is 404 too", async () => {
    await expect(inContext((orm) => orm.getOrAbort404(Product, 2 ** 50))).rejects.toThrow(NotFound);
  });

  test.each([NaN, Infinity])("by a key that is no number is 404 too: %s", async (key) => {
    await expect(inContext((orm) => orm.getOrAbort404(Product, key))).rejects.toThrow(NotFound);
  });

  test.each(["99999999999999999999", "1e400", "", "x", "\ud800", "1 or 1=1", -1, 1.5, 2n ** 70n])(
    "by a key from outside that no row has is 404 too: %s",
    async (key) => {
      await expect(inContext((orm) => orm.getOrAbort404(Product, asKey(key)))).rejects.toThrow(NotFound);
    },
  );

  test.each([
    [{ id: { $gt: 0 } }],
    [{ name: "tea" }],
    [[2]],
    [[]],
    [null],
    [undefined],
    [true],
    [new Date(NaN)],
  ])("[security 21] by what is no key but could be a condition is 404 too: %j", async (key) => {
    await expect(inContext((orm) => orm.getOrAbort404(Product, asKey(key)))).rejects.toThrow(NotFound);
  });

  test("by a text or a date that a column cannot have finds nothing", async () => {
    await expect(inContext((orm) => orm.oneOrAbort404(Product, { name: "t\0a" }))).rejects.toThrow(NotFound);
    await expect(inContext((orm) => orm.firstOrAbort404(Product, { name: "\0' or 1=1 --" }))).rejects.toThrow(
      NotFound,
    );
    expect((await inContext((orm) => orm.paginate(Product, { name: "tea\0" }))).items).toEqual([]);
    for (const soldOut of ["2026-02-30", "soon"]) {
      await expect(inContext((orm) => orm.firstOrAbort404(Product, { soldOut }))).rejects.toThrow(NotFound);
    }
  });

  test("the first that matches, or 404", async () => {
    const first = inContext((orm) =>
      orm.firstOrAbort404(Product, { stock: { $gt: 0 } }, { orderBy: { name: "desc" } }),
    );
    expect((await first).name).toBe("tea");
    await expect(inContext((orm) => orm.firstOrAbort404(Product, { stock: 9 }))).rejects.toThrow(NotFound);
  });

  test("the only one that matches, or 404", async () => {
    expect((await inContext((orm) => orm.oneOrAbort404(Product, { name: "salt" }))).id).toBe(3);
    await expect(inContext((orm) => orm.oneOrAbort404(Product, { name: "rum" }))).rejects.toThrow(NotFound);
    await expect(inContext((orm) => orm.oneOrAbort404(Product, { stock: { $gt: 2 } }))).rejects.toThrow(
      NotFound,
    );
  });

  test("page by page, as the request asks", async () => {
    const page = await inContext((orm) => orm.paginate(Product), "/?page=2&per_page=2");
    expect([...page].map(({ name }) => name)).toEqual(["salt", "sugar"]);
    expect([page.page, page.perPage, page.total, page.pages]).toEqual([2, 2, 5, 3]);
    const next = await inContext(() => page.next());
    expect([next.items.map(({ name }) => name), next.hasNext]).toEqual([["tea"], false]);
    expect((await inContext(() => next.prev())).items).toHaveLength(2);
  });

  test("page by page, with conditions and an order", async () => {
    const page = await inContext((orm) =>
      orm.paginate(Product, { stock: { $lt: 3 } }, { perPage: 2, orderBy: { name: "desc" } }),
    );
    expect([page.total, page.items.map(({ name }) => name)]).toEqual([3, ["salt", "milk"]]);
  });

  test("no page has more items than it may have", async () => {
    const page = await inContext((orm) => orm.paginate(Product, {}, { maxPerPage: 3 }), "/?per_page=1000");
    expect([page.items.length, page.perPage, page.maxPerPage]).toEqual([3, 3, 3]);
  });

  test.each([
    "page=0",
    "page=-1",
    "page=x",
    "page=",
    "per_page=0",
    "page=1.5",
    "page=4&per_page=2",
    "page=99999999999999999999",
  ])("the page of ?%s is 404", async (query) => {
    await expect(inContext((orm) => orm.paginate(Product), `/?${query}`)).rejects.toThrow(NotFound);
  });

  test("wrong numbers are as good as none when they are not to be 404", async () => {
    const options = { errorOut: false };
    const wrong = await inContext((orm) => orm.paginate(Product, {}, options), "/?page=x&per_page=-3");
    expect([wrong.page, wrong.perPage, wrong.items.length]).toEqual([1, 20, 5]);
    const beyond = await inContext((orm) => orm.paginate(Product, {}, options), "/?page=7");
    expect([beyond.page, beyond.items, beyond.first, beyond.last, beyond.hasNext]).toEqual([
      7,
      [],
      0,
      0,
      false,
    ]);
  });

  test("the first page of nothing is there", async () => {
    const page = await inContext((orm) => orm.paginate(Product, { stock: 99 }));
    expect([page.items, page.pages, page.total]).toEqual([[], 0, 0]);
  });
});

// What comes from outside has no type.
function asKey(value: unknown): number {
  return value as number;
}
