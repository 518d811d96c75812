import type { Configuration } from "@mikro-orm/core";
import { AbstractSqlDriver, BaseSqliteConnection, NodeSqliteDialect, SqlitePlatform } from "@mikro-orm/sql";

/** Milliseconds that a statement waits while another process writes to the same file. Everything waits with it. */
const BUSY_TIMEOUT = 5000;

/** MikroORM's SQLite on the one that Node has built in: there is nothing to download, and nothing to compile. */
export class NodeSqliteDriver extends AbstractSqlDriver<NodeSqliteConnection> {
  constructor(config: Configuration) {
    super(config, new SqlitePlatform(), NodeSqliteConnection, []);
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
