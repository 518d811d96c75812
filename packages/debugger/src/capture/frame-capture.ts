import { randomUUID } from "node:crypto";
import { url as inspectorUrl } from "node:inspector";
import { extname } from "node:path";
import { isMainThread, Worker } from "node:worker_threads";
import type { CaptureSettings, FrameDescription, Keeper } from "./capture-worker.ts";

/** A call that was under way when an error was thrown, with its scope still alive. */
export interface CapturedFrame extends FrameDescription {
  /** Runs code as if it stood where the error was thrown: a direct `eval` in the scope of the frame. */
  evaluate(code: string): unknown;
}

type Evaluate = CapturedFrame["evaluate"];

/** What was kept of one throw. */
interface Capture {
  readonly frames: readonly CapturedFrame[];
  readonly stack: string | undefined;
}

// A source runs as it is or compiled, and so does the worker beside it.
const WORKER = new URL(`./capture-worker${extname(import.meta.url)}`, import.meta.url);
const MAX_PRIMITIVES = 20;
const DEBUGGED =
  "Variables are not kept while another debugger is attached (node --inspect). " +
  "Start the program without it for a console in each frame.";

/**
 * Keeps the frames of everything that the main thread throws, for as long as what was thrown lives.
 *
 * A worker thread debugs the main thread (`inspector.Session.connectToMainThread`): at each throw it asks every frame
 * of the user's code for a function that evaluates text in its scope, hands the functions over, and lets the program
 * go on. A function keeps the scope that it was made in, so the frame's variables outlive the frame.
 *
 * Calls that only wait for a promise are not on the stack, and so not kept.
 */
export class FrameCapture {
  readonly #captures = new WeakMap<object, Capture>();
  // What is no object cannot be held weakly. The last ones are kept.
  readonly #primitives = new Map<unknown, Capture>();
  readonly #key = `dewar.debugger.${randomUUID()}`;
  #worker: Worker | undefined;
  #notice: string | undefined;
  #added: Evaluate[] = [];
  #stack: string | undefined;

  private constructor() {
    const keeper: Keeper = {
      add: (index, evaluate) => void (this.#added[index] = evaluate),
      addStack: (stack) => void (this.#stack = stack),
      keep: (thrown, descriptions) => this.#keep(thrown, descriptions),
      isDebugged: () => this.#isDebugged(),
    };
    // The worker reaches the main thread's objects by evaluating an expression, which sees globals only.
    Object.defineProperty(globalThis, Symbol.for(this.#key), { value: keeper, configurable: true });
  }

  /**
   * Starts to watch, where that can be: not while another debugger is attached, which would stop at each throw too,
   * and not in a worker thread.
   *
   * @param ignored - `file:` URLs of folders whose frames are of no interest, besides every `node_modules`.
   */
  static async start(ignored: readonly string[] = []): Promise<FrameCapture> {
    const capture = new FrameCapture();
    await capture.#watch(ignored).catch((error: unknown) => {
      capture.#notice = `Variables are not kept, for the watch cannot start: ${String(error)}`;
    });
    return capture;
  }

  /** Why no frames are kept; undefined when they are. */
  get notice(): string | undefined {
    return this.#notice;
  }

  /** The frames of what was thrown, innermost first. None when it was not thrown, or before the watch began. */
  framesOf(thrown: unknown): readonly CapturedFrame[] {
    return this.#captureOf(thrown)?.frames ?? [];
  }

  /** Where something was thrown that has no stack of its own, as an error would tell it. */
  stackOf(thrown: unknown): string | undefined {
    return this.#captureOf(thrown)?.stack;
  }

  /** Ends the watch. Frames that were kept stay usable. */
  async stop(): Promise<void> {
    Reflect.deleteProperty(globalThis, Symbol.for(this.#key));
    await this.#worker?.terminate();
  }

  async #watch(ignored: readonly string[]): Promise<void> {
    if (!isMainThread) {
      this.#notice = "Variables are kept of the main thread only, and this is a worker thread.";
      return;
    }
    if (this.#isDebugged()) return;
    const workerData: CaptureSettings = { key: this.#key, ignored };
    // The options of the command line are for the program: what it imports first is not to run twice.
    const worker = new Worker(WORKER, { workerData, execArgv: [] });
    this.#worker = worker;
    worker.unref();
    await new Promise<void>((resolve, reject) => {
      worker.once("message", () => resolve()).once("error", reject);
    });
  }

  #isDebugged(): boolean {
    if (inspectorUrl() === undefined) return false;
    this.#notice = DEBUGGED;
    return true;
  }

  #keep(thrown: unknown, descriptions: string): void {
    const added = this.#added;
    const stack = this.#stack;
    this.#added = [];
    this.#stack = undefined;
    // Thrown again, an object has unwound a part of its stack: the first time tells most.
    if (isObject(thrown) && this.#captures.has(thrown)) return;
    const frames = (JSON.parse(descriptions) as FrameDescription[]).flatMap((frame, index) => {
      const evaluate = added[index];
      return evaluate === undefined ? [] : [{ ...frame, evaluate }];
    });
    if (isObject(thrown)) this.#captures.set(thrown, { frames, stack });
    else this.#keepPrimitive(thrown, { frames, stack });
  }

  #keepPrimitive(thrown: unknown, capture: Capture): void {
    this.#primitives.delete(thrown);
    this.#primitives.set(thrown, capture);
    const [oldest] = this.#primitives.keys();
    if (this.#primitives.size > MAX_PRIMITIVES) this.#primitives.delete(oldest);
  }

  #captureOf(thrown: unknown): Capture | undefined {
    return isObject(thrown) ? this.#captures.get(thrown) : this.#primitives.get(thrown);
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
