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
  const restore = [divert("stdout"), divert("stderr"), divertConsole()];
  try {
    return await capturing.run(captured, work);
  } finally {
    for (const undo of restore) undo();
  }
}

// Whoever was put over another that is still in use stays, and only hands on: it captures for nobody any more.

function divert(name: StreamName): () => void {
  const stream = process[name];
  const before = stream.write.bind(stream) as (...args: unknown[]) => boolean;
  const write = (...args: unknown[]): boolean => {
    const captured = capturing.getStore();
    if (captured === undefined) return before(...args);
    captured.write(name, textOf(args[0]));
    const done = args.at(-1);
    if (typeof done === "function") process.nextTick(done);
    return true;
  };
  stream.write = write;
  return () => {
    if (stream.write === write) stream.write = before;
  };
}

function divertConsole(): () => void {
  const before = globalThis.console;
  const diverted = new Proxy(before, {
    get: (target, key) => Reflect.get(capturing.getStore()?.console ?? target, key) as unknown,
  });
  globalThis.console = diverted;
  return () => {
    if (globalThis.console === diverted) globalThis.console = before;
  };
}

function textOf(chunk: unknown): string {
  return typeof chunk === "string" ? chunk : Buffer.from(chunk as Uint8Array).toString();
}
