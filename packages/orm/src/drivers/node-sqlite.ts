import type { Configuration } from "@mikro-orm/core";
import { AbstractSqlDriver, BaseSqliteConnection, NodeSqliteDialect, SqlitePlatform } from "@mikro-orm/sql";

/** Milliseconds that a statement waits while another process writes to the same file. Everything waits with it. */
const BUSY_TIMEOUT = 5000;

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
  override createKyselyDialect(): NodeSqliteDialect {
    return new NodeSqliteDialect(this.config.get("dbName") ?? ":memory:");
  }

  override async connect(options?: { readonly skipOnConnect?: boolean }): Promise<void> {
    await super.connect(options);
    await this.execute(`pragma busy_timeout = ${BUSY_TIMEOUT}`);
  }
}
