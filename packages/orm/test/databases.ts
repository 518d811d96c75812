import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasPostgres, PostgresServer } from "./postgres-server.ts";

/** Gives tests empty databases of one kind. */
export interface TestDatabases extends AsyncDisposable {
  /** The URL of a new one. */
  create(): Promise<string>;
}

/** A kind of database that the same tests are run on. */
export interface DatabaseKind {
  readonly name: "SQLite" | "PostgreSQL";
  /** Why it cannot be tested here; undefined when it can. */
  readonly missing: string | undefined;
  readonly start: () => Promise<TestDatabases>;
}

export const KINDS: readonly [sqlite: DatabaseKind, postgres: DatabaseKind] = [
  { name: "SQLite", missing: undefined, start: async () => new SqliteFiles() },
  {
    name: "PostgreSQL",
    missing: hasPostgres() ? undefined : "postgres and initdb are not installed",
    start: async () => new PostgresDatabases(await PostgresServer.start()),
  },
];

class SqliteFiles implements TestDatabases {
  readonly #folder = mkdtempSync(join(tmpdir(), "sqlite-"));
  #files = 0;

  async create(): Promise<string> {
    return `sqlite:${join(this.#folder, `test${++this.#files}.db`)}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    rmSync(this.#folder, { recursive: true });
  }
}

class PostgresDatabases implements TestDatabases {
  readonly #server: PostgresServer;

  constructor(server: PostgresServer) {
    this.#server = server;
  }

  create(): Promise<string> {
    return this.#server.createDatabase();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
  }
}
