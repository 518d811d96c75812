import { randomUUID } from "node:crypto";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { CaptureSettings, FrameDescription } from "./capture-worker.ts";

/** A call that was under way when an error was thrown, with its scope still alive. */
export interface CapturedFrame extends FrameDescription {
  /** Runs code as if it stood where the error was thrown: a direct `eval` in the scope of the frame. */
  evaluate(code: string): unknown;
}

type Evaluate = CapturedFrame["evaluate"];

// A source runs as it is or compiled, and so does the worker beside it.
const WORKER = new URL(`./capture-worker${extname(import.meta.url)}`, import.meta.url);

/**
 * Keeps the frames of every error that this process throws, for as long as the error lives.
 *
 * A worker thread debugs the main thread (`inspector.Session.connectToMainThread`): at each throw it asks every frame
 * of the user's code for a function that evaluates text in its scope, hands the functions over, and lets the program
 * go on. A function keeps the scope that it was made in, so the frame's variables outlive the frame.
 *
 * A throw takes about a millisecond longer. Calls that only wait for a promise are not on the stack, and so not kept.
 */
export class FrameCapture {
  readonly #frames = new WeakMap<object, readonly CapturedFrame[]>();
  readonly #key = `dewar.debugger.${randomUUID()}`;
  readonly #worker: Worker;

  private constructor(ignored: readonly string[]) {
    // The worker reaches the main thread's objects by evaluating an expression, which sees globals only.
    Object.defineProperty(globalThis, Symbol.for(this.#key), { value: this.#keep, configurable: true });
    const workerData: CaptureSettings = { key: this.#key, ignored };
    this.#worker = new Worker(WORKER, { workerData });
    this.#worker.unref();
  }

  /**
   * Starts to watch.
   *
   * @param ignored - `file:` URLs of folders whose frames are of no interest, besides every `node_modules`.
   * @throws What keeps the worker from starting.
   */
  static async start(ignored: readonly string[] = []): Promise<FrameCapture> {
    const capture = new FrameCapture(ignored);
    await new Promise<void>((resolve, reject) => {
      capture.#worker.once("message", () => resolve()).once("error", reject);
    });
    return capture;
  }

  /** The frames of an error, innermost first. None when it was not thrown, or before the watch began. */
  framesOf(error: unknown): readonly CapturedFrame[] {
    return (typeof error === "object" && error !== null && this.#frames.get(error)) || [];
  }

  /** Ends the watch. Frames that were kept stay usable. */
  async stop(): Promise<void> {
    Reflect.deleteProperty(globalThis, Symbol.for(this.#key));
    await this.#worker.terminate();
  }

  readonly #keep = (error: object, descriptions: string, ...evaluate: Evaluate[]): void => {
    // Thrown again, it has unwound a part of its stack: the first time tells most.
    if (this.#frames.has(error)) return;
    const frames = JSON.parse(descriptions) as FrameDescription[];
    this.#frames.set(
      error,
      frames.flatMap((frame, index) => {
        const own = evaluate[index];
        return own === undefined ? [] : [{ ...frame, evaluate: own }];
      }),
    );
  };
}
