import { expect, test } from "vitest";
import { openShop, Product, type Shop } from "./shop.ts";

const MEMORY = "sqlite::memory:";

async function logOf(
  config: Record<string, unknown>,
  work: (shop: Shop) => Promise<unknown>,
): Promise<string[]> {
  const shop = await openShop(MEMORY);
  const { app, orm } = shop;
  const lines: string[] = [];
  const write = (fields: unknown, text: unknown): void =>
    void lines.push(`${JSON.stringify(fields)} ${String(text)}`);
  app.logger = { debug() {}, info: write, warn: write, error: write };
  app.config.fromMapping(config);
  await app.appContext().run(() => work(shop));
  await orm.close(app);
  return lines;
}

test("the statements of a context are recorded when debugging", async () => {
  await logOf({ DEBUG: true }, async ({ app, orm }) => {
    await orm.em.find(Product, { name: "tea" });
    expect(orm.recordedQueries).toMatchObject([{ parameters: ["tea"], rows: 0 }]);
    expect(orm.recordedQueries[0]?.statement).toMatch(/^select .* where `p0`.`name` = \?$/);
    expect(orm.recordedQueries[0]?.duration).toBeLessThan(60);
    expect(app.appContext().run(() => orm.recordedQueries)).toEqual([]);
  });
});

test("a statement that failed is recorded too, without rows", async () => {
  await logOf({ DATABASE_RECORD_QUERIES: true }, async ({ orm }) => {
    await expect(orm.em.execute("select * from nowhere")).rejects.toThrow();
    expect(orm.recordedQueries).toMatchObject([{ statement: "select * from nowhere", rows: undefined }]);
  });
});

test("nothing is recorded in production", async () => {
  await logOf({}, async ({ orm }) => {
    await orm.em.count(Product);
    expect(orm.recordedQueries).toEqual([]);
  });
});

test("slow statements are reported", async () => {
  const lines = await logOf({ DATABASE_SLOW_QUERY: 0 }, ({ orm }) => orm.em.execute("select 1"));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^\{"duration":[\d.]+\} Slow query, [\d.]+ s: select 1$/);
  expect(await logOf({}, ({ orm }) => orm.em.execute("select 1"))).toEqual([]);
});

test("every statement is written to the log on request, with its parameters", async () => {
  const lines = await logOf({ DATABASE_ECHO: true }, ({ orm }) => orm.em.execute("select ?", ["tea"]));
  expect(lines.map((line) => line.replace(/,"took":\d+/, ""))).toEqual(['{"parameters":["tea"]} select ?']);
});
