import type { Flask } from "dewar";
import type { PoolOptions } from "./database-url.ts";

/** The configuration keys that {@link Orm} reads. */
export interface DatabaseConfig {
  /** The application's database. Default: `sqlite:app.db`, a file in the instance folder. */
  DATABASE_URL: string;
  /** The URLs of further databases, by the names that `binds` has. */
  DATABASE_BINDS: Readonly<Record<string, string>>;
  DATABASE_POOL: PoolOptions;
  /** Writes every statement to the log. */
  DATABASE_ECHO: boolean;
  /** Keeps the statements of each context for `orm.recordedQueries`; null: when debugging. */
  DATABASE_RECORD_QUERIES: boolean | null;
  /** Seconds after which a statement is reported as slow; null: 0.5 when debugging, else never. */
  DATABASE_SLOW_QUERY: number | null;
}

declare module "dewar" {
  interface ConfigValues extends DatabaseConfig {}
}

const DEFAULTS: DatabaseConfig = {
  DATABASE_URL: "sqlite:app.db",
  DATABASE_BINDS: {},
  DATABASE_POOL: {},
  DATABASE_ECHO: false,
  DATABASE_RECORD_QUERIES: null,
  DATABASE_SLOW_QUERY: null,
};

/** Gives an application the keys that it does not have yet. */
export function addDefaults(app: Flask): void {
  for (const [key, value] of Object.entries(DEFAULTS)) if (!app.config.has(key)) app.config.set(key, value);
}
