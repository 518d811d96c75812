import { setTimeout as delay } from "node:timers/promises";
import { type AbstractSqlConnection, NodeSqliteDialect } from "@mikro-orm/sql";
import { isBusy } from "../unavailable.ts";

/** What Kysely asks of a driver and of its connections. */
type Source = ReturnType<Awaited<ReturnType<AbstractSqlConnection["createKyselyDialect"]>>["createDriver"]>;
type Connection = Awaited<ReturnType<Source["acquireConnection"]>>;
type Query = Parameters<Connection["executeQuery"]>[0];
type Settings = Parameters<Source["beginTransaction"]>[1];

/** The part of `node:sqlite` that is used here. */
interface SqliteModule {
  readonly DatabaseSync: new (file: string) => SqliteDatabase;
}
interface SqliteDatabase {
  prepare(sql: string): SqliteStatement;
  close(): void;
}
interface SqliteStatement {
  all(...values: readonly unknown[]): object[];
  run(...values: readonly unknown[]): { readonly changes: bigint; readonly lastInsertRowid: bigint };
  columns(): readonly unknown[];
  setReadBigInts(enabled: boolean): void;
}

/** Milliseconds between tries. */
const FIRST_WAIT = 2;
const LONGEST_WAIT = 50;

/**
 * SQLite as Node has it. Waiting for other processes that use the same file stops nothing else in this one, and
 * integers that are too large for a number are read as text, as PostgreSQL's are.
 */
export class PatientSqliteDialect extends NodeSqliteDialect {
  readonly #file: string;
  readonly #patience: number;

  /** @param patience - Milliseconds to wait at most while the file is locked. */
  constructor(file: string, patience: number) {
    super(file);
    this.#file = file;
    this.#patience = patience;
  }

  override createDriver(): Source {
    return new SqliteSource(this.#file, this.#patience);
  }
}

class SqliteSource implements Source {
  readonly #database: SqliteDatabase;
  readonly #connection: SqliteConnection;

  constructor(file: string, patience: number) {
    this.#database = openDatabase(file);
    this.#connection = new SqliteConnection(this.#database, patience);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Connection> {
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {}

  // Whoever begins with reading may be told at the first change that another was faster, and that waiting is in vain
  // (sqlite.org/lang_transaction.html, "Read transactions versus write transactions").
  beginTransaction(_connection: Connection, { accessMode }: Settings): Promise<void> {
    return this.#run(accessMode === "read only" ? "begin" : "begin immediate");
  }

  commitTransaction(): Promise<void> {
    return this.#run("commit");
  }

  rollbackTransaction(): Promise<void> {
    return this.#run("rollback");
  }

  savepoint(_connection: Connection, name: string): Promise<void> {
    return this.#run(`savepoint ${quoted(name)}`);
  }

  rollbackToSavepoint(_connection: Connection, name: string): Promise<void> {
    return this.#run(`rollback to ${quoted(name)}`);
  }

  releaseSavepoint(_connection: Connection, name: string): Promise<void> {
    return this.#run(`release ${quoted(name)}`);
  }

  async destroy(): Promise<void> {
    this.#database.close();
  }

  async #run(sql: string): Promise<void> {
    await this.#connection.executeQuery({ sql, parameters: [] });
  }
}

function openDatabase(file: string): SqliteDatabase {
  const { DatabaseSync } = process.getBuiltinModule("node:sqlite") as SqliteModule;
  try {
    return new DatabaseSync(file);
  } catch (cause) {
    // Which file it was SQLite does not say.
    throw new Error(`${cause instanceof Error ? cause.message : "Not opened"}: ${file}`, { cause });
  }
}

class SqliteConnection {
  readonly #database: SqliteDatabase;
  readonly #patience: number;

  constructor(database: SqliteDatabase, patience: number) {
    this.#database = database;
    this.#patience = patience;
  }

  async executeQuery<Row>(query: Pick<Query, "sql" | "parameters">): Promise<Result<Row>> {
    const end = performance.now() + this.#patience;
    for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      try {
        return execute(this.#database.prepare(query.sql), query);
      } catch (error) {
        if (!(error instanceof Error && isBusy(error)) || performance.now() > end) throw error;
      }
      await delay(wait);
    }
  }

  async *streamQuery<Row>(query: Query): AsyncIterableIterator<Result<Row>> {
    yield await this.executeQuery(query);
  }
}

interface Result<Row> {
  readonly rows: Row[];
  readonly insertId?: bigint;
  readonly numAffectedRows?: bigint;
}

function execute<Row>(
  statement: SqliteStatement,
  { sql, parameters }: Pick<Query, "sql" | "parameters">,
): Result<Row> {
  if (statement.columns().length > 0) {
    return { rows: rowsOf(statement, parameters, /^\s*select\b/i.test(sql)) as Row[] };
  }
  statement.setReadBigInts(true);
  const { changes, lastInsertRowid } = statement.run(...parameters);
  return { rows: [], insertId: lastInsertRowid, numAffectedRows: changes };
}

/** Reads numbers at first, which is faster; what changes something cannot be asked twice. */
function rowsOf(
  statement: SqliteStatement,
  parameters: readonly unknown[],
  canBeAskedTwice: boolean,
): object[] {
  if (canBeAskedTwice) {
    try {
      return statement.all(...parameters);
    } catch (error) {
      if (codeOf(error) !== "ERR_OUT_OF_RANGE") throw error;
    }
  }
  statement.setReadBigInts(true);
  return statement.all(...parameters).map(withoutBigInts);
}

function withoutBigInts(row: object): object {
  const values: [string, unknown][] = Object.entries(row);
  return Object.fromEntries(values.map(([name, value]) => [name, withoutBigInt(value)]));
}

function withoutBigInt(value: unknown): unknown {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
