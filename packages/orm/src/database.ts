import { AsyncLocalStorage } from "node:async_hooks";
import { type EntityName, TransactionContext } from "@mikro-orm/core";
import { type SqlEntityManager, SqlMikroORM, type SqlOptions } from "@mikro-orm/sql";
import { type AppContext, type Flask, requireContext } from "dewar";
import {
  connectionOptions,
  type DatabaseAddress,
  DEFAULT_POOL,
  driverFor,
  type PoolOptions,
} from "./database-url.ts";
import { Guard } from "./drivers/guard.ts";
import { guardedDriver } from "./drivers/guarded-driver.ts";
import { ValueGuard } from "./drivers/value-guard.ts";
import { SafeMigrator } from "./migrator.ts";
import type { Entities } from "./options.ts";
import type { QueryLog } from "./query-log.ts";
import type { UnfinishedWork } from "./unfinished-work.ts";

/** What a {@link Database} is made of. */
export interface DatabaseSetup {
  readonly app: Flask;
  readonly address: DatabaseAddress;
  readonly pool: PoolOptions;
  readonly entities: Entities;
  /** Absolute folder of the migrations. */
  readonly migrations: string;
  readonly log: QueryLog;
  readonly unfinished: UnfinishedWork;
  readonly mikroOrm: SqlOptions;
}

/** One database of an application: a MikroORM, and an entity manager for each context that uses it. */
export class Database {
  readonly address: DatabaseAddress;
  readonly mikroOrm: SqlMikroORM;
  readonly #managers = new WeakMap<AppContext, SqlEntityManager>();
  readonly #inTransaction = new AsyncLocalStorage<SqlEntityManager>();

  constructor(setup: DatabaseSetup) {
    this.address = setup.address;
    const pool = { ...DEFAULT_POOL, ...setup.pool };
    const guard = new Guard(setup.app, pool.timeout);
    const values = new ValueGuard(setup.app);
    const Driver = setup.mikroOrm.driver ?? driverFor(setup.address);
    this.mikroOrm = new SqlMikroORM({
      ensureDatabase: false,
      ...connectionOptions(setup.address, pool),
      ...setup.mikroOrm,
      driver: guardedDriver(Driver, guard, values, setup.unfinished),
      entities: [...setup.entities],
      baseDir: setup.app.rootPath,
      extensions: [...(setup.mikroOrm.extensions ?? []), SafeMigrator],
      migrations: {
        path: setup.migrations,
        pathTs: setup.migrations,
        // One for all installations; a server that is brought up to date writes no files.
        snapshotName: ".snapshot",
        snapshotOnMigrate: false,
        ...setup.mikroOrm.migrations,
      },
      loggerFactory: () => setup.log,
    });
    this.mikroOrm.config.set("context", () => this.#current());
    // The shared entity manager must not find a transaction by itself: it would take that of another context around
    // this one. So it and the managers of contexts have different names, and `#current` looks. Nor must those of another
    // database find it.
    const name = `context of ${this.mikroOrm.em._id}`;
    this.mikroOrm.config.set("contextName", name);
    this.#watchTransactions(name);
  }

  /**
   * The entity manager of whichever context is current when it is used.
   *
   * @throws OutsideContextError outside of a context.
   */
  get em(): SqlEntityManager {
    requireContext("orm.em");
    return this.mikroOrm.em;
  }

  /** Whether it is among the entities of this database. */
  has(entity: EntityName): boolean {
    const metadata = this.mikroOrm.getMetadata();
    // Of what `defineEntity` makes it finds those of other databases too, by what they say of themselves.
    const found = metadata.find(entity);
    return found !== undefined && metadata.has(found.class);
  }

  /** Makes the tables what the entities say, without dropping any. */
  async createTables(): Promise<void> {
    try {
      await this.mikroOrm.schema.update({ safe: true });
    } catch (error) {
      // MikroORM turns them off to make a table anew, and does not come to turning them on.
      if (this.address.kind === "sqlite") await this.em.execute("pragma foreign_keys = on");
      throw error;
    }
  }

  /** Forgets what a context has not flushed, and its transaction. Those of `transactional` may still be under way. */
  forget(context: AppContext): void {
    const em = this.#managers.get(context);
    em?.clear();
    em?.resetTransactionContext();
  }

  /** The manager of the transaction that the current context is inside of, else the context's own. */
  #current(): SqlEntityManager {
    const own = this.#ownOf(requireContext("orm.em"));
    const inner = this.#inTransaction.getStore();
    return inner !== undefined && ownerOf(inner) === ownerOf(own) ? inner : own;
  }

  // MikroORM remembers the innermost transaction only, which may be that of another database.
  #watchTransactions(name: string): void {
    const connection = this.mikroOrm.em.getDriver().getConnection();
    const transactional = connection.transactional.bind(connection);
    connection.transactional = (work, options) => {
      const inner = TransactionContext.getEntityManager(name);
      if (inner === undefined) return transactional(work, options);
      return this.#inTransaction.run(inner as SqlEntityManager, () => transactional(work, options));
    };
  }

  #ownOf(context: AppContext): SqlEntityManager {
    const present = this.#managers.get(context);
    if (present !== undefined) return present;
    const em = this.mikroOrm.em.fork({ disableContextResolution: true });
    // Forks that MikroORM makes for transactions inherit it.
    em.setLoggerContext({ owner: em._id });
    this.#managers.set(context, em);
    return em;
  }
}

function ownerOf(em: { getLoggerContext(): Readonly<Record<string, unknown>> }): unknown {
  return em.getLoggerContext()["owner"];
}
