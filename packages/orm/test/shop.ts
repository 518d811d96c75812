import { defineEntity, p } from "@mikro-orm/core";
import { Flask } from "dewar";
import { Orm, type OrmOptions } from "@dewar/orm";

/** A table with a name that only one row may have. */
export const Product = defineEntity({
  name: "Product",
  properties: {
    id: p.integer().primary(),
    name: p.string().unique(),
    stock: p.integer().default(0),
    soldOut: p.date().nullable(),
  },
});

export interface Shop {
  readonly app: Flask;
  readonly orm: Orm;
}

/** An application with a database. Errors become answers, as for a visitor. */
export async function openShop(
  url: string,
  config: object = {},
  options: Partial<OrmOptions> = {},
): Promise<Shop> {
  const app = new Flask(import.meta.url, { name: "shop" });
  app.logger = silent;
  app.config.fromMapping({ DATABASE_URL: url, ...config });
  const orm = new Orm(app, { entities: [Product], ...options });
  await app.appContext().run(() => orm.createAll());
  return { app, orm };
}

/** Adds a product in a context of its own. */
export function stock({ app, orm }: Shop, name: string, stock = 1): Promise<void> {
  return app.appContext().run(async () => {
    orm.em.create(Product, { name, stock });
    await orm.em.flush();
  });
}

/** The names in the database, as a context sees them that has changed nothing. */
export function namesIn({ app, orm }: Shop): Promise<string[]> {
  return app.appContext().run(async () => {
    const products = await orm.em.find(Product, {}, { orderBy: { name: "asc" } });
    return products.map(({ name }) => name);
  });
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };
