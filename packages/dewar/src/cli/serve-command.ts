import cluster from "node:cluster";
import { availableParallelism } from "node:os";
import { isDebugWanted } from "../debug-flag.ts";
import type { AppGroup } from "./app-group.ts";
import type { CommandInputs, CommandValues } from "./command-types.ts";
import { CommandError } from "./errors.ts";
import { decimal, portNumber, readCertificate } from "./listen-options.ts";
import type { AppLoader } from "./load-app.ts";
import type { ServeSettings } from "./serve/serve-settings.ts";

const HEADERS = ["for", "proto", "host", "port", "prefix"] as const;

/** Eleven days. Node's timers end at once where two such times together have more milliseconds than 31 bits hold. */
const MOST_SECONDS = 1_000_000;

const OPTIONS = {
  "-H, --host <address>": {
    description: "Address to listen on; 0.0.0.0 is reached from everywhere.",
    default: "127.0.0.1",
    env: "DEWAR_SERVE_HOST",
  },
  "-p, --port <number>": {
    description: "Port to listen on; 0 takes a free one. Default: PORT, else 8000.",
    type: portNumber,
    env: "DEWAR_SERVE_PORT",
  },
  "--unix-socket <path>": {
    description: "Listen on this Unix socket, and on no port.",
    env: "DEWAR_SERVE_UNIX_SOCKET",
  },
  "-w, --workers <number>": {
    description:
      'Serve with that many processes, and replace those that die; "auto": one for each processor.',
    type: workerCount,
    env: "DEWAR_SERVE_WORKERS",
  },
  "--cert <file>": { description: "Serve HTTPS with this certificate.", env: "DEWAR_SERVE_CERT" },
  "--key <file>": { description: "The key of the certificate.", env: "DEWAR_SERVE_KEY" },
  "--http2": "Speak HTTP/2 with clients that know it; needs the certificate.",
  "--proxies <number>": {
    description:
      "How many proxies in front add their part to the X-Forwarded headers; 0 ignores the headers.",
    type: count,
    default: 0,
    env: "DEWAR_SERVE_PROXIES",
  },
  "--trusted-proxies <addresses...>": {
    description:
      'Where the proxies connect from: addresses, networks, "unix". Default: this machine, or the Unix socket.',
    env: "DEWAR_SERVE_TRUSTED_PROXIES",
  },
  "--forwarded-headers <names...>": {
    description: "The X-Forwarded headers that the proxies set.",
    choices: HEADERS,
    default: ["for", "proto"],
  },
  "--ready-path <path>": {
    description: "Answers 200 while requests are welcome, and 503 once the server is to stop.",
    default: "/-/ready",
  },
  "--live-path <path>": { description: "Answers 200 as long as the process answers.", default: "/-/live" },
  "--no-access-log": "Do not log each answer.",
  "--keep-alive <seconds>": {
    description: "How long a connection waits for its next request; longer than the proxy in front keeps it.",
    type: seconds,
    default: 5,
  },
  "--request-timeout <seconds>": {
    description: "How long a client may take to send a request.",
    type: seconds,
    default: 300,
  },
  "--drain <seconds>": {
    description: "How long to serve on, not ready any more, when the server is to stop.",
    type: seconds,
    default: 0,
  },
  "--stop-timeout <seconds>": {
    description: "How long requests may take that are in flight when the server stops.",
    type: seconds,
    default: 25,
  },
} as const satisfies CommandInputs;

type ServeValues = CommandValues<"serve", {}, typeof OPTIONS>;

/**
 * Adds `serve`, the server for production.
 *
 * @param environment - The variables as they were before files were read.
 */
export function addServeCommand(group: AppGroup, loader: AppLoader, environment: NodeJS.ProcessEnv): void {
  const details = { description: "Serve the application in production.", options: OPTIONS };
  group.command("serve", details, async (values) => {
    const settings = settingsOf(values);
    const { workers } = settings;
    const { refuseDebug, serveInThisProcess } = await import("./serve/serve-process.ts");
    if (isDebugWanted()) refuseDebug();
    if (workers === undefined) {
      const { app, server } = await serveInThisProcess(loader, settings, true);
      app.logger.info(`Serving at ${server.url}, process ${process.pid}.`);
      return;
    }
    const { serveWithWorkers, tellsForAll } = await import("./serve/serve-with-workers.ts");
    if (cluster.isWorker) {
      const isFirst = cluster.worker?.id === 1;
      await startAsWorker(() => serveInThisProcess(loader, settings, isFirst), tellsForAll(workers));
      return;
    }
    loader.find();
    // One like the application's, which is not loaded here.
    const { Flask } = await import("../app.ts");
    const { logger } = new Flask(import.meta.url, { name: "dewar serve" });
    await serveWithWorkers({ ...settings, workers }, environment, logger);
  });
}

/** A worker leaves its end to the process that watches it: a terminal that closes tells both. */
async function startAsWorker(start: () => Promise<unknown>, tells: boolean): Promise<void> {
  process.on("SIGHUP", () => undefined);
  try {
    await start();
  } catch (error) {
    if (tells) throw error;
    process.exit(1);
  }
}

function settingsOf(values: ServeValues): ServeSettings {
  const { host, unixSocket: socketPath, http2 } = values;
  const tls = readCertificate(values.cert, values.key);
  if (http2 && tls === undefined) {
    throw new CommandError(
      "--http2 needs HTTPS, for browsers know no other HTTP/2: --cert <file> --key <file>.",
    );
  }
  return {
    listen: {
      host,
      port: values.port ?? portOfEnvironment() ?? 8000,
      socketPath,
      tls,
      http2,
      keepAliveTimeout: values.keepAlive * 1000,
      requestTimeout: values.requestTimeout * 1000,
    },
    workers: values.workers,
    proxies: proxiesOf(values),
    readyPath: values.readyPath,
    livePath: values.livePath,
    accessLog: values.accessLog,
    drain: values.drain * 1000,
    stopTimeout: values.stopTimeout * 1000,
  };
}

function proxiesOf({
  proxies,
  trustedProxies,
  forwardedHeaders,
  unixSocket,
}: ServeValues): ServeSettings["proxies"] {
  if (proxies === 0) {
    if (trustedProxies === undefined) return undefined;
    throw new CommandError("--trusted-proxies needs to know how many there are in a row: --proxies 1.");
  }
  // A variable holds several in one text.
  const trusted = trustedProxies?.flatMap((text) => text.split(/[\s,]+/)) ?? (unixSocket && ["unix"]);
  const setThere = new Set<string>(forwardedHeaders);
  return {
    ...(trusted && { trustedProxies: trusted }),
    ...Object.fromEntries(HEADERS.map((name) => [name, setThere.has(name) ? proxies : 0])),
  };
}

function portOfEnvironment(): number | undefined {
  const text = process.env["PORT"] ?? "";
  const port = text === "" ? undefined : portNumber(text);
  if (!Number.isNaN(port)) return port;
  throw new CommandError(`PORT="${text}" is not a port: a whole number from 0 to 65535 is.`);
}

function workerCount(text: string): number {
  if (text === "auto") return availableParallelism();
  const value = count(text);
  return value >= 1 ? value : Number.NaN;
}

function count(text: string): number {
  const value = decimal(text);
  return Number.isSafeInteger(value) ? value : Number.NaN;
}

function seconds(text: string): number {
  const value = decimal(text);
  return value <= MOST_SECONDS ? value : Number.NaN;
}
