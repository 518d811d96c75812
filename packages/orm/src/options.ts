import type { Options } from "@mikro-orm/core";
import type { SqlEntityManager, SqlOptions } from "@mikro-orm/sql";
import type { DatabaseAddress } from "./database-url.ts";

/** What `defineEntity` and `EntitySchema` make, and classes that belong to it. */
export type Entities = Options["entities"];

/** The folder of the migrations for each kind of database. A kind that is left out has `migrations`. */
export type MigrationFolders = Readonly<Partial<Record<DatabaseAddress["kind"], string>>>;

/** What an {@link Orm} is made of. */
export interface OrmOptions {
  /** The entities of DATABASE_URL. */
  readonly entities: Entities;
  /** The entities of further databases, by the names that DATABASE_BINDS gives them. */
  readonly binds?: Readonly<Record<string, Entities>>;
  /**
   * The folder of the migrations, relative to the application's. Default: `migrations`. Migrations are written in the
   * SQL of one kind of database: an application that is used with several names a folder for each.
   */
  readonly migrations?: string | MigrationFolders;
  /** Fills the database, for `dewar db seed`. What it leaves behind is flushed, in one transaction. */
  readonly seed?: (em: SqlEntityManager) => unknown;
  /** What else MikroORM is to know, such as filters and subscribers, or the `driver` of another database. */
  readonly mikroOrm?: SqlOptions;
}
