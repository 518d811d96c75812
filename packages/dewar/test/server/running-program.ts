import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const DEWAR: string = JSON.stringify(new URL("../../src/index.ts", import.meta.url).href);
const MAIN = JSON.stringify(new URL("../../src/cli/main.ts", import.meta.url).href);
const TSX = import.meta.resolve("tsx");

/** A program in a folder of its own, as a developer runs it. */
export class RunningProgram {
  readonly folder: string = realpathSync(mkdtempSync(join(tmpdir(), "dewar-server-")));
  output = "";
  #child: ChildProcess | undefined;

  /** @param files - Their texts by their names. `app.ts` is the program. */
  constructor(files: Readonly<Record<string, string>>) {
    this.write("package.json", '{ "type": "module" }');
    this.write("dewar.ts", `import { main } from ${MAIN};\nawait main(process.argv.slice(2));\n`);
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): void {
    mkdirSync(join(this.folder, dirname(name)), { recursive: true });
    writeFileSync(join(this.folder, name), text);
  }

  /**
   * Starts it. Without `words` it is `app.ts` that runs, and with them the command `dewar`.
   *
   * @param loader - What lets Node run TypeScript. Default: tsx, for there are versions that cannot do it themselves.
   */
  start(words?: readonly string[], env: NodeJS.ProcessEnv = {}, loader = ["--import", TSX]): this {
    const program = words === undefined ? ["app.ts"] : ["dewar.ts", ...words];
    const child = spawn(process.execPath, ["--conditions=dewar-source", ...loader, ...program], {
      cwd: this.folder,
      env: { ...process.env, PORT: "0", NODE_ENV: "development", NO_COLOR: "1", ...env },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => (this.output += String(chunk)));
    }
    this.#child = child;
    return this;
  }

  /** Waits until it has written something new that matches, and takes that away. */
  async written(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.output);
      if (match !== null) {
        this.output = this.output.slice(0, match.index) + this.output.slice(match.index + match[0].length);
        return match;
      }
      const child = this.#child;
      if (!child?.stdout || !child.stderr || child.exitCode !== null) {
        throw new Error(`The program ended without writing ${pattern}. It wrote:\n${this.output}`);
      }
      const anything = [once(child.stdout, "data"), once(child.stderr, "data"), once(child, "exit")];
      await Promise.race(anything);
    }
  }

  /** Its address, once it serves and watches. */
  async served(): Promise<string> {
    const [, url = ""] = await this.written(/ at (https?:\/\/127\.0\.0\.1:\d+)/);
    await this.written(/Watching for changes/);
    return url;
  }

  /** Sends a signal, and waits for the end. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.#child?.kill(signal);
    return await this.ended();
  }

  /** @returns The exit code. */
  async ended(): Promise<number | null> {
    const child = this.#child;
    if (child !== undefined && child.exitCode === null && child.signalCode === null)
      await once(child, "close");
    return child?.exitCode ?? null;
  }

  async remove(): Promise<void> {
    await this.end("SIGKILL");
    rmSync(this.folder, { recursive: true });
  }
}

/** Asks until the answer holds a text, and gives the answer. */
export async function answerWith(
  url: string,
  text: string,
  headers: Record<string, string> = {},
): Promise<string> {
  for (;;) {
    // A connection is lost when the process that has it ends.
    const answer = await fetch(url, { headers: { Connection: "close", ...headers } }).then(
      (response) => response.text(),
      () => "",
    );
    if (answer.includes(text)) return answer;
  }
}
