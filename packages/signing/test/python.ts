import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Debian's Python, whose packages the reference implementations are; elsewhere whichever is found first. */
const PYTHON = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

/**
 * Runs a Python script that reads JSON from its input and prints JSON.
 *
 * @throws Error with what Python wrote when it fails.
 */
export function runPython(script: string, input: unknown = null): unknown {
  const { status, stdout, stderr, error } = spawnSync(PYTHON, ["-W", "ignore", "-c", script], {
    input: JSON.stringify(input),
    encoding: "utf8",
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`Python ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout);
}

/** Whether Python can import a module. Says on the console why tests are skipped when it cannot. */
export function pythonHas(module: string): boolean {
  try {
    runPython(`import json, ${module}; print(json.dumps(True))`);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim().split("\n").at(-1) : String(error);
    console.warn(`Skipped: python3 with the module "${module}" is needed here. ${reason}`);
    return false;
  }
}
