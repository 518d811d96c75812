import { dirname } from "node:path";
import type { TlsOptions } from "node:tls";
import { adhocCertificate, serve, type Server, stopOnSignals } from "@dewar/http";
import { adapterOptions } from "../adapter-options.ts";
import type { Flask } from "../app.ts";
import { SetupError } from "../errors.ts";
import { isCommandLine } from "./command-line.ts";
import { developmentHandler } from "./development-handler.ts";
import { CANNOT_LISTEN, isReloadedProcess, superviseReloads } from "./reloader.ts";

/** Options of the development server. */
export interface RunOptions {
  /** Address to listen on. Default: 127.0.0.1, which only this machine reaches. */
  readonly host?: string;
  /** Port to listen on; 0 takes a free one. Default: the variable PORT, else 5000. */
  readonly port?: number;
  /** Shows tracebacks and reloads. Default: what the config says. */
  readonly debug?: boolean;
  /** Restarts when a source file changes. Default: when debugging. */
  readonly useReloader?: boolean;
  /** More files and folders that cause a restart. */
  readonly extraFiles?: readonly string[];
  /** Serves HTTPS: with a certificate and its key in PEM form, or with one made up for this machine. */
  readonly tls?: Pick<TlsOptions, "cert" | "key"> | "adhoc" | undefined;
}

/**
 * Serves an application for development.
 *
 * With the reloader this process only watches: it starts the same program again as a child, and the call there
 * serves.
 */
export function runApp(app: Flask, options: RunOptions): void {
  if (isCommandLine()) {
    process.stderr.write(
      "app.run() does nothing here, for the command `dewar` decides what is served. Guard it: " +
        "if (import.meta.filename === process.argv[1]) app.run();\n",
    );
    return;
  }
  app.debug = options.debug ?? app.debug;
  if (app.debug) refuseDebugInProduction();
  if ((options.useReloader ?? app.debug) && !isReloadedProcess()) {
    const program = process.argv[1] === undefined ? [] : [dirname(process.argv[1])];
    superviseReloads([...program, app.rootPath, ...(options.extraFiles ?? [])], app.instancePath);
    return;
  }
  void serveForDevelopment(app, options);
}

/** @throws SetupError when NODE_ENV is production. */
export function refuseDebugInProduction(): void {
  if (process.env["NODE_ENV"] !== "production") return;
  throw new SetupError(
    "debug_in_production",
    "The development server refuses debug mode while NODE_ENV is production: tracebacks show source and secrets. " +
      "Serve `app.nodeHandler` or `app.fetch` instead, or unset NODE_ENV.",
  );
}

/** Listens in this process. When that cannot be, the process ends. */
export async function serveForDevelopment(app: Flask, options: RunOptions): Promise<void> {
  app.debug = options.debug ?? app.debug;
  if (app.debug) refuseDebugInProduction();
  // The usual ten frames often end inside the framework, before the user's own code.
  if (app.debug) Error.stackTraceLimit = Math.max(Error.stackTraceLimit, 50);
  const host = options.host ?? "127.0.0.1";
  const port = options.port ?? portFromEnvironment() ?? 5000;
  const tls = options.tls === "adhoc" ? adhocCertificate() : options.tls;
  try {
    const server = await serve(developmentHandler(app), { host, port, tls, ...adapterOptions(app) });
    const mode = app.debug ? "debug mode" : "development server";
    process.stdout.write(`Dewar serves "${app.name}" at ${server.url} (${mode}; Ctrl-C stops it).\n`);
    stopWithSignals(app, server);
  } catch (error) {
    refuse(error, host, port);
  }
}

function stopWithSignals(app: Flask, server: Server): void {
  // Ctrl-C reaches the reloader too, which passes it on as a SIGTERM; a second signal would not wait.
  const signals = isReloadedProcess() ? (["SIGTERM"] as const) : (["SIGTERM", "SIGINT"] as const);
  if (isReloadedProcess()) process.on("SIGINT", () => undefined);
  stopOnSignals(server, {
    signals,
    // A stream that never ends must not hold up a restart.
    linger: 0,
    timeout: 1000,
    deadline: 10_000,
    teardown: () => {
      const { size } = app.backgroundWork;
      if (size > 0)
        process.stderr.write(`Finishing background work (${size} left); Ctrl-C again does not wait.\n`);
      return app.backgroundWork.finished();
    },
  });
}

function refuse(error: unknown, host: string, port: number): never {
  const code = (error as NodeJS.ErrnoException).code;
  const reasons: Record<string, string> = {
    EADDRINUSE: `another program uses port ${port}. Stop it, or choose another port: ${isCommandLine() ? "--port " : "PORT="}${port + 1}.`,
    EACCES: `port ${port} needs more rights. Choose one above 1023.`,
    EADDRNOTAVAIL: `this machine has no address ${host}.`,
  };
  const reason = (code && reasons[code]) ?? String(error);
  return endWith(`Cannot listen on ${host}:${port}: ${reason}`);
}

function portFromEnvironment(): number | undefined {
  const text = process.env["PORT"];
  if (text === undefined || text === "") return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  return endWith(`PORT="${text}" is not a port: a whole number from 0 to 65535 is.`);
}

/** Ends a process that cannot listen, saying why. A reloader does not start it again. */
function endWith(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(CANNOT_LISTEN);
}
