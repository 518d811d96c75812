import type { AnyEntity, Configuration, EntityData } from "@mikro-orm/core";
import { AbstractSqlDriver, BaseSqliteConnection, SqlitePlatform } from "@mikro-orm/sql";
import { PatientSqliteDialect } from "./node-sqlite-dialect.ts";

/** MikroORM's SQLite on the one that Node has built in: there is nothing to download, and nothing to compile. */
export class NodeSqliteDriver extends AbstractSqlDriver<NodeSqliteConnection> {
  constructor(config: Configuration) {
    super(config, new NodeSqlitePlatform(), NodeSqliteConnection, []);
  }
}

class NodeSqlitePlatform extends SqlitePlatform {
  // MikroORM writes values into the statement, which ends for SQLite at the first NUL, be it inside of a text.
  override escape(value: unknown): string {
    const literal = super.escape(value);
    return literal.includes("\0") ? `(${literal.replaceAll("\0", "'||char(0)||'")})` : literal;
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
