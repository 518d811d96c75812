import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { FrameConsole } from "../../src/index.ts";

function consoleAt(): FrameConsole {
  const cups: readonly string[] = ["tea", "rain"];
  void cups;
  // oxlint-disable-next-line no-eval -- what a frame offers
  return new FrameConsole({ evaluate: (code) => eval(code) as unknown });
}

async function valueOf(...inputs: string[]): Promise<unknown> {
  const atFrame = consoleAt();
  const outcomes = [];
  for (const input of inputs) outcomes.push(await atFrame.run(input));
  const last = outcomes.at(-1);
  if (last?.kind !== "value") throw new Error(`thrown: ${String(last?.error)}`);
  return last.value;
}

describe("the console", () => {
  it.each([
    ["1 + 1", 2],
    ["cups[1]", "rain"],
    ["{ a: 1 }", { a: 1 }],
    ["  ", undefined],
    ["// nothing", undefined],
    ["1 // one", 1],
    ["await Promise.resolve(3)", 3],
    ["{ a: await 1 }", { a: 1 }],
    ["for (const n of [1, 2]) n * 2", 4],
    ["let x = 1; x + 1;", undefined],
    ["cups.map((cup) => {\n  return cup.length;\n})", [3, 4]],
  ])("answers %j", async (input, value) => {
    expect(await valueOf(input)).toEqual(value);
  });

  it("keeps what is declared", async () => {
    expect(await valueOf("const a = 2", "let b = await Promise.resolve(a + 1)", "a * b")).toBe(6);
    expect(await valueOf("async function brew() { return cups[0] }", "await brew()")).toBe("tea");
    expect(await valueOf("class Cup { size = 3 }", "new Cup().size")).toBe(3);
  });

  it("does not wait for a promise that is not awaited", async () => {
    const outcome = await consoleAt().run("new Promise(() => {})");
    expect(outcome).toEqual({ kind: "value", value: expect.any(Promise) as unknown });
  });

  it("does not end the program by a promise that is rejected and not awaited", async () => {
    const { value } = (await consoleAt().run("Promise.reject(new Error('later'))")) as { value: unknown };
    // Node tells of a rejection without a handler when the microtasks are done.
    await setImmediate();
    await expect(value).rejects.toThrow("later");
  });

  it.each([
    ["nope", ReferenceError],
    ["throw new RangeError('x')", RangeError],
    ["await Promise.reject(new TypeError('x'))", TypeError],
    ["1 +", SyntaxError],
    ["const = 1", SyntaxError],
  ])("tells what %j throws, and goes on", async (input, kind) => {
    const atFrame = consoleAt();
    const outcome = await atFrame.run(input);
    expect(outcome).toEqual({ kind: "thrown", error: expect.any(kind) as unknown });
    expect(await atFrame.run("1")).toEqual({ kind: "value", value: 1 });
  });
});
