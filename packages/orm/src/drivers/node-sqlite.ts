import type { AnyEntity, Configuration, EntityData } from "@mikro-orm/core";
import { AbstractSqlDriver, BaseSqliteConnection, SqlitePlatform } from "@mikro-orm/sql";
import { PatientSqliteDialect } from "./node-sqlite-dialect.ts";

/** MikroORM's SQLite on the one that Node has built in: there is nothing to download, and nothing to compile. */
export class NodeSqliteDriver extends AbstractSqlDriver<NodeSqliteConnection> {
  constructor(config: Configuration) {
    super(config, new SqlitePlatform(), NodeSqliteConnection, []);
  }
}

class NodeSqliteConnection extends BaseSqliteConnection {
  override createKyselyDialect({ timeout }: { readonly timeout?: number }): PatientSqliteDialect {
    return new PatientSqliteDialect(this.config.get("dbName") ?? ":memory:", timeout ?? 0);
  }

  // Fetches all rows first: those that come one by one would keep the only connection from everybody else, and from
  // what is asked for each of them, for as long as somebody takes to read them.
  override async *stream<Row extends EntityData<AnyEntity>>(
    ...[query, parameters, transaction, logging]: Parameters<BaseSqliteConnection["stream"]>
  ): AsyncIterableIterator<Row> {
    yield* await this.execute<Row[]>(query, parameters, "all", transaction, logging);
  }
}
