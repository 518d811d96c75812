import { randomUUID } from "node:crypto";
import { url as inspectorUrl } from "node:inspector";
import { extname } from "node:path";
import { isMainThread, Worker } from "node:worker_threads";
import { AwaitCapture, type WaitingFrame } from "../awaits/await-capture.ts";
import { isObject } from "../inspect/is-object.ts";
import type { CaptureSettings, FrameDescription, Keeper } from "./capture-worker.ts";
import { folderUrls } from "./of-interest.ts";

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
// In ms. It takes a few, but for a thread that hangs.
const LONGEST_END = 500;
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
 * Calls that only wait are not on the stack; {@link AwaitCapture} keeps those.
 */
export class FrameCapture {
  readonly #captures = new WeakMap<object, Capture>();
  // What is no object cannot be held weakly. The last ones are kept.
  readonly #primitives = new Map<unknown, Capture>();
  readonly #awaits: AwaitCapture;
  readonly #key = `dewar.debugger.${randomUUID()}`;
  #worker: Worker | undefined;
  #notice: string | undefined;
  #added: Evaluate[] = [];
  #stack: string | undefined;

  private constructor(awaits: AwaitCapture) {
    this.#awaits = awaits;
    const keeper: Keeper = {
      add: (index, evaluate) => void (this.#added[index] = evaluate),
      addStack: (stack) => void (this.#stack = awaits.truePlaces(stack)),
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
   * @param folders - Those whose frames are of no interest, besides every `node_modules`.
   */
  static async start(folders: readonly string[] = []): Promise<FrameCapture> {
    const capture = new FrameCapture(await AwaitCapture.start(folders));
    await capture.#watch(folderUrls(folders)).catch((error: unknown) => {
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

  /** The calls that waited for what was thrown, innermost first. */
  waitingOf(thrown: unknown): readonly WaitingFrame[] {
    // Without the watch it is not known which of them waited, and which have thrown themselves.
    return this.#notice === undefined ? this.#awaits.framesOf(thrown) : [];
  }

  /** Gives the stack of an error the places of the sources as they are written. */
  setRight(error: unknown): void {
    this.#awaits.setRight(error);
  }

  /** Where something was thrown that has no stack of its own, as an error would tell it. */
  stackOf(thrown: unknown): string | undefined {
    return this.#captureOf(thrown)?.stack;
  }

  /** Ends the watch. Frames that were kept stay usable. */
  async stop(): Promise<void> {
    process.off("exit", this.#disconnect);
    Reflect.deleteProperty(globalThis, Symbol.for(this.#key));
    await this.#worker?.terminate();
  }

  async #watch(ignored: readonly string[]): Promise<void> {
    if (!isMainThread) {
      this.#notice = "Variables are kept of the main thread only, and this is a worker thread.";
      return;
    }
    if (this.#isDebugged()) return;
    const workerData: CaptureSettings = { key: this.#key, ignored, passedOnBy: AwaitCapture.url };
    // The options of the command line are for the program: what it imports first is not to run twice.
    const worker = new Worker(WORKER, { workerData, execArgv: [] });
    this.#worker = worker;
    worker.unref();
    await new Promise<void>((resolve, reject) => {
      worker.once("message", () => resolve()).once("error", reject);
    });
    process.once("exit", this.#disconnect);
    worker.once("exit", () => process.off("exit", this.#disconnect));
  }

  /** Node would wait at its end for the debugger that the worker is, and say so in the terminal. */
  readonly #disconnect = (): void => {
    const isDone = new Int32Array(new SharedArrayBuffer(4));
    this.#worker?.postMessage(isDone);
    Atomics.wait(isDone, 0, 0, LONGEST_END);
  };

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
    this.#awaits.noteThrow(thrown);
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
