import cluster from "node:cluster";
import { once } from "node:events";

import type { CloseOptions } from "./server.ts";

/** What {@link stopOnSignals} stops: a `Server` or a `WorkerPool`. */
export interface Stoppable {
  /** Finishes what is in flight, and stops. */
  close(options: CloseOptions): Promise<void>;
  /** Stops without waiting. */
  closeNow(): void;
}

/** How {@link stopOnSignals} stops. Times are in milliseconds. */
export interface GracefulStopOptions {
  /** The signals that stop the server. Default: SIGTERM and SIGINT. */
  readonly signals?: readonly NodeJS.Signals[] | undefined;
  /** How long idle connections stay open, for requests that are on their way. Default: 1 second. */
  readonly linger?: number | undefined;
  /** How long requests in flight may take. Default: 25 seconds. */
  readonly timeout?: number | undefined;
  /** When the process ends at the latest, teardown included. Default: 30 seconds. */
  readonly deadline?: number | undefined;
  /** Called once no request is left, to close what the application holds, such as its database. */
  readonly teardown?: (() => unknown) | undefined;
}

/**
 * Lets signals stop a server, and then the process. From the first signal on the server is not ready, takes no new
 * connections, closes idle ones after a short while and finishes the requests in flight. Then comes the teardown, and
 * the process ends with code 0. A second signal ends it at once with code 1, as does the deadline or a teardown that
 * fails.
 *
 * In a worker process further signals do nothing: Ctrl-C and service managers send theirs to the workers too, beside
 * that of the process which watches them. It is that process which a second signal ends, with its workers.
 *
 * @param server - The server to stop, or the pool of workers.
 * @param options - How long each step may take, and what to do in the end.
 * @returns A function that lets go of the signals again.
 * @example
 * const server = await serve(() => new Response("Hello"), { port: 0 });
 * const release = stopOnSignals(server, { teardown: () => console.log("bye") });
 * release();
 * await server.close();
 */
export function stopOnSignals(server: Stoppable, options: GracefulStopOptions = {}): () => void {
  const { signals = ["SIGTERM", "SIGINT"] } = options;
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) {
      if (!cluster.isWorker) endNow(server);
      return;
    }
    stopping = true;
    void stop(server, options);
  };
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}

async function stop(server: Stoppable, options: GracefulStopOptions): Promise<void> {
  const { linger = 1000, timeout = 25_000, deadline = 30_000, teardown } = options;
  setTimeout(() => endNow(server), deadline).unref();
  try {
    await server.close({ linger, timeout });
    await leaveCluster();
    await teardown?.();
    process.exit(0);
  } catch (error) {
    console.error("The server did not stop in order", error);
    process.exit(1);
  }
}

// The process that watches may have handed over a connection before it knew that this one closes. Until it knows, it is
// told to give it to another worker; a worker that had gone by then would leave a client without any answer.
async function leaveCluster(): Promise<void> {
  const { worker } = cluster;
  if (worker?.isConnected() !== true) return;
  const left = once(worker, "disconnect");
  worker.disconnect();
  await left;
}

function endNow(server: Stoppable): void {
  server.closeNow();
  process.exit(1);
}
