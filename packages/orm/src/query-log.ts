import type { LogContext, Logger as MikroOrmLogger } from "@mikro-orm/core";
import { type AppContext, type Flask, hasAppContext, requireContext } from "dewar";

/** A statement that was sent to a database. */
export interface RecordedQuery {
  /** With placeholders. */
  readonly statement: string;
  readonly parameters: readonly unknown[];
  /** Seconds, to the millisecond. */
  readonly duration: number;
  /** Rows that it returned or changed; undefined when it failed. */
  readonly rows: number | undefined;
}

/** A command that runs for hours in debug mode shall not fill the memory. */
const MOST_RECORDED = 10_000;
const SLOW_WHEN_DEBUGGING = 0.5;

/** Takes MikroORM's words to the application's log, and keeps the statements of each context. */
export class QueryLog implements MikroOrmLogger {
  readonly #app: Flask;
  readonly #recorded = new WeakMap<AppContext, RecordedQuery[]>();

  constructor(app: Flask) {
    this.#app = app;
  }

  /** The statements of a context so far, in the order in which they ended. */
  recordedIn(context: AppContext): readonly RecordedQuery[] {
    return this.#recorded.get(context) ?? [];
  }

  /** Called by MikroORM after every statement. */
  logQuery({ query = "", params = [], took, results, affected, level }: LogContext): void {
    const { config, debug, logger } = this.#app;
    if (config.get("DATABASE_ECHO")) logger.info({ parameters: params, took }, query);
    // What only marks a transaction has no duration.
    if (took === undefined) return;
    const duration = took / 1000;
    const slow = config.get("DATABASE_SLOW_QUERY") ?? (debug ? SLOW_WHEN_DEBUGGING : Infinity);
    if (duration >= slow) logger.warn({ duration }, `Slow query, ${duration} s: ${query}`);
    if (!(config.get("DATABASE_RECORD_QUERIES") ?? debug)) return;
    const rows = level === "error" ? undefined : (results ?? affected);
    this.#record({ statement: query, parameters: params, duration, rows });
  }

  log(namespace: string, message: string): void {
    if (this.#app.config.get("DATABASE_ECHO")) this.#app.logger.debug({ namespace }, message);
  }

  warn(namespace: string, message: string): void {
    this.#app.logger.warn({ namespace }, message);
  }

  error(namespace: string, message: string): void {
    this.#app.logger.error({ namespace }, message);
  }

  /** Asked for the statements with their values in them; those are kept apart here. */
  isEnabled(): boolean {
    return false;
  }

  /** Nothing: the configuration of the application says what is logged. */
  setDebugMode(): void {}

  #record(query: RecordedQuery): void {
    if (!hasAppContext()) return;
    const context = requireContext("orm.recordedQueries");
    const present = this.#recorded.get(context);
    if (present === undefined) this.#recorded.set(context, [query]);
    else if (present.length < MOST_RECORDED) present.push(query);
  }
}
