import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { isDebugWanted } from "./debug-flag.ts";
import { SetupError } from "./errors.ts";
import type { LogLevel } from "./logging/logger.ts";

/**
 * Config keys with the types of their values. An application adds its own by declaration merging:
 * `declare module "dewar" { interface ConfigValues { DATABASE: string } }`.
 */
export interface ConfigValues extends FrameworkConfig {}

/** The keys that the framework itself reads. */
export interface FrameworkConfig {
  /** Shows tracebacks and reloads; never on in production. Default: what the variable DEWAR_DEBUG says. */
  DEBUG: boolean;
  /** Lets errors reach the test that caused them. */
  TESTING: boolean;
  /** Rethrows unhandled errors; null: when testing or debugging. */
  PROPAGATE_EXCEPTIONS: boolean | null;
  /** Lets HTTP errors pass the error handlers, to find where they come from. */
  TRAP_HTTP_EXCEPTIONS: boolean;
  /** The same for missing form and query keys; null: when debugging. */
  TRAP_BAD_REQUEST_ERRORS: boolean | null;
  /** Signs sessions and tokens. Long, random, secret. */
  SECRET_KEY: string | Uint8Array | null;
  /** Earlier keys, newest first; they verify and no longer sign. */
  SECRET_KEY_FALLBACKS: readonly (string | Uint8Array)[] | null;
  SESSION_COOKIE_NAME: string;
  SESSION_COOKIE_DOMAIN: string | null;
  /** null: APPLICATION_ROOT. */
  SESSION_COOKIE_PATH: string | null;
  SESSION_COOKIE_HTTPONLY: boolean;
  /** null: whenever the request is secure. */
  SESSION_COOKIE_SECURE: boolean | null;
  SESSION_COOKIE_PARTITIONED: boolean;
  SESSION_COOKIE_SAMESITE: "Lax" | "Strict" | "None" | null;
  /** Sends a permanent session's cookie again with every response. */
  SESSION_REFRESH_EACH_REQUEST: boolean;
  /** Seconds that a permanent session lives. */
  PERMANENT_SESSION_LIFETIME: number;
  /** Seconds without a request after which a session on the server ends; null: PERMANENT_SESSION_LIFETIME. */
  SESSION_IDLE_LIFETIME: number | null;
  /** Seconds after which a session on the server ends however much it is used; null: never. */
  SESSION_ABSOLUTE_LIFETIME: number | null;
  /** Whether `CSRFProtect` refuses requests; tests may turn it off. */
  CSRF_ENABLED: boolean;
  /** The form field that brings the token. */
  CSRF_FIELD_NAME: string;
  /** The headers that may bring it instead. */
  CSRF_HEADERS: readonly string[];
  /** Seconds that a token is good for; null: as long as its session. */
  CSRF_TIME_LIMIT: number | null;
  /** Other origins whose pages may send requests, such as "https://accounts.example.com". They need a token too. */
  CSRF_TRUSTED_ORIGINS: readonly string[];
  /** Cache-Control: max-age of files in seconds; null: the browser asks again each time. */
  SEND_FILE_MAX_AGE_DEFAULT: number | null;
  /** Leaves the sending of files to the web server in front. */
  USE_X_SENDFILE: boolean;
  /** Hosts that requests may name; null: any valid one. A leading dot admits subdomains. */
  TRUSTED_HOSTS: readonly string[] | null;
  /** Host and port of the application, for URLs built outside a request. */
  SERVER_NAME: string | null;
  /** Path under which the application is mounted. */
  APPLICATION_ROOT: string;
  PREFERRED_URL_SCHEME: string;
  /** Bytes of a request body; null: no limit. */
  MAX_CONTENT_LENGTH: number | null;
  /** Bytes of all fields of a form that are not files; null: no limit. */
  MAX_FORM_MEMORY_SIZE: number | null;
  /** Fields and files of a form; null: no limit. */
  MAX_FORM_PARTS: number | null;
  /** Looks for changed templates at each use; null: when debugging. */
  TEMPLATES_AUTO_RELOAD: boolean | null;
  EXPLAIN_TEMPLATE_LOADING: boolean;
  /** Bytes above which a cookie is reported as too large for browsers. */
  MAX_COOKIE_SIZE: number;
  /** Answers OPTIONS for rules that do not do it themselves. */
  PROVIDE_AUTOMATIC_OPTIONS: boolean;
  /** The least of what is logged; null: "debug" when debugging, else "info". */
  LOG_LEVEL: LogLevel | null;
  /** Lines to read or lines of JSON; null: to read when debugging and on a terminal that is not in production. */
  LOG_FORMAT: "text" | "json" | null;
  /** The frames of stacks in lines to read: those of the program, with the others counted, or all. */
  LOG_FRAMES: "own" | "all";
  /** Takes a request's id from its X-Request-ID, which the proxy in front must set; otherwise it is random. */
  TRUST_REQUEST_ID: boolean;
  /** Sends the id back in X-Request-ID. */
  SEND_REQUEST_ID: boolean;
}

