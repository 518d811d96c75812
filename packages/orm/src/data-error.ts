import { BadRequest } from "dewar";

/**
 * The database cannot take a value: a text with a NUL in PostgreSQL, a number or a date that the column cannot hold,
 * a text that is too long for it. What is SQLAlchemy's DataError there is an HTTP error here, since such values come
 * from visitors: unhandled, it answers 400; `app.errorHandler(DataError, ...)` sees it. Its `cause` is what the driver
 * said.
 */
export class DataError extends BadRequest {}

/** PostgreSQL, appendix A: data exceptions; and a violation of the protocol, the answer to a statement with a NUL in it. */
const SQL_STATES = /^(?:22...|08P01)$/;

const DESCRIPTION =
  "A value cannot be saved: it is too long, too large, or not of the kind that is expected.";

/** What to throw in place of a driver's error about a value; undefined for other errors. */
export function dataError(error: Error & { readonly code?: unknown }): DataError | undefined {
  if (error instanceof DataError) return error;
  if (typeof error.code !== "string" || !SQL_STATES.test(error.code)) return undefined;
  return new DataError(DESCRIPTION, { cause: error });
}

/** @throws DataError for what MikroORM would write as if it were the name of a column, or could not write. */
export function refuseImpossible(value: unknown): void {
  const isImpossible =
    (typeof value === "number" && !Number.isFinite(value)) ||
    (value instanceof Date && Number.isNaN(value.getTime()));
  if (isImpossible) throw new DataError(DESCRIPTION);
}
