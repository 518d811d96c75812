import { expect, test } from "vitest";
import { openShop, Product, stock } from "./shop.ts";

test("a file that cannot be opened is named", async () => {
  const folder = import.meta.dirname;
  await expect(openShop(`sqlite:${folder}`)).rejects.toThrow(`unable to open database file: ${folder}`);
});

test("a transaction that cannot begin leaves the connection to others", async () => {
  const { app, orm } = await openShop("sqlite::memory:", { DATABASE_POOL: { timeout: 0.1 } });
  await app.appContext().run(async () => {
    await orm.em.execute("begin");
    await expect(orm.em.begin()).rejects.toThrow("within a transaction");
    await expect(orm.em.transactional(async () => "done")).rejects.toThrow("within a transaction");
    await expect(
      orm.em
        .getKysely()
        .transaction()
        .execute(async () => "done"),
    ).rejects.toThrow();
    await orm.em.execute("rollback");
    expect(await orm.em.transactional(async () => "done")).toBe("done");
  });
  await orm.close(app);
});

test("rows can be read one by one", async () => {
  const shop = await openShop("sqlite::memory:");
  const { app, orm } = shop;
  for (const name of ["tea", "milk"]) await stock(shop, name, 2 ** 53);
  await app.appContext().run(async () => {
    const names: string[] = [];
    for await (const { name } of orm.em.stream(Product, { orderBy: { id: "asc" } })) names.push(name);
    expect(names).toEqual(["tea", "milk"]);
    expect(await orm.em.count(Product)).toBe(2);
  });
  await orm.close(app);
});