/** Flask's defaults, and Dewar's where Flask leaves a limit open (see SECURITY.md, "Promises"). */
export function defaultConfig(): FrameworkConfig {
  return {
    DEBUG: isDebugWanted(),
    TESTING: false,
    PROPAGATE_EXCEPTIONS: null,
    TRAP_HTTP_EXCEPTIONS: false,
    TRAP_BAD_REQUEST_ERRORS: null,
    SECRET_KEY: null,
    SECRET_KEY_FALLBACKS: null,
    SESSION_COOKIE_NAME: "session",
    SESSION_COOKIE_DOMAIN: null,
    SESSION_COOKIE_PATH: null,
    SESSION_COOKIE_HTTPONLY: true,
    SESSION_COOKIE_SECURE: null,
    SESSION_COOKIE_PARTITIONED: false,
    SESSION_COOKIE_SAMESITE: "Lax",
    SESSION_REFRESH_EACH_REQUEST: true,
    PERMANENT_SESSION_LIFETIME: 31 * 24 * 60 * 60,
    SESSION_IDLE_LIFETIME: null,
    SESSION_ABSOLUTE_LIFETIME: 90 * 24 * 60 * 60,
    CSRF_ENABLED: true,
    CSRF_FIELD_NAME: "csrf_token",
    CSRF_HEADERS: ["X-CSRFToken", "X-CSRF-Token"],
    CSRF_TIME_LIMIT: 60 * 60,
    CSRF_TRUSTED_ORIGINS: [],
    SEND_FILE_MAX_AGE_DEFAULT: null,
    USE_X_SENDFILE: false,
    TRUSTED_HOSTS: null,
    SERVER_NAME: null,
    APPLICATION_ROOT: "/",
    PREFERRED_URL_SCHEME: "http",
    MAX_CONTENT_LENGTH: 16 * 1024 * 1024,
    MAX_FORM_MEMORY_SIZE: 500_000,
    MAX_FORM_PARTS: 1000,
    TEMPLATES_AUTO_RELOAD: null,
    EXPLAIN_TEMPLATE_LOADING: false,
    MAX_COOKIE_SIZE: 4093,
    PROVIDE_AUTOMATIC_OPTIONS: true,
    LOG_LEVEL: null,
    LOG_FORMAT: null,
    LOG_FRAMES: "own",
    TRUST_REQUEST_ID: false,
    SEND_REQUEST_ID: false,
  };
}

/**
 * The settings of an application: a Map of upper-case keys, with ways to fill it from files and the environment.
 *
 * @example
 * const config = new Config("/srv/site");
 * config.fromMapping({ SECRET_KEY: "dev", lower: "is left out" });
 * config.get("SECRET_KEY"); // => "dev"
 * config.has("lower"); // => false
 */
export class Config extends Map<string, unknown> {
  /** Folder that relative file names start from. */
  readonly rootPath: string;
  /** The files that {@link fromFile} was asked for, with those that were not there. */
  readonly files: string[] = [];
  readonly #sources = new Map<string, string>();
  /** Where the values come from that are being set. */
  #source = "default";

  constructor(rootPath: string, defaults: Readonly<Record<string, unknown>> = {}) {
    super();
    this.rootPath = rootPath;
    for (const [key, value] of Object.entries(defaults)) this.set(key, value);
    this.#source = "code";
  }

  override set(key: string, value: unknown): this {
    this.#sources.set(key, this.#source);
    return super.set(key, value);
  }

  /**
   * Where the value of a key comes from: "default", "code", the path of a file, or the name of an environment variable.
   *
   * @returns Undefined for a key without a value.
   * @example
   * const config = new Config("/", { DEBUG: false }).fromPrefixedEnv("SITE", { env: { SITE_PORT: "80" } });
   * config.sourceOf("DEBUG"); // => "default"
   * config.sourceOf("PORT"); // => "SITE_PORT"
   */
  sourceOf(key: string): string | undefined {
    return this.has(key) ? this.#sources.get(key) : undefined;
  }

