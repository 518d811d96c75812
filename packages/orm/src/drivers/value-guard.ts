import { AsyncLocalStorage } from "node:async_hooks";
import type { Flask } from "dewar";
import { DataError } from "../data-error.ts";

/** PostgreSQL, appendix A: data exceptions; and a violation of the protocol, the answer to a statement with a NUL in it. */
const SQL_STATES = /^(?:22...|08P01)$/;

const DESCRIPTION =
  "A value cannot be saved: it is too long, too large, or not of the kind that is expected.";

/** Whether a value that the database cannot take is no surprise, such as a key from a URL. */
const isExpected = new AsyncLocalStorage<true>();

/** Does something in which a {@link DataError} is an answer, and nothing for the log. */
export function expectingDataErrors<Result>(work: () => Promise<Result>): Promise<Result> {
  return isExpected.run(true, work);
}

/** Makes one error of the values that a database cannot take, and tells the log of it. */
export class ValueGuard {
  readonly #app: Flask;

  constructor(app: Flask) {
    this.#app = app;
  }

  /** What to throw in place of a driver's error about a value; undefined for other errors. */
  dataError(error: Error & { readonly code?: unknown }): DataError | undefined {
    if (error instanceof DataError) return error;
    const { code } = error;
    return typeof code === "string" && SQL_STATES.test(code) ? this.#reported({ cause: error }) : undefined;
  }

  /**
   * PostgreSQL has no texts with a NUL, and Node 22 reads those of SQLite up to it only.
   *
   * @throws DataError for such a text, and for what MikroORM would write as if it were the name of a column, or could
   * not write.
   */
  refuseImpossible(value: unknown): void {
    const isImpossible =
      (typeof value === "string" && value.includes("\0")) ||
      (typeof value === "number" && !Number.isFinite(value)) ||
      (value instanceof Date && Number.isNaN(value.getTime()));
    if (isImpossible) throw this.#reported({});
  }

  #reported(options: ErrorOptions): DataError {
    const error = new DataError(DESCRIPTION, options);
    if (isExpected.getStore() === undefined) this.#app.logger.warn(error, "The database cannot take a value");
    return error;
  }
}
