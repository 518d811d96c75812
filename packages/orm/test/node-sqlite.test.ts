import { expect, test } from "vitest";
import { openShop, Product, stock } from "./shop.ts";

test("a text may hold a NUL, which does not end the statement that it is in", async () => {
  const shop = await openShop("sqlite::memory:");
  const name = "t\0e'a";
  await stock(shop, name);
  await stock(shop, "t");
  await shop.app.appContext().run(async () => {
    expect((await shop.orm.oneOrAbort404(Product, { name })).name).toBe(name);
    expect(await shop.orm.em.count(Product, { name: { $in: [name, "tea"] } })).toBe(1);
  });
  await shop.orm.close(shop.app);
});
