import { describe, expect, it } from "vitest";
import { ValueViewer } from "../../src/inspect/value-viewer.ts";

class Cup {
  readonly of: string = "tea";
}

function textOf(value: unknown): string {
  return new ValueViewer().view(value).text;
}

describe("a value in one line", () => {
  it.each([
    ["tea", "'tea'"],
    [3, "3"],
    [3n, "3n"],
    [undefined, "undefined"],
    [null, "null"],
    [[1, [2, 3]], "Array(2) [ 1, Array(2) ]"],
    [[], "[]"],
    [{ a: 1, b: { c: 2 } }, "{ a: 1, b: {…} }"],
    [{}, "{}"],
    [new Cup(), "Cup { of: 'tea' }"],
    [new Map([["a", new Cup()]]), "Map(1) { a => Cup }"],
    [new Set([1]), "Set(1) { 1 }"],
    [new RangeError("too far"), "RangeError: too far"],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
    [Buffer.from("abc"), "Buffer(3) [Uint8Array] [ 97, 98, 99 ]"],
    [Cup, "[class Cup]"],
    [Object.create(null), "[null prototype] {}"],
    [Array.from({ length: 10 }, (_, n) => n), "Array(10) [ 0, 1, 2, 3, 4, 5, 6, 7, … 2 more ]"],
  ])("%o", (value, text) => {
    expect(textOf(value)).toBe(text);
  });

  it("hides what is named like a secret [security 53]", () => {
    expect(textOf({ user: "ann", password: "tea" })).toBe("{ user: 'ann', password: •••••• }");
    expect(new ValueViewer().view("abc", "SECRET_KEY")).toEqual({
      text: "••••••",
      kind: "string",
      handle: undefined,
    });
  });

  it("runs no code of the value's", () => {
    const calls: string[] = [];
    const hostile = {
      get computed() {
        calls.push("getter");
        return 1;
      },
      toString: () => calls.push("toString"),
      [Symbol.for("nodejs.util.inspect.custom")]: () => calls.push("inspect"),
    };
    const trap = new Proxy(hostile, {
      get: () => calls.push("get"),
      ownKeys: () => (calls.push("ownKeys"), []),
      getPrototypeOf: () => (calls.push("getPrototypeOf"), null),
    });
    expect(textOf(hostile)).toContain("computed: (computed when read)");
    expect(textOf({ trap })).toBe("{ trap: Proxy {…} }");
    expect(textOf(trap)).toBe("Proxy {…}");
    expect(textOf(Object.create(trap) as object)).toBe("{}");
    expect(calls).toEqual([]);
  });

  it("takes no longer for an array of millions", () => {
    const size = 2 ** 27;
    expect(textOf(new Uint8Array(size))).toContain("more items");
    expect(textOf(Object.assign([], { length: size }))).toContain(`Array(${size})`);
  });

  it("runs no code of a Map's own either", () => {
    class Odd extends Map<number, number> {
      override get size(): number {
        throw new Error("size");
      }
      override entries(): never {
        throw new Error("entries");
      }
    }
    expect(textOf(new Odd([[1, 2]]))).toBe("Odd(1) { 1 => 2 }");
  });

  it("is not longer for a long text", () => {
    expect(textOf("x".repeat(10_000)).length).toBeLessThan(400);
  });
});

describe("the members of a value", () => {
  it("are shown when they are asked for", () => {
    const viewer = new ValueViewer();
    const { handle } = viewer.view({ cup: new Cup(), token: "abc" });
    expect(viewer.members(handle ?? 0)).toEqual([
      { name: "cup", value: { text: "Cup { of: 'tea' }", kind: "object", handle: 2 } },
      { name: "token", value: { text: "••••••", kind: "string", handle: undefined } },
    ]);
    expect(viewer.members(2)?.map(({ name, value }) => [name, value.text])).toEqual([["of", "'tea'"]]);
  });

  it("are forgotten when very many have been shown", () => {
    const viewer = new ValueViewer();
    const { handle } = viewer.view([1]);
    for (let n = 0; n < 6000; n++) viewer.view([1]);
    expect(viewer.members(handle ?? 0)).toBeUndefined();
  });
});
