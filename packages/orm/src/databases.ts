import { join, resolve } from "node:path";
import type { EntityName } from "@mikro-orm/core";
import { type AppContext, type Flask, SetupError } from "dewar";
import { Database } from "./database.ts";
import { readDatabaseUrl } from "./database-url.ts";
import type { OrmOptions } from "./options.ts";
import { QueryLog } from "./query-log.ts";
import { UnfinishedWork } from "./unfinished-work.ts";

/** The databases of one application, each opened when it is first asked for. */
export class Databases {
  readonly log: QueryLog;
  readonly #app: Flask;
  readonly #options: OrmOptions;
  readonly #unfinished = new UnfinishedWork();
  readonly #opened = new Map<string | undefined, Database>();

  constructor(app: Flask, options: OrmOptions) {
    this.#app = app;
    this.#options = options;
    this.log = new QueryLog(app);
  }

  /**
   * The database of a bind; undefined: the application's own.
   *
   * @throws SetupError when there is no such bind, or its URL cannot be used.
   */
  get(bind?: string): Database {
    const present = this.#opened.get(bind);
    if (present !== undefined) return present;
    const database = this.#open(bind);
    this.#opened.set(bind, database);
    return database;
  }

  /** The database that an entity is in. */
  of(entity: EntityName): Database {
    for (const bind of Object.keys(this.#options.binds ?? {})) {
      const database = this.get(bind);
      if (database.has(entity)) return database;
    }
    return this.get();
  }

  /** Forgets what a context has not flushed in any of them, and ends what it began and did not end. */
  end(context: AppContext): Promise<unknown> | undefined {
    const forget = (): void => this.#opened.forEach((database) => database.forget(context));
    const ending = this.#unfinished.end(context);
    if (ending === undefined) forget();
    return ending?.finally(forget);
  }

  /** Closes the connections. What is used afterwards is opened anew. */
  async close(): Promise<void> {
    const opened = [...this.#opened.values()];
    this.#opened.clear();
    await Promise.all(opened.map((database) => database.mikroOrm.close()));
  }

  #open(bind: string | undefined): Database {
    const app = this.#app;
    const { config, instancePath, rootPath } = app;
    const { binds = {}, entities, migrations = {}, mikroOrm = {} } = this.#options;
    const ofBind = bind === undefined ? entities : ownOf(binds, bind);
    const url = bind === undefined ? config.get("DATABASE_URL") : ownOf(config.get("DATABASE_BINDS"), bind);
    if (ofBind === undefined || url === undefined) throw unknownBind(bind, url === undefined);
    const address = readDatabaseUrl(url, instancePath);
    const folder = typeof migrations === "string" ? migrations : (migrations[address.kind] ?? "migrations");
    return new Database({
      app,
      address,
      pool: config.get("DATABASE_POOL"),
      entities: ofBind,
      migrations: join(resolve(rootPath, folder), bind ?? ""),
      log: this.log,
      unfinished: this.#unfinished,
      mikroOrm,
    });
  }
}

function ownOf<Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function unknownBind(bind: string | undefined, hasNoUrl: boolean): SetupError {
  const remedy = hasNoUrl ? "Give its URL in DATABASE_BINDS." : "Give its entities in `new Orm({ binds })`.";
  return new SetupError("database_bind", `There is no database called "${bind}". ${remedy}`);
}
