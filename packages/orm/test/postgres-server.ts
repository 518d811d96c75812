import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MikroORM } from "@mikro-orm/postgresql";

/** Whether this machine has a PostgreSQL that a test can start. */
export function hasPostgres(): boolean {
  try {
    for (const program of ["postgres", "initdb"]) execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

// It refuses to run as root, and needs no user of its own.
const NOBODY = 65_534;
const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
// Nothing of a test has to survive a power cut.
const SETTINGS = ["listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/** A PostgreSQL of its own, with its data and its socket in a folder. */
export class PostgresServer implements AsyncDisposable {
  readonly #folder: string;
  #process: ChildProcess | undefined;
  #databases = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async start(settings: readonly string[] = []): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), "postgres-"));
    chmodSync(folder, 0o755);
    if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
    const words = ["-D", join(folder, "data"), "-U", "dewar", "-A", "trust", "-E", "UTF8", "--no-sync"];
    execFileSync("initdb", words, { stdio: "ignore", cwd: folder, ...user });
    const server = new PostgresServer(folder);
    await server.run(settings);
    return server;
  }

  /** A new, empty database. */
  async createDatabase(): Promise<string> {
    const name = `test${++this.#databases}`;
    await this.execute(`create database ${name}`);
    return this.urlOf(name);
  }

  /** Runs a statement as the administrator. */
  async execute(statement: string): Promise<void> {
    const admin = new MikroORM({
      clientUrl: this.urlOf("postgres"),
      driverOptions: { connectionString: this.urlOf("postgres") },
      entities: [],
      discovery: { warnWhenNoEntities: false },
    });
    await admin.em.getConnection().execute(statement);
    await admin.close();
  }

  /** Starts it, after {@link stop}. */
  async run(settings: readonly string[] = []): Promise<void> {
    const options = [...SETTINGS, ...settings].flatMap((setting) => ["-c", setting]);
    const words = ["-D", join(this.#folder, "data"), "-k", this.#folder, ...options];
    const server = spawn("postgres", words, {
      stdio: ["ignore", "ignore", "pipe"],
      cwd: this.#folder,
      ...user,
    });
    this.#process = server;
    for await (const text of server.stderr.setEncoding("utf8")) {
      if (String(text).includes("ready to accept connections")) break;
    }
  }

  /** Ends it at once, with all connections. */
  async stop(): Promise<void> {
    const server = this.#process;
    if (server === undefined) return;
    this.#process = undefined;
    const exit = once(server, "exit");
    server.kill("SIGINT");
    await exit;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true });
  }

  private urlOf(database: string): string {
    return `postgresql:///${database}?host=${encodeURIComponent(this.#folder)}&user=dewar`;
  }
}
