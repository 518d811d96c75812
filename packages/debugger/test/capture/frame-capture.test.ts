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
