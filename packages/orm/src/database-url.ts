import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { PostgreSqlDriver } from "@mikro-orm/postgresql";
import type { SqlOptions } from "@mikro-orm/sql";
import { SetupError } from "dewar";
import type { DriverClass } from "./drivers/guarded-driver.ts";
import { NodeSqliteDriver } from "./drivers/node-sqlite.ts";

/** Where a database is, and what speaks to it. */
export type DatabaseAddress =
  | { readonly kind: "sqlite"; readonly file: string }
  | { readonly kind: "postgresql"; readonly url: string }
  | { readonly kind: "other"; readonly url: string };

/** How SQLite calls a database that lives as long as its connection. */
export const IN_MEMORY = ":memory:";

/**
 * Reads a URL: `sqlite:name.db` or `sqlite:///name.db` in the instance folder, `sqlite:////srv/name.db` anywhere,
 * `sqlite::memory:` or `sqlite://` in memory, `postgresql://user:password@host:port/name` with the parameters of libpq.
 *
 * @param instancePath - The folder that relative names of files start from.
 * @throws SetupError when it has no scheme, or cannot be read.
 */
export function readDatabaseUrl(url: string, instancePath: string): DatabaseAddress {
  const scheme = /^([a-z][a-z0-9+]*):/i.exec(url)?.[1]?.toLowerCase();
  switch (scheme) {
    case undefined:
      throw wrongUrl("has no scheme");
    case "sqlite": {
      const path = url.slice("sqlite:".length).replace(/^\/\/\/?/, "");
      const file = path === "" || path === IN_MEMORY ? IN_MEMORY : resolve(instancePath, path);
      return { kind: "sqlite", file };
    }
    case "postgres":
    case "postgresql":
      if (!isReadable(url)) throw wrongUrl("cannot be read");
      return { kind: "postgresql", url };
    default:
      return { kind: "other", url };
  }
}

/** Whether the parts of a URL can be told apart. Its host may be left out. */
function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return URL.canParse(url.replace("@/", "@localhost/"));
  } catch {
    return false;
  }
}

// Without the text itself: a password may be in it.
function wrongUrl(problem: string): SetupError {
  return new SetupError(
    "database_url",
    `The URL of a database ${problem}. Write "sqlite:app.db" or "postgresql://user:password@host/name", with ` +
      "encodeURIComponent(password) for a password of other characters than letters and digits.",
  );
}

/** How many connections there are, and how long one waits for them. */
export interface PoolOptions {
  /** Connections at most. Default: 10. */
  readonly max?: number;
  /** Connections that are kept when nobody needs them. Default: 0. */
  readonly min?: number;
  /** Seconds that a request waits for a connection before it is answered with 503. Default: 10. */
  readonly timeout?: number;
  /** Seconds after which an unused connection is closed. Default: 10. */
  readonly idleTimeout?: number;
}

/** The pool that an application has when it says nothing else. */
export const DEFAULT_POOL: Required<PoolOptions> = { max: 10, min: 0, timeout: 10, idleTimeout: 10 };

/** What MikroORM is told about an address. The folder of a file is made when it is not there. */
export function connectionOptions(address: DatabaseAddress, pool: Required<PoolOptions>): SqlOptions {
  if (address.kind === "sqlite") {
    if (address.file !== IN_MEMORY) mkdirSync(dirname(address.file), { recursive: true });
    // As long as for the connection, for what another process does to the file.
    return { dbName: address.file, driverOptions: { timeout: pool.timeout * 1000 } };
  }
  const shared = {
    clientUrl: address.url,
    pool: { min: pool.min, max: pool.max, idleTimeoutMillis: pool.idleTimeout * 1000 },
  };
  if (address.kind === "other") return shared;
  return {
    ...shared,
    driverOptions: {
      // Read by the driver itself, so that sockets and TLS can be asked for as libpq has it.
      connectionString: address.url,
      connectionTimeoutMillis: pool.timeout * 1000,
      keepAlive: true,
      // A command ends when its work is done, whatever connections are left.
      allowExitOnIdle: true,
    },
  };
}

/**
 * The driver for an address.
 *
 * @throws SetupError when it is neither SQLite nor PostgreSQL.
 */
export function driverFor(address: DatabaseAddress): DriverClass {
  if (address.kind === "sqlite") return NodeSqliteDriver;
  if (address.kind === "postgresql") return PostgreSqlDriver;
  const [scheme] = address.url.split(":", 1);
  throw new SetupError(
    "database_driver",
    `There is no driver for "${scheme}:" here. Install MikroORM's and give its class to ` +
      "`new Orm({ mikroOrm: { driver } })`.",
  );
}
