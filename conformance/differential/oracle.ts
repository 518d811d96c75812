import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { SampleRecord } from "./samples.ts";

const PYTHON = process.env["DEWAR_ORACLE_PYTHON"] ?? "/usr/bin/python3";
const SCRIPT = fileURLToPath(new URL("oracle.py", import.meta.url));

/** What a side answers: a text, an error, or nothing that could be compared. */
export type Answer =
  | { readonly output: string }
  | { readonly error: ErrorAnswer }
  | { readonly skip: string };

/** An error: of Python's own, only the class counts. */
export interface ErrorAnswer {
  readonly type: string;
  readonly python?: boolean;
  readonly message?: string | null;
  readonly lineno?: number | null;
  readonly name?: string | null;
}

/** The installed Jinja, in one process that renders batch after batch. */
export class Oracle {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  /** The version of Jinja that answers. */
  readonly version: string;

  private constructor(child: ChildProcessWithoutNullStreams, lines: AsyncIterator<string>, version: string) {
    this.#process = child;
    this.#lines = lines;
    this.version = version;
  }

  /** @returns Why there is no oracle on this machine, or nothing when there is one. */
  static absence(): string | undefined {
    const { status } = spawnSync(PYTHON, ["-c", "import jinja2, markupsafe"]);
    return status === 0 ? undefined : `${PYTHON} with jinja2 is not installed`;
  }

  static async start(): Promise<Oracle> {
    const child = spawn(PYTHON, ["-W", "ignore", SCRIPT]);
    child.stderr.pipe(process.stderr);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const { jinja } = JSON.parse(await nextOf(lines)) as { jinja: string };
    return new Oracle(child, lines, jinja);
  }

  /** @returns The answers, in the order of the records. */
  async ask(records: readonly SampleRecord[]): Promise<Answer[]> {
    this.#process.stdin.write(records.map((record) => `${JSON.stringify(record)}\n`).join(""));
    const answers: Answer[] = [];
    while (answers.length < records.length) answers.push(JSON.parse(await nextOf(this.#lines)) as Answer);
    return answers;
  }

  /** Ends the process. */
  close(): void {
    this.#process.stdin.end();
  }
}

async function nextOf(lines: AsyncIterator<string>): Promise<string> {
  const { value, done } = await lines.next();
  if (done === true) throw new Error("the oracle ended; its last words are above");
  return value;
}
