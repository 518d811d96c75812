/** How much a line of the log matters. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/**
 * Where an application writes what happened. Whatever has these four methods can be one: `console`, or a logger of
 * pino's or winston's.
 *
 * The framework itself, and code that is to work with all of them, writes `(text)`, `(fields, text)` or
 * `(error, text)`.
 */
export interface Logger {
  debug(...message: unknown[]): void;
  info(...message: unknown[]): void;
  warn(...message: unknown[]): void;
  error(...message: unknown[]): void;
}