  override get<Key extends keyof ConfigValues>(key: Key): ConfigValues[Key];
  override get(key: string): unknown;
  override get(key: string): unknown {
    return super.get(key);
  }

  /**
   * Takes the upper-case keys of `values` over.
   *
   * @returns This config, for chaining.
   */
  fromMapping(values: Readonly<Record<string, unknown>>): this {
    for (const [key, value] of Object.entries(values)) if (isConfigKey(key)) this.set(key, value);
    return this;
  }

  /** Takes the upper-case members of an object or module over; the same as {@link fromMapping}, under Flask's name. */
  fromObject(object: object): this {
    return this.fromMapping(object as Readonly<Record<string, unknown>>);
  }

  /**
   * Reads a file of settings.
   *
   * @param path - Absolute, or relative to `rootPath`.
   * @param options.load - Turns the file's text into an object. Default: `JSON.parse`.
   * @param options.silent - Do nothing when the file does not exist.
   * @returns Whether the file was there.
   * @throws SetupError when the file cannot be read or understood.
   */
  fromFile(
    path: string,
    options: { load?: (text: string) => Readonly<Record<string, unknown>>; silent?: boolean } = {},
  ): boolean {
    const file = resolve(this.rootPath, path);
    this.files.push(file);
    const text = readConfigFile(file, options.silent ?? false);
    if (text === undefined) return false;
    try {
      const values = (options.load ?? JSON.parse)(text);
      this.#from(file, () => this.fromMapping(values));
    } catch (error) {
      throw new SetupError(
        "config_file",
        `The configuration file ${file} cannot be understood: ${String(error)}`,
        {
          cause: error,
        },
      );
    }
    return true;
  }

  /**
   * Takes environment variables over whose names start with a prefix. Values are read as JSON where they are JSON,
   * else as text; a double underscore goes into a nested object: `DEWAR_SQL__ECHO=true` sets `SQL.ECHO`.
   *
   * @param prefix - Without the underscore that follows it. Default: `DEWAR`.
   * @returns This config, for chaining.
   */
  fromPrefixedEnv(
    prefix = "DEWAR",
    options: { load?: (text: string) => unknown; env?: Readonly<Record<string, string | undefined>> } = {},
  ): this {
    const start = `${prefix}_`;
    const variables = Object.entries(options.env ?? process.env).toSorted(([a], [b]) => (a < b ? -1 : 1));
    for (const [name, text] of variables) {
      if (!name.startsWith(start) || text === undefined) continue;
      const value = parseValue(text, options.load ?? JSON.parse);
      this.#from(name, () => this.#setNested(name.slice(start.length).split("__"), value));
    }
    return this;
  }

  /**
   * The settings whose keys start with `prefix`, as an object with the rest of the key in lower case.
   *
   * @example
   * new Config("/").fromMapping({ MAIL_HOST: "localhost" }).getNamespace("MAIL_"); // => { host: "localhost" }
   */
  getNamespace(
    prefix: string,
    options: { lowercase?: boolean; trimNamespace?: boolean } = {},
  ): Record<string, unknown> {
    const found: Record<string, unknown> = {};
    for (const [key, value] of this) {
      if (!key.startsWith(prefix)) continue;
      const rest = (options.trimNamespace ?? true) ? key.slice(prefix.length) : key;
      found[(options.lowercase ?? true) ? rest.toLowerCase() : rest] = value;
    }
    return found;
  }

  #from(source: string, set: () => void): void {
    this.#source = source;
    try {
      set();
    } finally {
      this.#source = "code";
    }
  }

  #setNested(path: readonly string[], value: unknown): void {
    const [key = "", ...rest] = path;
    this.set(key, rest.length === 0 ? value : nested(this.get(key), rest, value));
  }
}

function nested(current: unknown, [key = "", ...rest]: readonly string[], value: unknown): unknown {
  const members: Record<string, unknown> = { ...(typeof current === "object" ? current : undefined) };
  members[key] = rest.length === 0 ? value : nested(members[key], rest, value);
  return members;
}

function parseValue(text: string, load: (text: string) => unknown): unknown {
  try {
    return load(text);
  } catch {
    return text;
  }
}

function readConfigFile(file: string, silent: boolean): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (silent && (code === "ENOENT" || code === "EISDIR" || code === "ENOTDIR")) return undefined;
    throw new SetupError(
      "config_file",
      code === "ENOENT"
        ? `There is no configuration file ${file}. If it may be missing, say \`{ silent: true }\`.`
        : `The configuration file ${file} cannot be read (${code ?? String(error)}).`,
      { cause: error },
    );
  }
}

function isConfigKey(key: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(key);
}
