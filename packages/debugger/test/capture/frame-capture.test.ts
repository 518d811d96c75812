import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

interface Report {
  readonly frames: readonly { functionName: string; locals: string[]; closure: string[] }[];
  readonly answers: readonly unknown[];
}

/**
 * Lets the program throw, and runs code in the frames of its error.
 *
 * A debugger stops the whole thread that it watches, so the program has a process of its own. It runs as built: Node 20
 * has no loader of TypeScript for worker threads.
 */
async function ask(...questions: [frame: number, code: string][]): Promise<Report> {
  const program = join(import.meta.dirname, "throwing-program.ts");
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ["--import", "tsx", program, JSON.stringify(questions)]);
  return JSON.parse(stdout) as Report;
}

describe("the frames of an error", () => {
  it("are those of the stack, with the names of their variables", async () => {
    const { frames } = await ask();
    expect(frames).toEqual([
      { functionName: "refuse", locals: ["cup", "total", "reason"], closure: [] },
      { functionName: "serve", locals: ["cup", "guest", "cups", "price", "total"], closure: [] },
      { functionName: "", locals: [], closure: [] },
    ]);
  });

  it("keep the values that the variables had, of loops and blocks too", async () => {
    const { answers } = await ask([0, "reason"], [1, "[cup.of, guest, price, total]"]);
    expect(answers).toEqual([{ cup: { of: "rain" }, list: [1, 2, 3] }, ["rain", "Ann", 3, 15]]);
  });

  it("know `this`, and its private fields", async () => {
    const { answers } = await ask([1, "this.name"], [1, "this.#water"]);
    expect(answers).toEqual(["kitchen", "hot"]);
  });

  it("can be changed, and stay so", async () => {
    const { answers } = await ask([1, "total = 99"], [1, "total + 1"]);
    expect(answers).toEqual([99, 100]);
  });

  it("take what is declared in them", async () => {
    const { answers } = await ask(
      [1, "const extra = await Promise.resolve(total + 1)"],
      [1, "function twice(n) { return 2 * n + price }"],
      [1, "twice(extra)"],
      [0, "extra"],
    );
    expect(answers).toEqual([null, null, 35, "ReferenceError: extra is not defined"]);
  });
});

describe("what keeps the watch away", () => {
  it("is another debugger from the start: it would stop at each throw", async () => {
    const { notice, kept } = await run("debugged-program.ts", "from the start");
    expect(notice).toContain("another debugger is attached");
    expect(kept).toBe(0);
  });

  it("is another debugger that comes later: its breakpoint is left to it", async () => {
    const { notice, ...found } = await run("debugged-program.ts", "later");
    expect(found).toEqual({ keptBefore: 1, paused: 1, resumedByOther: 1, kept: 0 });
    expect(notice).toContain("another debugger is attached");
  });

  it("is a worker thread, which cannot be watched", async () => {
    const { notice } = await run("debugged-program.ts", "in a worker");
    expect(notice).toContain("worker thread");
  });
});

it("keeps frames of what is no object, and the place where it was thrown", async () => {
  const { text, place } = await run("debugged-program.ts", "a text");
  expect(text).toBe("tea");
  expect(place).toContain("debugged-program.ts");
});

it("lets go of what was thrown", async () => {
  const { collected } = await run("debugged-program.ts", "many errors", "--expose-gc");
  expect(collected).toBe(true);
});

it("ends with the program, without a word", async () => {
  const { stdout, stderr } = await start("debugged-program.ts", "an end");
  expect({ stdout, stderr }).toEqual({ stdout: "", stderr: "" });
});

async function run(name: string, argument: string, ...options: string[]): Promise<Record<string, unknown>> {
  const { stdout } = await start(name, argument, ...options);
  return JSON.parse(stdout) as Record<string, unknown>;
}

async function start(name: string, argument: string, ...options: string[]) {
  const program = join(import.meta.dirname, name);
  return await promisify(execFile)(process.execPath, [...options, "--import", "tsx", program, argument]);
}
