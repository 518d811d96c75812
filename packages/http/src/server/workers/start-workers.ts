import { availableParallelism } from "node:os";

import { type WorkerLogger, WorkerPool } from "./worker-pool.ts";

/** How {@link startWorkers} starts and watches processes. Times are in milliseconds. */
export interface WorkerOptions {
  /** How many processes. Default: as many as the machine can run at the same time. */
  readonly count?: number | undefined;
  /** Arguments of their command line. Default: none. */
  readonly args?: readonly string[] | undefined;
  /** Variables of their environment, beside those of this process. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** How long one may take until it listens. Default: 1 minute. */
  readonly startTimeout?: number | undefined;
  /** How long one may take to stop before it is killed. Default: 30 seconds. */
  readonly stopTimeout?: number | undefined;
  /** Told, in one line each, what happens to the workers. Default: the console. */
  readonly logger?: WorkerLogger | undefined;
}

/**
 * Serves with several processes on one port. Each runs a program that is a whole server by itself, such as
 *
 * ```ts
 * stopOnSignals(await serve(handler, { port: 8000 }));
 * ```
 *
 * This process only watches: it takes the connections, hands them to the workers in turn (`node:cluster`), and runs
 * nothing of the program. A worker that dies is replaced; when workers die soon after their start, it waits longer
 * and longer. {@link stopOnSignals} stops the pool as it stops a server, {@link reloadOnSignal} replaces the workers.
 *
 * @param program - The module to run, with the command line options of Node that this process has.
 * @param options - How many workers, and how long each may take.
 * @returns The workers, once all of them listen.
 * @throws {WorkerError} When one of them ends before.
 * @throws {RangeError} When the count is not a positive whole number.
 * @example
 * await startWorkers("no-such-program.js", { count: 0 }); // throws RangeError
 */
export async function startWorkers(program: string | URL, options: WorkerOptions = {}): Promise<WorkerPool> {
  const { count = availableParallelism(), args = [], env = {}, logger = console } = options;
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`There cannot be ${count} workers. Give a whole number from 1 on.`);
  }
  const pool = new WorkerPool({
    program: { path: program, args, env },
    count,
    startTimeout: options.startTimeout ?? 60_000,
    stopTimeout: options.stopTimeout ?? 30_000,
    logger,
  });
  await pool.start();
  return pool;
}

/**
 * Replaces the workers of a pool, without losing a request, when a signal arrives. A program that does not start is
 * told to the pool's logger, and the old workers go on.
 *
 * @param pool - The workers.
 * @param signal - Default: SIGHUP.
 * @returns A function that lets go of the signal again.
 */
export function reloadOnSignal(pool: WorkerPool, signal: NodeJS.Signals = "SIGHUP"): () => void {
  const reload = (): void => void pool.reload().catch(() => undefined);
  process.on(signal, reload);
  return () => process.off(signal, reload);
}
