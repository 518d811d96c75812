import cluster, { type Worker } from "node:cluster";
import { fileURLToPath } from "node:url";

/** What the processes of a pool run. */
export interface WorkerProgram {
  readonly path: string | URL;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** How a process ended: its exit code, or the signal that ended it. */
export type WorkerEnd = number | string;

/** A process that serves, as the process that watches it sees it. */
export class WorkerProcess {
  /** How it is called in messages. */
  readonly name: string;
  /** Resolves when the process is gone. */
  readonly ended: Promise<WorkerEnd>;
  /** Resolves when the process listens, or with false when it has ended before. */
  readonly listens: Promise<boolean>;
  readonly #worker: Worker;
  #listensSince: number | undefined;

  constructor({ path, args, env }: WorkerProgram) {
    cluster.setupPrimary({ exec: path instanceof URL ? fileURLToPath(path) : path, args: [...args] });
    const worker = cluster.fork(env);
    this.#worker = worker;
    this.name = `Worker ${worker.id} (process ${worker.process.pid ?? "none"})`;
    this.ended = new Promise((resolve) => {
      worker.once("exit", (code: number | null, signal: string | null) => resolve(signal ?? code ?? 0));
      // A process that could not be started never exits. Later errors are about messages to one that has gone.
      worker.on("error", (error) => worker.process.pid ?? resolve(error.message));
    });
    this.listens = new Promise((resolve) => {
      worker.once("listening", () => {
        this.#listensSince = performance.now();
        resolve(true);
      });
      void this.ended.then(() => resolve(false));
    });
  }

  /** How many milliseconds it has been listening. */
  get age(): number {
    return this.#listensSince === undefined ? 0 : performance.now() - this.#listensSince;
  }

  /** Asks the process to finish what it does and to end. It is killed when it is not gone in time. */
  async stop(timeout: number): Promise<WorkerEnd> {
    if (this.#listensSince === undefined) {
      // It has nothing to finish, and might not know yet what to do with a signal.
      this.kill();
      await this.ended;
      return 0;
    }
    this.#worker.process.kill("SIGTERM");
    const killing = setTimeout(() => this.kill(), timeout);
    const end = await this.ended;
    clearTimeout(killing);
    return end;
  }

  kill(): void {
    this.#worker.process.kill("SIGKILL");
  }
}
