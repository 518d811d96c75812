import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { stripVTControlCharacters } from "node:util";

const COLUMNS = 100;

/** Why there is no terminal to test in, if there is none. The `script` of macOS and the BSDs takes other arguments. */
export const missingTerminal: string | undefined = /util-linux/.test(
  spawnSync("script", ["--version"], { encoding: "utf8" }).stdout ?? "",
)
  ? undefined
  : "left out where there is no `script` of util-linux";

/** A command in a terminal, and what the terminal was told to show. */
export class Terminal {
  /** With colours and all. */
  raw = "";
  readonly #child: ChildProcess;
  #seen = 0;
  #wake: () => void = () => undefined;

  /** @param words - The command, whose words need no quoting. */
  constructor(words: readonly string[], cwd: string, env: NodeJS.ProcessEnv) {
    const line = `stty cols ${COLUMNS} rows 40; exec ${words.join(" ")}`;
    this.#child = spawn("script", ["--quiet", "--return", "--command", line, "/dev/null"], { cwd, env });
    this.#child.stdout?.on("data", (chunk) => {
      this.raw += String(chunk);
      this.#wake();
    });
    this.#child.once("close", () => this.#wake());
  }

  /** Everything that was shown, without colours and moves of the cursor. */
  get text(): string {
    return stripVTControlCharacters(this.raw);
  }

  /** Types keys: text, `\r` for Enter, `\x03` for Ctrl-C. */
  type(keys: string): void {
    this.#child.stdin?.write(keys);
  }

  /** Waits until it shows something new that matches. */
  async shown(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.text.slice(this.#seen));
      if (match !== null) {
        this.#seen += match.index + match[0].length;
        return match;
      }
      if (this.#child.exitCode !== null) throw new Error(`It ended without ${pattern}:\n${this.text}`);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Its exit code, once it has ended. */
  async ended(): Promise<number | null> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode === null && signalCode === null) await once(this.#child, "close");
    return this.#child.exitCode;
  }

  /** The terminal hangs up, which ends what runs in it. */
  async close(): Promise<void> {
    this.#child.kill("SIGTERM");
    await this.ended();
  }
}
