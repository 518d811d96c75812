import { type ChildProcess, spawn } from "node:child_process";
import { basename, relative, resolve } from "node:path";
import type { FSWatcher } from "chokidar";

/** Exit code of a process that could not listen: nothing that a change of source would mend. */
export const CANNOT_LISTEN = 98;

const CHILD_MARK = "DEWAR_RELOADED";
const SOURCES = /\.(?:[cm]?[jt]s|[jt]sx|json|env)$|^\.(?:env|dewarenv)$/;

/** Whether this process was started by a reloader, and so is the one that serves. */
export function isReloadedProcess(): boolean {
  return process.env[CHILD_MARK] === "1";
}

/**
 * Runs this program again as a child process, and anew each time a source file changes. A child that fails is
 * reported; the next change starts another.
 *
 * @param paths - Files and folders to watch.
 * @param instancePath - Not watched: the application writes there itself.
 * @param environment - The child's variables.
 */
export function superviseReloads(
  paths: readonly string[],
  instancePath: string,
  environment: NodeJS.ProcessEnv = process.env,
): void {
  const supervisor = new Supervisor(environment);
  const watched = new Set(paths.map((path) => resolve(path)));
  void watch([...watched], instancePath, (path) => supervisor.restart(path)).catch((error: unknown) => {
    process.stderr.write(`Files cannot be watched, so changes need a restart by hand: ${String(error)}\n`);
  });
  supervisor.start();
}

class Supervisor {
  readonly #environment: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;
  #restarting = false;
  #stopping = false;

  constructor(environment: NodeJS.ProcessEnv) {
    this.#environment = environment;
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => this.#stop());
  }

  start(): void {
    this.#restarting = false;
    // Secrets travel in the environment, which only this user can read, never on the command line.
    const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
      stdio: "inherit",
      env: { ...this.#environment, [CHILD_MARK]: "1" },
    });
    this.#child = child;
    child.once("exit", (code) => this.#exited(code));
    child.once("error", (error) => {
      process.stderr.write(`The application cannot be started: ${error.message}\n`);
      process.exit(1);
    });
  }

  restart(path: string): void {
    if (this.#restarting || this.#stopping) return;
    process.stdout.write(`${relative(process.cwd(), path) || path} has changed; starting again.\n`);
    this.#restarting = true;
    if (this.#child === undefined) this.start();
    else this.#child.kill("SIGTERM");
  }

  #exited(code: number | null): void {
    this.#child = undefined;
    if (this.#restarting) this.start();
    else if (this.#stopping || code === 0) process.exit(0);
    else if (code === CANNOT_LISTEN) process.exit(1);
    else
      process.stderr.write(
        "The application has stopped with an error. It starts again when a file changes.\n",
      );
  }

  #stop(): void {
    if (this.#child === undefined || this.#stopping) {
      // The second signal does not wait.
      this.#child?.kill("SIGKILL");
      process.exit(0);
    }
    this.#stopping = true;
    this.#child.kill("SIGTERM");
  }
}

async function watch(
  paths: string[],
  instancePath: string,
  changed: (path: string) => void,
): Promise<FSWatcher> {
  const { watch: watchFiles } = await import("chokidar");
  const watcher = watchFiles(paths, {
    ignoreInitial: true,
    ignored: (path, stats) => {
      if (path === instancePath || basename(path) === "node_modules" || basename(path) === ".git")
        return true;
      return stats?.isFile() === true && !SOURCES.test(basename(path)) && !paths.includes(path);
    },
  });
  watcher.once("ready", () =>
    process.stdout.write("Watching for changes; a changed source file restarts the application.\n"),
  );
  watcher.on("all", (event, path) => {
    if (event === "add" || event === "change" || event === "unlink") changed(path);
  });
  return watcher;
}
