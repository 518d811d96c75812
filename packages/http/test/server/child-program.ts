import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { createInterface } from "node:readline";

import { afterEach } from "vitest";

/** A program that runs in a process of its own, and what it writes. */
export interface ChildProgram {
  readonly child: ChildProcess;
  /** The next line that it writes. */
  readonly nextLine: () => Promise<string>;
  /** Reads on until a line matches, and gives what did. */
  readonly lineWith: (pattern: RegExp) => Promise<RegExpExecArray>;
}

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/**
 * Runs a program from source. What is left of it after the test is killed.
 *
 * @param program - Its file, beside the test.
 * @param words - Its command line.
 * @param detached - Whether it leads a group of processes, as a program in a terminal does.
 */
export function runProgram(program: URL, words: readonly string[] = [], detached = false): ChildProgram {
  const flags = ["--conditions=dewar-source", "--import", "tsx"];
  const child = spawn(process.execPath, [...flags, program.pathname, ...words], {
    stdio: ["pipe", "pipe", "ignore"],
    detached,
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => {
    const { done, value } = await lines.next();
    if (done === true) throw new Error("The program has written its last line.");
    return value;
  };
  const lineWith = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const match = pattern.exec(await nextLine());
      if (match !== null) return match;
    }
  };
  return { child, nextLine, lineWith };
}

/** The exit code of a program, once it has one. */
export async function exitOf(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null) return child.exitCode;
  const [code] = (await once(child, "exit")) as [number | null];
  return code;
}

/** Waits until a server takes no new connections. */
export async function refusesConnections(url: string): Promise<void> {
  const port = Number(new URL(url).port);
  while (await connects(port));
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
