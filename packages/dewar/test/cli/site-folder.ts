import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

import { Terminal } from "./terminal.ts";

const TSX = import.meta.resolve("tsx");
const MAIN = JSON.stringify(new URL("../../src/cli/main.ts", import.meta.url).href);

const PROGRAM = ["--conditions=dewar-source", "--import", TSX, "dewar.ts"];

/** How `dewar` is imported in the files of a {@link SiteFolder}. */
export const DEWAR = JSON.stringify(new URL("../../src/index.ts", import.meta.url).href);

/** How a command ended, and what it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as its users run it, in a folder of theirs; but for the sources, of which there may be no build. */
export class SiteFolder implements Disposable {
  readonly path: string = mkdtempSync(join(tmpdir(), "dewar-cli-"));

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.write("package.json", '{ "type": "module" }');
    this.write("dewar.ts", `import { main } from ${MAIN};\nawait main(process.argv.slice(2));\n`);
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  write(path: string, text: string): void {
    mkdirSync(join(this.path, dirname(path)), { recursive: true });
    writeFileSync(join(this.path, path), text);
  }

  /** Runs a command to its end. */
  async dewar(words: readonly string[], input = "", env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    const child = this.#spawn(words, env);
    const texts = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name]?.on("data", (chunk) => (texts[name] += String(chunk)));
    }
    child.stdin?.end(input);
    const [code] = (await once(child, "close")) as [number | null];
    return { code, ...texts };
  }

  /** Starts a server, and waits until it says where it can be reached. */
  async serve(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<ServingProcess> {
    const serving = new ServingProcess(this.#spawn(["serve", ...words], env));
    await serving.line(/Serving at/);
    return serving;
  }

  /** Runs a command in a terminal, as someone does who sits before it. */
  terminal(words: readonly string[], env: NodeJS.ProcessEnv = {}): Terminal {
    const atHome = { CI: undefined, TERM: "xterm-256color", ...env };
    return new Terminal([process.execPath, ...PROGRAM, ...words], this.path, environment(atHome));
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true });
  }

  #spawn(words: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
    return spawn(process.execPath, [...PROGRAM, ...words], { cwd: this.path, env: environment(env) });
  }
}

function environment(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: "development", FORCE_COLOR: undefined, NO_COLOR: undefined, ...more };
}

/** `dewar serve`, and the lines that it writes to its log. */
export class ServingProcess {
  readonly lines: string[] = [];
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown[]>;
  #wake: () => void = () => undefined;

  constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = once(child, "exit");
    if (child.stderr === null) throw new TypeError("A process without stderr");
    createInterface(child.stderr).on("line", (line) => {
      this.lines.push(line);
      this.#wake();
    });
    child.once("exit", () => this.#wake());
  }

  /** Where it can be reached. */
  get url(): string {
    return /https?:\/\/[\d.]+:\d+/.exec(this.lines.join("\n"))?.[0] ?? "";
  }

  /** Waits for a line of the log that looks like that. */
  async line(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = this.lines.find((line) => pattern.test(line));
      if (found !== undefined) return found;
      if (this.#child.exitCode !== null) throw new Error(`It has ended:\n${this.lines.join("\n")}`);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Asks it to stop, and returns its exit code. */
  async stop(): Promise<unknown> {
    this.signal("SIGTERM");
    const [code] = await this.#ended;
    return code;
  }
}
