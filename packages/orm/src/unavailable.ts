import { ServiceUnavailable } from "dewar";

/**
 * The database cannot be asked for now: it does not run, the connection broke, every connection of the pool stayed
 * busy, or another process kept SQLite's file locked. Unhandled, it answers 503;
 * `app.errorHandler(503, ...)` and `app.errorHandler(DatabaseUnavailable, ...)` see it. Its `cause` is what the driver
 * said, which has been written to the log.
 */
export class DatabaseUnavailable extends ServiceUnavailable {}

/** Of Node: there is nobody at the address, or whoever was has left. ENOENT is a socket that is not there. */
const NETWORK: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENOENT",
]);

/**
 * PostgreSQL, appendix A: connection exceptions, shutdown and start of the server, too many connections. A violation
 * of the protocol, 08P01, is the answer to a statement with a NUL in it.
 */
const SQL_STATES = /^(?:08(?!P01)...|57P0[1-3]|53300)$/;

/** What `pg` says without a code when a connection breaks, or when none is free in time. */
const MESSAGES =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

const SQLITE_BUSY = 5;

/** Whether a driver's error says that the database cannot be reached, and not that it dislikes the question. */
export function meansUnavailable(error: Error & { readonly code?: unknown }): boolean {
  if (isBusy(error)) return true;
  const { code, message } = error;
  if (typeof code === "string" && (NETWORK.has(code) || SQL_STATES.test(code))) return true;
  // A name with several addresses fails with the errors of all of them.
  if (error instanceof AggregateError)
    return error.errors.some((each) => each instanceof Error && meansUnavailable(each));
  return MESSAGES.test(message);
}

/** Whether SQLite found its file locked. In the higher bits of the number it may say more (sqlite.org/rescode.html). */
export function isBusy(error: Error & { readonly code?: unknown; readonly errcode?: unknown }): boolean {
  const { code, errcode } = error;
  if (typeof errcode === "number") return (errcode & 0xff) === SQLITE_BUSY;
  return typeof code === "string" && code.startsWith("SQLITE_BUSY");
}
