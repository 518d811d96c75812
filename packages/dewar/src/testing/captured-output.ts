import { AsyncLocalStorage } from "node:async_hooks";
import { Console } from "node:console";
import { Writable } from "node:stream";

/** What was written while some work ran. */
export class CapturedOutput {
  readonly #stdout: string[] = [];
  readonly #stderr: string[] = [];
  readonly #both: string[] = [];
  /** A console that writes here. */
  readonly console: Console = new Console({ stdout: this.#stream("stdout"), stderr: this.#stream("stderr") });

  get stdout(): string {
    return this.#stdout.join("");
  }

  get stderr(): string {
    return this.#stderr.join("");
  }

  /** Both, in the order in which they were written. */
  get output(): string {
    return this.#both.join("");
  }

  /** Takes a piece of output. */
  write(name: StreamName, text: string): void {
    (name === "stdout" ? this.#stdout : this.#stderr).push(text);
    this.#both.push(text);
  }

  #stream(name: StreamName): Writable {
    return new Writable({
      decodeStrings: false,
      write: (chunk: string | Uint8Array, _encoding, done) => {
        this.write(name, textOf(chunk));
        done();
      },
    });
  }
}

type StreamName = "stdout" | "stderr";

const capturing = new AsyncLocalStorage<CapturedOutput>();

/**
 * Does `work`, and keeps what it writes to stdout, stderr and the console. What others write meanwhile goes where it
 * always does, so that tests may run side by side.
 *
 * @param captured - Gets what is written.
 */
export async function captureOutput<T>(captured: CapturedOutput, work: () => Promise<T>): Promise<T> {
  diversion.begin();
  try {
    return await capturing.run(captured, work);
  } finally {
    diversion.end();
  }
}

/** Stands between the process and its output while anything is captured. */
class Diversion {
  #users = 0;
  #undo: readonly (() => void)[] = [];

  begin(): void {
    this.#users += 1;
    if (this.#users === 1) this.#undo = [divert("stdout"), divert("stderr"), divertConsole()];
  }

  end(): void {
    this.#users -= 1;
    if (this.#users === 0) for (const undo of this.#undo) undo();
  }
}

// The process has one console, so there is one of these.
const diversion = new Diversion();

function divert(name: StreamName): () => void {
  const stream = process[name];
  const own = Object.getOwnPropertyDescriptor(stream, "write");
  const before = stream.write.bind(stream) as (...args: unknown[]) => boolean;
  stream.write = (...args: unknown[]): boolean => {
    const captured = capturing.getStore();
    if (captured === undefined) return before(...args);
    captured.write(name, textOf(args[0]));
    const done = args.at(-1);
    if (typeof done === "function") process.nextTick(done);
    return true;
  };
  return () => {
    if (own === undefined) Reflect.deleteProperty(stream, "write");
    else Object.defineProperty(stream, "write", own);
  };
}

function divertConsole(): () => void {
  const before = globalThis.console;
  globalThis.console = new Proxy(before, {
    get: (target, key) => Reflect.get(capturing.getStore()?.console ?? target, key) as unknown,
  });
  return () => {
    globalThis.console = before;
  };
}

function textOf(chunk: unknown): string {
  return typeof chunk === "string" ? chunk : Buffer.from(chunk as Uint8Array).toString();
}
