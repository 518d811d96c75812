import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { traceback } from "../../src/traceback/traceback.ts";

function titles(thrown: unknown): string[] {
  return traceback(thrown).map(({ relation, type, message }) => `${relation}: ${type} ${message}`);
}

describe("what was thrown", () => {
  it("is an error, its causes, and the members of an AggregateError", () => {
    const error = new AggregateError([new RangeError("one"), "two"], "both", { cause: new Error("first") });
    expect(titles(error)).toEqual([
      "error: AggregateError both",
      "cause: Error first",
      "member: RangeError one",
      "member:  Thrown, though it is no Error: 'two'",
    ]);
  });

  it("may be its own cause", () => {
    const error = new Error("round");
    error.cause = error;
    expect(titles(error)).toEqual(["error: Error round"]);
  });

  it("may be an error of another context", () => {
    expect(titles(runInNewContext("new TypeError('elsewhere')"))).toEqual(["error: TypeError elsewhere"]);
  });

  it.each([
    ["a text", "no", "'no'"],
    ["nothing", undefined, "undefined"],
    ["an object", { token: "hunter2", size: 1 }, "{ token: ••••••, size: 1 }"],
    ["an object that cannot be printed", { toString: () => fail() }, "{ toString: [Function: toString] }"],
    ["a proxy", new Proxy({}, { get: fail, getPrototypeOf: fail }), "Proxy {…}"],
  ])("may be %s", (_, thrown, text) => {
    expect(titles(thrown)).toEqual([`error:  Thrown, though it is no Error: ${text}`]);
  });

  it("may be an error whose properties fail, or are of other types", () => {
    const error = new Error("x");
    for (const key of ["stack", "name", "message", "cause", "errors"]) {
      Object.defineProperty(error, key, { get: fail });
    }
    expect(titles(error)[0]).toContain("(message cannot be read: RangeError: refused)");
    const odd = Object.assign(new Error("x"), { message: { toString: fail }, stack: 7, errors: "abc" });
    expect(titles(odd)).toEqual(["error: Error { toString: [Function: fail] }"]);
  });

  it("has the place of the throw where it has no stack of its own", () => {
    const stackOf = () =>
      "Error\n    at eval (eval at sell (/a.ts:1:1), <anonymous>:1:1)\n    at sell (/a.ts:1:1)";
    const [first] = traceback("no", { stackOf });
    expect(first?.frames).toMatchObject([{ functionName: "sell", file: "/a.ts", line: 1 }]);
  });
});

describe("what the application tells of a frame", () => {
  it("belongs to the line of the stack that names the place, once for each line", () => {
    const error = new Error("x");
    error.stack = "Error: x\n    at /a.html:2:1\n    at /a.html:2:1\n    at sell (/a.ts:1:1)";
    const tell = () =>
      [1, 2].map((depth) => ({ file: "/a.html", line: 2, variables: [["depth", depth] as const] }));
    const [first] = traceback(error, { tell });
    const variables = first?.frames.map(({ told }) => told?.variables);
    expect(variables).toEqual([[["depth", 1]], [["depth", 2]], undefined]);
  });
});

function fail(): never {
  throw new RangeError("refused");
}
