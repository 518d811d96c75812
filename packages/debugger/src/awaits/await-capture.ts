import { url as inspectorUrl } from "node:inspector";
import { types } from "node:util";
import { isMainThread } from "node:worker_threads";
import type { FrameDescription } from "../capture/capture-worker.ts";
import { BEGIN } from "../capture/evaluator.ts";
import { folderUrls, isOfInterest } from "../capture/of-interest.ts";
import { isObject } from "../inspect/is-object.ts";
import { truePlaces } from "./columns.ts";
import type { AwaitSite, RewrittenModule } from "./rewrite.ts";
import { CAN_REWRITE, rewriteModules } from "./rewrite-modules.ts";

/** A call that waited for what failed, with its scope still alive. */
export interface WaitingFrame extends FrameDescription, Pick<AwaitSite, "start" | "end"> {
  /** When the call began: later calls have higher numbers. */
  readonly begun: number;
  /** Runs code as if it stood where the call waits. */
  evaluate(code: string): unknown;
}

type Evaluate = WaitingFrame["evaluate"];

/** Where a call waits. */
interface Wait {
  readonly site: number;
  readonly evaluate: Evaluate;
}

interface WatchedModule extends Omit<RewrittenModule, "code"> {
  readonly url: string;
}

const MAX_FRAMES = 40;

/**
 * Keeps the calls that only wait for what fails, and are not on the stack then: the user's modules are rewritten as
 * they are loaded, so that each async function tells where it waits. An error is noted by each call that it passes.
 *
 * Of the modules of this process's main thread, and once for all: what was loaded before is not rewritten.
 */
export class AwaitCapture {
  /** The script that throws errors on. */
  static readonly url: string = import.meta.url;
  static #running: Promise<AwaitCapture> | undefined;
  readonly #modules: WatchedModule[] = [];
  readonly #frames = new WeakMap<object, WaitingFrame[]>();
  readonly #isRight = new WeakSet<object>();
  #justThrown: unknown;

  private constructor() {}

  /**
   * Starts to rewrite modules, where that can be: Node has to strip types itself and offer hooks that run at once
   * (22.18 and later). Not while another debugger is attached, or what is covered is being counted: both go by the
   * source as it is.
   *
   * @param folders - Those whose modules are left as they are, besides every `node_modules`.
   */
  static start(folders: readonly string[] = []): Promise<AwaitCapture> {
    AwaitCapture.#running ??= AwaitCapture.#start(folderUrls(folders));
    return AwaitCapture.#running;
  }

  static async #start(ignored: readonly string[]): Promise<AwaitCapture> {
    const capture = new AwaitCapture();
    const isWatched = inspectorUrl() !== undefined || process.env["NODE_V8_COVERAGE"] !== undefined;
    if (!CAN_REWRITE || isWatched || !isMainThread) return capture;
    const { rewriteAwaits } = await import("./rewrite.ts");
    Object.defineProperty(globalThis, BEGIN, { value: (module: number) => new Call(capture, module) });
    rewriteModules(
      (url) => isOfInterest(url, ignored),
      (code, url) => {
        const rewritten = rewriteAwaits(code, capture.#modules.length);
        if (rewritten === undefined) return undefined;
        const { sites, insertions } = rewritten;
        capture.#modules.push({ url, sites, insertions });
        return rewritten.code;
      },
    );
    return capture;
  }

  /** The calls that waited for what failed, innermost first. */
  framesOf(thrown: unknown): readonly WaitingFrame[] {
    return (isObject(thrown) && this.#frames.get(thrown)) || [];
  }

  /** A stack with its places as they are in the sources: what was put into a line has moved what follows. */
  truePlaces(stack: string): string {
    return truePlaces(stack, (url) => this.#modules.findLast((module) => module.url === url)?.insertions);
  }

  /** Gives an error its true places, once. Whoever reads its stack from now on finds them. */
  setRight(error: unknown): void {
    if (!types.isNativeError(error) || this.#isRight.has(error)) return;
    this.#isRight.add(error);
    try {
      const stack: unknown = error.stack;
      if (typeof stack === "string") Reflect.set(error, "stack", this.truePlaces(stack));
    } catch {
      // Its stack may be anything, and fail.
    }
  }

  /** Notes what is being thrown right now. It comes out of no wait. */
  noteThrow(thrown: unknown): void {
    this.#justThrown = thrown;
    // Whoever waits for it goes on later than this.
    queueMicrotask(() => void (this.#justThrown = undefined));
  }

  /** Notes a call that an error passes which it has waited for. */
  note(error: unknown, { at, begun, module }: Call): void {
    this.setRight(error);
    if (at === undefined || !isObject(error) || error === this.#justThrown) return;
    const { url, sites } = this.#modules[module] ?? {};
    const site = sites?.[at.site];
    if (url === undefined || site === undefined) return;
    const { names, ...place } = site;
    const frame = { ...place, ...names(), url, begun, evaluate: at.evaluate };
    // A call that tries again at the same place is the same call.
    const others = (this.#frames.get(error) ?? []).filter(
      (one) => one.begun !== begun || one.start !== site.start,
    );
    this.#frames.set(error, [...others, frame].slice(0, MAX_FRAMES));
  }
}

/** A call of an async function, as its code knows it. */
class Call {
  static #last = 0;
  /** Where it waits, or has waited last. */
  at: Wait | undefined;
  readonly begun: number = ++Call.#last;
  readonly module: number;
  readonly #capture: AwaitCapture;

  constructor(capture: AwaitCapture, module: number) {
    this.#capture = capture;
    this.module = module;
  }

  wait(value: unknown, site: number, evaluate: Evaluate): unknown {
    this.at = { site, evaluate };
    return value;
  }

  /** What a loop goes through, waiting for each item. */
  each(items: unknown, site: number, evaluate: Evaluate): unknown {
    if (!isObject(items)) return items;
    const key = [Symbol.asyncIterator, Symbol.iterator].find((symbol) =>
      isObject(Reflect.get(items, symbol)),
    );
    return key === undefined
      ? items
      : { [key]: () => this.#following(callMethod(items, key), { site, evaluate }) };
  }

  #following(iterator: unknown, wait: Wait): unknown {
    if (!isObject(iterator)) return iterator;
    const next: unknown = Reflect.get(iterator, "next");
    return {
      next: () => {
        this.at = wait;
        return call(next, iterator);
      },
      get return() {
        const method: unknown = Reflect.get(iterator, "return");
        return isObject(method) ? () => call(method, iterator) : method;
      },
    };
  }

  caught(error: unknown): void {
    this.#capture.note(error, this);
  }

  fail(error: unknown): never {
    this.caught(error);
    throw error;
  }
}

const { apply } = Reflect;

function callMethod(target: object, key: PropertyKey): unknown {
  return call(Reflect.get(target, key), target);
}

/** What is no function fails here as it would have failed without us. */
function call(method: unknown, target: object): unknown {
  return apply(method as () => unknown, target, []);
}
