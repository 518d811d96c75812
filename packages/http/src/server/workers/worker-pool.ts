import { setTimeout as sleep } from "node:timers/promises";

import { BackOff } from "./back-off.ts";
import { WorkerError } from "./worker-error.ts";
import { type WorkerEnd, WorkerProcess, type WorkerProgram } from "./worker-process.ts";

/** Takes note of what happens to workers. `console` is one. */
export interface WorkerLogger {
  info(message: string): void;
  error(message: string): void;
}

/** What a {@link WorkerPool} goes by. */
export interface WorkerPoolSettings {
  readonly program: WorkerProgram;
  readonly count: number;
  readonly startTimeout: number;
  readonly stopTimeout: number;
  readonly logger: WorkerLogger;
}

/** Processes that serve together. One that dies is replaced. Made by {@link startWorkers}. */
export class WorkerPool {
  readonly #settings: WorkerPoolSettings;
  readonly #backOff = new BackOff();
  /** Those that answer requests, and are replaced when they die. */
  readonly #serving = new Set<WorkerProcess>();
  /** Every process that runs, with those that start or stop. */
  readonly #running = new Set<WorkerProcess>();
  readonly #giveUpWaiting = new AbortController();
  #reloading: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor(settings: WorkerPoolSettings) {
    this.#settings = settings;
  }

  /** Whether requests are answered: there is a worker, and the pool is not closing. */
  get isReady(): boolean {
    return this.#closing === undefined && this.#serving.size > 0;
  }

  /** Starts the first workers. @internal */
  async start(): Promise<void> {
    const workers = await Promise.all(Array.from({ length: this.#settings.count }, () => this.#launch()));
    if (workers.every((worker) => worker !== undefined)) {
      for (const worker of workers) this.#serve(worker);
      return;
    }
    this.closeNow();
    await this.close().catch(() => undefined);
    throw this.#startError();
  }

  /**
   * Replaces the workers by new ones, which run the program as it is now, one after the other: an old worker is asked
   * to stop when the new one listens, so that no request is refused.
   *
   * @throws {WorkerError} When a new worker does not start. The old ones that are left go on.
   */
  reload(): Promise<void> {
    this.#reloading ??= this.#reload().finally(() => {
      this.#reloading = undefined;
    });
    return this.#reloading;
  }

  /**
   * Asks all workers to finish what they do and to stop.
   *
   * @throws {WorkerError} When one of them ends otherwise than with code 0.
   */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Ends all workers, with the requests in flight. */
  closeNow(): void {
    this.close().catch(() => undefined);
    for (const worker of this.#running) worker.kill();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #reload(): Promise<void> {
    this.#settings.logger.info("The workers are replaced.");
    const stops: Promise<WorkerEnd>[] = [];
    for (const old of Array.from(this.#serving)) {
      const next = await this.#launch();
      if (this.#closing !== undefined) return;
      if (next === undefined) {
        const error = this.#startError("The workers that run go on.");
        this.#settings.logger.error(error.message);
        throw error;
      }
      this.#serve(next);
      // An old one that has died meanwhile has a successor already.
      stops.push(this.#stop(this.#serving.has(old) ? old : next));
    }
    await Promise.all(stops);
    this.#settings.logger.info("All workers have been replaced.");
  }

  async #close(): Promise<void> {
    this.#giveUpWaiting.abort();
    const ends = await Promise.all(Array.from(this.#running, (worker) => this.#stop(worker)));
    const bad = ends.filter((end) => end !== 0 && end !== "SIGTERM");
    if (bad.length === 0) return;
    throw new WorkerError("WORKER_STOP", `${bad.length} workers did not stop in order: ${describe(bad)}.`);
  }

  /** Starts a worker. Undefined when it ends, or takes too long, before it listens. */
  async #launch(): Promise<WorkerProcess | undefined> {
    const { program, startTimeout, logger } = this.#settings;
    const worker = new WorkerProcess(program);
    this.#running.add(worker);
    void worker.ended.then(() => this.#running.delete(worker));
    const killing = setTimeout(() => {
      logger.error(`${worker.name} did not listen after ${startTimeout / 1000} seconds and is killed.`);
      worker.kill();
    }, startTimeout);
    const listens = await worker.listens;
    clearTimeout(killing);
    return listens ? worker : undefined;
  }

  #serve(worker: WorkerProcess): void {
    this.#serving.add(worker);
    this.#settings.logger.info(`${worker.name} is ready.`);
    void this.#replaceWhenDead(worker);
  }

  async #replaceWhenDead(serving: WorkerProcess): Promise<void> {
    const end = await serving.ended;
    // One that was asked to stop is not in the set any more.
    if (!this.#serving.delete(serving)) return;
    this.#settings.logger.error(`${serving.name} died (${describe([end])}). Another one takes its place.`);
    let delay = this.#backOff.delayAfter(serving.age);
    while (await this.#wait(delay)) {
      const worker = await this.#launch();
      if (this.#closing !== undefined) return;
      if (worker !== undefined) {
        this.#serve(worker);
        return;
      }
      delay = this.#backOff.delayAfter(0);
      this.#settings.logger.error(
        `A worker ended before it listened. What it wrote says why. The next one starts in ${delay / 1000} seconds.`,
      );
    }
  }

  /** Whether the pool is still wanted after that time. */
  async #wait(delay: number): Promise<boolean> {
    try {
      await sleep(delay, undefined, { signal: this.#giveUpWaiting.signal });
      return true;
    } catch {
      return false;
    }
  }

  async #stop(worker: WorkerProcess): Promise<WorkerEnd> {
    this.#serving.delete(worker);
    const end = await worker.stop(this.#settings.stopTimeout);
    this.#settings.logger.info(`${worker.name} has stopped (${describe([end])}).`);
    return end;
  }

  #startError(consequence = ""): WorkerError {
    const { path } = this.#settings.program;
    const message = `A worker ended before it listened. What it wrote says why; its program is ${String(path)}.`;
    return new WorkerError("WORKER_START", `${message} ${consequence}`.trimEnd());
  }
}

function describe(ends: readonly WorkerEnd[]): string {
  return ends.map((end) => (typeof end === "number" ? `code ${end}` : end)).join(", ");
}
