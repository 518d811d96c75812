import cluster from "node:cluster";
import { reloadOnSignal, Response, serve, startWorkers, stopOnSignals } from "@dewar/http";
import type { Logger } from "../../logging/logger.ts";
import { CommandError } from "../errors.ts";
import { cannotListen } from "./cannot-listen.ts";
import { stopDeadline } from "./serve-process.ts";
import type { ServeSettings } from "./serve-settings.ts";

/** What comes on top, so that who waits for a process gives up after that process itself has. */
const PATIENCE = 1000;

/**
 * Lets worker processes serve: this command again, each of which finds that it is a worker. This process watches
 * them, and runs nothing of the application.
 *
 * @param environment - The workers' variables: they read the files of variables themselves, anew after a reload.
 * @throws CommandError when nobody can listen there, or when a worker does not start.
 */
export async function serveWithWorkers(
  settings: ServeSettings & { readonly workers: number },
  environment: NodeJS.ProcessEnv,
  logger: Logger,
): Promise<void> {
  const url = await tryToListen(settings);
  const words = process.argv.slice(2);
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  const stopTimeout = stopDeadline(settings) + PATIENCE;
  const pool = await startWorkers(process.argv[1] ?? "", {
    count: settings.workers,
    args: settings.listen.port === 0 ? [...words, "--port", new URL(url).port] : words,
    stopTimeout,
    logger,
  }).catch((cause: unknown) => {
    throw new CommandError("No worker could start. What is written above says why.", { cause });
  });
  // The workers have waited already for what is in flight.
  stopOnSignals(pool, { deadline: stopTimeout + PATIENCE });
  reloadOnSignal(pool);
  const { pid } = process;
  logger.info(`Serving at ${url} with ${settings.workers} workers; SIGHUP to process ${pid} replaces them.`);
}

/**
 * Whether this worker says what is wrong with the application: those that start together fail alike, and the first
 * tells for all of them.
 */
export function tellsForAll(workers: number): boolean {
  const { id = 1 } = cluster.worker ?? {};
  return id === 1 || id > workers;
}

/**
 * Listens for a moment. So an address that is taken is told once, and a Unix socket that a dead process has left
 * behind is removed by one process alone.
 *
 * @returns The address, with its port where any would do.
 */
async function tryToListen({ listen }: ServeSettings): Promise<string> {
  const server = await serve(() => new Response("Starting", { status: 503 }), listen).catch(
    (error: unknown) => cannotListen(error, listen),
  );
  await server.close();
  return server.url;
}
