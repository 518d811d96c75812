import type { MigrateOptions, MigrationInfo, MikroORM, Transaction } from "@mikro-orm/core";
import { Migrator } from "@mikro-orm/migrations";
import {
  type AbstractSqlConnection,
  BasePostgreSqlPlatform,
  SqlitePlatform,
  type SqlMikroORM,
} from "@mikro-orm/sql";
import { SetupError } from "dewar";

type Discovered = Awaited<ReturnType<Migrator["discoverMigrations"]>>;

const LOCK = "select pg_advisory_xact_lock(hashtext('dewar db'))";

/**
 * MikroORM's migrator, for what happens to migrations in production: several processes that are started at once with
 * `dewar db upgrade`, tables of SQLite that others refer to, and files that have gone.
 */
export class SafeMigrator extends Migrator {
  static override register(orm: MikroORM): void {
    // Those of an Orm are all of this kind.
    const sql = orm as SqlMikroORM;
    sql.config.registerExtension("@mikro-orm/migrator", () => new SafeMigrator(sql.em));
  }

  protected override async init(): Promise<void> {
    // Another process may have made the table of migrations after this one looked for it.
    await super.init().catch(() => this.getStorage().ensureTable());
  }

  /** All or nothing, by one process at a time: the others find out what there is to do when it is their turn. */
  protected override async runMigrations(
    method: "up" | "down",
    given?: string | string[] | MigrateOptions,
  ): Promise<MigrationInfo[]> {
    const options = typeof given === "object" && !Array.isArray(given) ? given : migrationsOnly(given);
    const { transactional, allOrNothing } = this.options;
    if (!transactional || !allOrNothing || options.transaction) return super.runMigrations(method, options);

    await this.init();
    const connection = this.driver.getConnection();
    const platform = this.driver.getPlatform();
    const run = (transaction: Transaction): Promise<MigrationInfo[]> =>
      super.runMigrations(method, { ...options, transaction });
    if (platform instanceof SqlitePlatform) return withoutForeignKeys(connection, run);
    return connection.transactional(async (transaction) => {
      if (platform instanceof BasePostgreSqlPlatform) await connection.execute(LOCK, [], "all", transaction);
      return run(transaction);
    });
  }

  /** Those of which there are files, and those that have been run and have none, which MikroORM would pass over. */
  protected override async discoverMigrations(): Promise<Discovered> {
    const present = await super.discoverMigrations();
    const names = new Set(present.map(({ name }) => name));
    const gone = (await this.getStorage().executed()).filter((name) => !names.has(name));
    return [
      ...present,
      ...gone.map((name) => ({ name, up: () => hasGone(name), down: () => hasGone(name) })),
    ];
  }
}

function migrationsOnly(names: string | string[] | undefined): MigrateOptions {
  return names === undefined ? {} : { migrations: [names].flat() };
}

function hasGone(name: string): never {
  throw new SetupError(
    "migration_gone",
    `The database has the migration ${name}, of which there is no file any more. Bring it back.`,
  );
}

/**
 * A transaction of SQLite in which tables can be made anew. To drop the old one removes all rows that refer to its rows,
 * unless foreign keys are off, and that they can be outside of a transaction only (sqlite.org/lang_altertable.html,
 * "Making Other Kinds Of Table Schema Changes").
 */
async function withoutForeignKeys<Result>(
  connection: AbstractSqlConnection,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  await connection.execute("pragma foreign_keys = off");
  try {
    // Which takes SQLite's only lock of those who write.
    return await connection.transactional(async (transaction) => {
      const result = await work(transaction);
      const broken = await connection.execute<Broken[]>("pragma foreign_key_check", [], "all", transaction);
      if (broken.length > 0) throw hasBroken(broken);
      return result;
    });
  } finally {
    await connection.execute("pragma foreign_keys = on");
  }
}

/** A row that refers to one that is not there. */
interface Broken {
  readonly table: string;
  readonly parent: string;
}

function hasBroken(rows: readonly Broken[]): SetupError {
  const references = new Set(rows.map(({ table, parent }) => `"${table}" to "${parent}"`));
  return new SetupError(
    "migration_foreign_keys",
    `Rows would refer to rows that are not there, from ${[...references].join(", ")}. Nothing was changed.`,
  );
}
