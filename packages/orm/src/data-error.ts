import { BadRequest } from "dewar";

/**
 * The database cannot take a value: a text with a NUL, a number or a date that the column cannot hold,
 * a text that is too long for it. What is SQLAlchemy's DataError there is an HTTP error here, since such values come
 * from visitors: unhandled, it answers 400; `app.errorHandler(DataError, ...)` sees it. Its `cause` is what the driver
 * said. As the value may also be the program's own, it is written to the log as a warning.
 */
export class DataError extends BadRequest {}
