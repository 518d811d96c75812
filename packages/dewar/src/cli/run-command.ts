import { dirname, join } from "node:path";
import type { Flask } from "../app.ts";
import { isDebugWanted } from "../debug-flag.ts";
import { describeStartFailure } from "../server/describe-start-failure.ts";
import { handover, report } from "../server/handover.ts";
import { refuseDebugInProduction } from "../server/refuse-debug.ts";
import { superviseReloads } from "../server/reloader.ts";
import type { RunOptions } from "../server/run-options.ts";
import type { AppGroup } from "./app-group.ts";
import { CommandError } from "./errors.ts";
import { portNumber, readCertificate } from "./listen-options.ts";
import type { AppLoader } from "./load-app.ts";

/** What the process that restarts others must know. */
export interface Surroundings {
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
        type: portNumber,
        env: "DEWAR_RUN_PORT",
      },
      "--cert <file>": {
        description: 'Serve HTTPS with this certificate; "adhoc" makes one.',
        env: "DEWAR_RUN_CERT",
      },
      "--key <file>": { description: "The key of the certificate.", env: "DEWAR_RUN_KEY" },
      "--debug": "Debug mode: restart when a source file changes, and show tracebacks.",
      "--no-reload": "Do not restart when a source file changes.",
      "--no-debugger": "Do not answer errors with the page of the debugger.",
      "--no-live-reload": "Do not let pages in the browser reload by themselves.",
      "--extra-files <paths...>": "More files and folders that cause a restart.",
    },
  } as const;
  group.command("run", details, async ({ cert, key, debug, reload, extraFiles = [], ...values }) => {
    if (debug) process.env["DEWAR_DEBUG"] = "1";
    const isDebugging = isDebugWanted();
    if (isDebugging) refuseDebugInProduction();
    const options: RunOptions = {
      host: values.host,
      ...(values.port !== undefined && { port: values.port }),
      tls: certificate(cert, key),
      useDebugger: isDebugging && values.debugger,
      liveReload: values.liveReload,
    };
    if (!isDebugging || !reload || handover() !== undefined) {
      const app = await load(loader);
      const { serveForDevelopment } = await import("../server/run.ts");
      await serveForDevelopment(app, options);
      return;
    }
    // The application is not loaded here, so that one with a mistake in it starts once that is mended.
    const folder = dirname(loader.find().file);
    const { envFiles, environment } = surroundings;
    const files = [...envFiles, ...extraFiles];
    const instancePath = join(folder, "instance");
    await superviseReloads({ folders: [folder], files, instancePath, environment }, options);
  });
}

/** Loads the application, and lets the reloader know why if that cannot be. */
async function load(loader: AppLoader): Promise<Flask> {
  try {
    return await loader.load();
  } catch (error) {
    const cause = error instanceof CommandError ? (error.cause ?? error) : error;
    report({ dewar: "failed", failure: describeStartFailure(cause) });
    throw error;
  }
}

function certificate(cert: string | undefined, key: string | undefined): RunOptions["tls"] {
  if (cert !== "adhoc") return readCertificate(cert, key);
  if (key === undefined) return cert;
  throw new CommandError("--key needs the certificate that it belongs to: --cert <file>.");
}
