import type { AbstractSqlConnection } from "@mikro-orm/sql";
import type { Flask } from "dewar";
import { DatabaseUnavailable, meansUnavailable } from "../unavailable.ts";
import { ConnectionTurns } from "./connection-turns.ts";

/** What MikroORM makes of a driver's connection, in Kysely's terms. */
type Dialect = Awaited<ReturnType<AbstractSqlConnection["createKyselyDialect"]>>;
/** Kysely's driver: hands out connections, begins and ends transactions. */
type ConnectionSource = ReturnType<Dialect["createDriver"]>;

/**
 * Stands between MikroORM and a database: nobody waits for a connection for ever, and all the ways in which a database
 * can be gone become one error, which is written to the log.
 */
export class Guard {
  readonly #app: Flask;
  readonly #limit: number;

  /** @param limit - Seconds to wait for the only connection of a database that has but one. */
  constructor(app: Flask, limit: number) {
    this.#app = app;
    this.#limit = limit;
  }

  /** Guards what a connection of MikroORM's will be made of. */
  watch(connection: AbstractSqlConnection): void {
    const create = connection.createKyselyDialect.bind(connection);
    connection.createKyselyDialect = (overrides) => {
      const dialect = create(overrides);
      return dialect instanceof Promise
        ? dialect.then((made) => this.#watchDialect(made))
        : this.#watchDialect(dialect);
    };
  }

  /** What to throw in place of a driver's error that means that the database is gone; undefined for other errors. */
  unavailable(error: Error): DatabaseUnavailable | undefined {
    if (error instanceof DatabaseUnavailable) return error;
    return meansUnavailable(error) ? this.#reported(error) : undefined;
  }

  #reported(cause: Error): DatabaseUnavailable {
    this.#app.logger.error(cause, "The database is not available");
    return new DatabaseUnavailable(undefined, { cause });
  }

  #watchDialect(dialect: Dialect): Dialect {
    const adapter = dialect.createAdapter();
    const hasOne = !(adapter.supportsMultipleConnections ?? true);
    const watched: Dialect = {
      createAdapter: () => (hasOne ? withoutOwnTurns(adapter) : adapter),
      createDriver: () => {
        const source = this.#watchSource(dialect.createDriver());
        return releasingWhenBeginFails(hasOne ? this.#inTurns(source) : source);
      },
      createIntrospector: (database) => dialect.createIntrospector(database),
      createQueryCompiler: () => dialect.createQueryCompiler(),
    };
    return watched;
  }

  // MikroORM lets a driver convert the errors of queries, but not those of connections and transactions.
  #watchSource(source: ConnectionSource): ConnectionSource {
    const acquire = source.acquireConnection.bind(source);
    const begin = source.beginTransaction.bind(source);
    const commit = source.commitTransaction.bind(source);
    const rollback = source.rollbackTransaction.bind(source);
    const told = <Result>(work: Promise<Result>): Promise<Result> =>
      work.catch((error: Error) => Promise.reject(this.unavailable(error) ?? error));
    return Object.assign(source, {
      acquireConnection: (...args: Parameters<typeof acquire>) => told(acquire(...args)),
      beginTransaction: (...args: Parameters<typeof begin>) => told(begin(...args)),
      commitTransaction: (...args: Parameters<typeof commit>) => told(commit(...args)),
      // Kysely keeps a connection whose transaction it could not roll back, so that a pool would run dry.
      rollbackTransaction: (...args: Parameters<typeof rollback>) =>
        rollback(...args).catch((error: Error) => {
          if (!hasEndedTransaction(error)) throw error;
        }),
    });
  }

  #inTurns(source: ConnectionSource): ConnectionSource {
    const turns = new ConnectionTurns(this.#limit);
    const acquire = source.acquireConnection.bind(source);
    const destroy = source.destroy.bind(source);
    return Object.assign(source, {
      // Like a pool, not under a transaction that is under way.
      destroy: async () => {
        await turns.take().catch(() => undefined);
        return destroy();
      },
      acquireConnection: async () => {
        await turns.take().catch((error: Error) => Promise.reject(this.#reported(error)));
        return acquire();
      },
      releaseConnection: async () => turns.release(),
    });
  }
}

/** Gives back what no transaction could begin on: for `startTransaction` Kysely keeps it, so that a pool would run dry. */
function releasingWhenBeginFails(source: ConnectionSource): ConnectionSource {
  const acquire = source.acquireConnection.bind(source);
  const release = source.releaseConnection.bind(source);
  const begin = source.beginTransaction.bind(source);
  const turns = new WeakMap<object, symbol>();
  return Object.assign(source, {
    acquireConnection: async (...args: Parameters<typeof acquire>) => {
      const connection = await acquire(...args);
      turns.set(connection, Symbol("turn"));
      return connection;
    },
    releaseConnection: (...args: Parameters<typeof release>) => {
      turns.delete(args[0]);
      return release(...args);
    },
    beginTransaction: (...args: Parameters<typeof begin>) =>
      begin(...args).catch((error: unknown) => {
        const [connection] = args;
        const turn = turns.get(connection);
        // Until then Kysely has given it back itself where it does, as for `transaction`.
        setImmediate(() => {
          if (turns.get(connection) === turn) void source.releaseConnection(connection);
        });
        throw error;
      }),
  });
}

/** Whether a database has rolled back by itself: the connection is gone, or SQLite had to (sqlite.org/lang_transaction). */
function hasEndedTransaction(error: Error): boolean {
  return meansUnavailable(error) || error.message.includes("no transaction is active");
}

/** Kysely gives turns on a single connection itself, to whoever waits however long. */
function withoutOwnTurns(
  adapter: ReturnType<Dialect["createAdapter"]>,
): ReturnType<Dialect["createAdapter"]> {
  return Object.create(adapter, { supportsMultipleConnections: { value: true } }) as typeof adapter;
}
