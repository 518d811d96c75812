import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DatabaseSyncInstance } from "@photostructure/sqlite";
import { currentApp, type Flask, globalsOf } from "dewar";

declare module "dewar" {
  interface ConfigValues {
    /** Path of the SQLite file. */
    DATABASE: string;
  }
}

/** A value of a column. */
type Value = string | number | bigint | null;

const g = globalsOf<{ database?: DatabaseSyncInstance }>();

// Node has had SQLite since 22.13. The package has the same interface, and is for the Nodes before.
const sqlite: object = process.getBuiltinModule("node:sqlite") ?? (await import("@photostructure/sqlite"));
const { DatabaseSync } = sqlite as { readonly DatabaseSync: new (path: string) => DatabaseSyncInstance };

/** Gives the application its database: a connection for each context, and the command that makes the tables. */
export function initApp(app: Flask): void {
  app.teardownAppContext(() => g.database?.close());
  app.cli.command("init-db", { description: "Clear the data and make new tables." }, () => {
    createTables();
    console.log("The database is ready.");
  });
  const path = app.config.get("DATABASE");
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  app.appContext().run(() => {
    createTables();
    runScript("welcome.sql");
  });
}

/** Drops what the database holds, and makes its tables. */
export function createTables(): void {
  runScript("schema.sql");
}

/**
 * The rows that a query finds.
 *
 * @param sql - With a `?` for each of `values`: what comes from outside never becomes a part of the text.
 */
export function findAll<Row extends object>(sql: string, ...values: Value[]): Row[] {
  // The columns are those that the statement names; only its author knows their types.
  return connection()
    .prepare(sql)
    .all(...values) as Row[];
}

/** The first row that a query finds. */
export function findOne<Row extends object>(sql: string, ...values: Value[]): Row | undefined {
  return findAll<Row>(sql, ...values)[0];
}

/** Changes data. Returns how many rows have changed. */
export function execute(sql: string, ...values: Value[]): number {
  return connection()
    .prepare(sql)
    .run(...values).changes;
}

/** The connection of this context, opened at its first use. */
function connection(): DatabaseSyncInstance {
  if (g.database === undefined) {
    g.database = new DatabaseSync(currentApp.config.get("DATABASE"));
    // Another process may be writing: wait for it, up to five seconds.
    g.database.exec("PRAGMA busy_timeout = 5000");
  }
  return g.database;
}

function runScript(name: string): void {
  connection().exec(readFileSync(join(import.meta.dirname, name), "utf8"));
}
