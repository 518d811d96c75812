/** Worker processes did not start, or did not stop, as they should. */
export class WorkerError extends Error {
  override readonly name: string = "WorkerError";
  /** `WORKER_START` or `WORKER_STOP`. */
  readonly code: "WORKER_START" | "WORKER_STOP";

  constructor(code: "WORKER_START" | "WORKER_STOP", message: string) {
    super(message);
    this.code = code;
  }
}
