import { describe, expect, it } from "vitest";
import { stackLines } from "../../src/traceback/waiting-lines.ts";
import { traceback } from "../../src/traceback/traceback.ts";

let calls = 1000;

/** A call that waits in /shop.ts. It began before those that are made earlier. */
function call(functionName: string, line: number, begun = --calls) {
  const column = 2;
  return {
    begun,
    functionName,
    url: "file:///shop.ts",
    locals: [],
    closure: [],
    start: { line, column },
    end: { line, column: column + 20 },
    evaluate: () => functionName,
  };
}

/** The lines of a stack, each with the function whose call was found for it. */
function read(stack: readonly string[], ...waiting: ReturnType<typeof call>[]): string[] {
  const lines = stackLines(["Error: x", ...stack.map((line) => `    at ${line}`)].join("\n"), waiting);
  return lines
    .slice(1)
    .map(({ text, waiting: found }) => `${text.slice(7)}${found === undefined ? "" : " *"}`);
}

describe("calls that waited", () => {
  it("belong to the lines that name their places", () => {
    const stack = ["fail (/shop.ts:1:1)", "async find (/shop.ts:5:3)", "async view (/shop.ts:9:3)"];
    expect(read(stack, call("find", 5), call("view", 9))).toEqual([
      "fail (/shop.ts:1:1)",
      "async find (/shop.ts:5:3) *",
      "async view (/shop.ts:9:3) *",
    ]);
  });

  it("get lines where the stack is empty, as that of an error of Node may be", () => {
    expect(read([], call("find", 5), call("", 9))).toEqual([
      "async find (file:///shop.ts:5:3) *",
      "async file:///shop.ts:9:3 *",
    ]);
  });

  it("get lines between those that are named, and behind the last of them", () => {
    const stack = ["fail (/a.ts:1:1)", "async find (/shop.ts:5:3)", "async serve (/b.ts:1:1)"];
    expect(read(stack, call("inner", 4), call("find", 5), call("view", 9))).toEqual([
      "fail (/a.ts:1:1)",
      "async inner (file:///shop.ts:4:3) *",
      "async find (/shop.ts:5:3) *",
      "async view (file:///shop.ts:9:3) *",
      "async serve (/b.ts:1:1)",
    ]);
  });

  it("may have been on the stack still, on their way to what they would wait for", () => {
    const stack = ["fail (/shop.ts:1:1)", "Shop.find (/shop.ts:5:9)", "callback (/shop.ts:9:9)"];
    expect(read(stack, call("find", 5), call("view", 9))).toEqual([
      "fail (/shop.ts:1:1)",
      "Shop.find (/shop.ts:5:9) *",
      "async view (file:///shop.ts:9:3) *",
      "callback (/shop.ts:9:9)",
    ]);
  });

  it("are those of a recursion, each for its own line", () => {
    const stack = ["async walk (/shop.ts:5:3)", "async walk (/shop.ts:5:3)"];
    const [inner, outer] = [call("walk", 5), call("walk", 5)];
    const lines = stackLines(stack.map((line) => `    at ${line}`).join("\n"), [inner, outer]);
    expect(lines.map(({ waiting }) => waiting)).toEqual([inner, outer]);
  });

  it("are not told where several waited at one place for the same: it may have been another's", () => {
    expect(read(["async view (/shop.ts:9:3)"], call("view", 9), call("view", 9))).toEqual([
      "async view (/shop.ts:9:3)",
    ]);
  });

  it("get no lines where they belong to several chains, of which an error has reached each", () => {
    const calls = [call("find", 5, 2), call("other", 7, 4), call("view", 9, 1)];
    expect(read(["async view (/shop.ts:9:3)"], ...calls)).toEqual(["async view (/shop.ts:9:3) *"]);
  });

  it("are in the frames and in the text of an error", () => {
    const error = new Error("x");
    error.stack = "Error: x";
    const waiting = call("find", 5);
    const [told] = traceback(error, { waitingOf: () => [waiting] });
    expect(told?.frames).toMatchObject([{ functionName: "find", file: "/shop.ts", line: 5, isAsync: true }]);
    expect(told?.frames[0]?.captured).toBe(waiting);
    expect(told?.stack).toBe("Error: x\n    at async find (file:///shop.ts:5:3)");
  });
});
