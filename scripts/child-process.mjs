// @ts-check
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * Runs a program to its end, in the root of the repository unless told otherwise, with its output shown.
 *
 * @param {string} program
 * @param {readonly string[]} words - Its arguments.
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number }} [options] - `timeout` in milliseconds.
 * @returns {boolean} Whether it ended well.
 */
export function runShown(program, words, options = {}) {
  const { status, error } = spawnSync(program, words, { cwd: ROOT, stdio: "inherit", ...options });
  if (error) console.error(`${program} did not run to its end: ${error.message}`);
  return status === 0;
}

/**
 * Runs a program to its end without a word, unless it fails: then its output is shown.
 *
 * @param {string} program
 * @param {readonly string[]} words - Its arguments.
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {boolean} Whether it ended well.
 */
export function runQuietly(program, words, options = {}) {
  const { status, error, stdout, stderr } = spawnSync(program, words, {
    cwd: ROOT,
    encoding: "utf8",
    ...options,
  });
  if (status !== 0) console.error(error ? `${program} did not start: ${error.message}` : stdout + stderr);
  return status === 0;
}

/**
 * Runs a program in the foreground: signals reach it, and its exit code becomes ours.
 *
 * @param {string} program
 * @param {readonly string[]} words - Its arguments.
 * @returns {void}
 */
export function runInForeground(program, words) {
  const child = spawn(program, words, { cwd: ROOT, stdio: "inherit" });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    // A terminal signals the child too, and a second signal would cut its clean end short. So the signal is
    // passed on only to a child that has not taken the first one.
    process.on(signal, () => setTimeout(() => child.kill(signal), 300).unref());
  }
  child.on("error", (error) => {
    console.error(`${program} did not start: ${error.message}`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
}
