import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { int } from "@dewar/http";
import { isDebugWanted } from "../debug-flag.ts";
import { isReloadedProcess, superviseReloads } from "../server/reloader.ts";
import { refuseDebugInProduction, type RunOptions, serveForDevelopment } from "../server/run.ts";
import type { AppGroup } from "./app-group.ts";
import { CommandError } from "./errors.ts";
import type { AppLoader } from "./load-app.ts";

/** What the process that restarts others must know. */
interface Surroundings {
  /** The environment as it was before files were read: they are read anew at each start. */
  readonly environment: NodeJS.ProcessEnv;
  readonly envFiles: readonly string[];
}

/** Adds `run`, the development server. */
export function addRunCommand(group: AppGroup, loader: AppLoader, surroundings: Surroundings): void {
  const details = {
    description: "Serve the application for development.",
    options: {
      "-H, --host <address>": {
        description: "Address to listen on.",
        default: "127.0.0.1",
        env: "DEWAR_RUN_HOST",
      },
      "-p, --port <number>": {
        description: "Port to listen on; 0 takes a free one. Default: PORT, else 5000.",
        type: port,
        env: "DEWAR_RUN_PORT",
      },
      "--cert <file>": {
        description: 'Serve HTTPS with this certificate; "adhoc" makes one.',
        env: "DEWAR_RUN_CERT",
      },
      "--key <file>": { description: "The key of the certificate.", env: "DEWAR_RUN_KEY" },
      "--debug": "Debug mode: restart when a source file changes, and show tracebacks.",
      "--no-reload": "Do not restart when a source file changes.",
      "--extra-files <paths...>": "More files and folders that cause a restart.",
    },
  } as const;
  group.command("run", details, async ({ host, port, cert, key, debug, reload, extraFiles = [] }) => {
    if (debug) process.env["DEWAR_DEBUG"] = "1";
    const isDebugging = isDebugWanted();
    if (isDebugging) refuseDebugInProduction();
    const tls = certificate(cert, key);
    if (isDebugging && reload && !isReloadedProcess()) {
      // The application is not loaded here, so that one with a mistake in it starts once that is mended.
      const folder = dirname(loader.find().file);
      const { envFiles, environment } = surroundings;
      superviseReloads([folder, ...envFiles, ...extraFiles], join(folder, "instance"), environment);
      return;
    }
    const app = await loader.load();
    const options: RunOptions = { host, ...(port !== undefined && { port }), ...(tls && { tls }) };
    await serveForDevelopment(app, options);
  });
}

function port(text: string): number {
  const value = int(text);
  return value >= 0 && value <= 65_535 ? value : Number.NaN;
}

function certificate(cert: string | undefined, key: string | undefined): RunOptions["tls"] {
  if (cert === undefined || cert === "adhoc") {
    if (key === undefined) return cert;
    throw new CommandError("--key needs the certificate that it belongs to: --cert <file>.");
  }
  if (key === undefined) throw new CommandError("--cert needs the key of the certificate: --key <file>.");
  return { cert: read(cert), key: read(key) };
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new CommandError(`${file} cannot be read: ${String(cause)}`, { cause });
  }
}
