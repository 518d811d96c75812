import { createRequire } from "node:module";
import { format } from "node:util";
import type { Logger as PinoLogger, LoggerOptions } from "pino";
import type { Flask } from "../app.ts";
import { currentContext } from "../context.ts";
import { Request } from "../request.ts";
import { describeError } from "./describe-error.ts";
import type { Logger, LogLevel } from "./logger.ts";
import { readableLine } from "./readable-line.ts";

const RANKS: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** Names of fields whose values must not be seen, in what is logged and in the objects in it. */
const SECRETS = [
  "password",
  "secret",
  "secretKey",
  "SECRET_KEY",
  "token",
  "apiKey",
  "authorization",
  "cookie",
];

/**
 * The log of an application: lines to read while developing, lines of JSON elsewhere, on stderr. In a request every
 * line carries the request's id. pino writes them; it is loaded with the first.
 */
export class AppLogger implements Logger {
  readonly #app: Flask;
  #pino: PinoLogger | undefined;

  constructor(app: Flask) {
    this.#app = app;
  }

  debug(...message: unknown[]): void {
    this.#log("debug", message);
  }

  info(...message: unknown[]): void {
    this.#log("info", message);
  }

  warn(...message: unknown[]): void {
    this.#log("warn", message);
  }

  error(...message: unknown[]): void {
    this.#log("error", message);
  }

  #log(level: LogLevel, message: readonly unknown[]): void {
    const { config, debug } = this.#app;
    const least = config.get("LOG_LEVEL") ?? (debug ? "debug" : "info");
    if (RANKS[level] < RANKS[least]) return;
    this.#pino ??= createPino(this.#app);
    const [fields, text] = fieldsAndText(message);
    this.#pino[level](fields, text);
  }
}

function createPino(app: Flask): PinoLogger {
  // Not an import: most processes would load it for nothing, and a line must be written at once.
  const { pino } = createRequire(import.meta.url)("pino") as typeof import("pino");
  const options: LoggerOptions = {
    level: "debug",
    base: { app: app.name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    serializers: { err: describeError, request: describeRequest },
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: "[redacted]" },
    mixin: requestFields,
  };
  return pino(options, {
    write: (line) => {
      const allFrames = app.config.get("LOG_FRAMES") === "all";
      process.stderr.write(isRead(app) ? readableLine(line, allFrames) : line);
    },
  });
}

/** Whether a person reads the lines, and not a program. */
function isRead(app: Flask): boolean {
  const wanted = app.config.get("LOG_FORMAT");
  if (wanted !== null) return wanted === "text";
  return app.debug || (process.stderr.isTTY && process.env["NODE_ENV"] !== "production");
}

function requestFields(): object {
  const context = currentContext();
  return context?.hasRequest === true ? { requestId: context.request.id } : {};
}

/** `(fields, text, ...values)`, `(error, text, ...values)` and, as `console` takes them, `(text, ...values, error)`. */
function fieldsAndText([first, ...rest]: readonly unknown[]): [fields: object, text: string] {
  if (first instanceof Error) return [{ err: first }, rest.length === 0 ? first.message : format(...rest)];
  if (isPlainObject(first)) return [first, format(...rest)];
  const last = rest.at(-1);
  if (last instanceof Error) return [{ err: last }, format(first, ...rest.slice(0, -1))];
  return [{}, format(first, ...rest)];
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describeRequest(value: unknown): unknown {
  return value instanceof Request ? { method: value.method, path: value.path } : value;
}
