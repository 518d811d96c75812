import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HeaderError, Headers, int } from "@dewar/http";

describe("Headers", () => {
  test("keeps order and spelling, and finds names in any case", () => {
    const headers = new Headers([
      ["X-Tea", "green"],
      ["Content-Type", "text/html"],
      ["x-tea", "black"],
    ]);
    expect(headers.get("X-TEA")).toBe("green");
    expect(headers.getAll("x-tea")).toEqual(["green", "black"]);
    expect(headers.has("content-type")).toBe(true);
    expect(headers.get("missing")).toBeUndefined();
    expect([...headers.keys()]).toEqual(["X-Tea", "Content-Type", "x-tea"]);
    expect(headers.size).toBe(3);
  });

  test("is made from an object, a Map or other headers; lists give several lines", () => {
    const expected = [
      ["A", "1"],
      ["A", "2"],
      ["B", "3"],
    ];
    expect([...new Headers({ A: ["1", "2"], B: 3, C: undefined })]).toEqual(expected);
    expect([...new Headers(new Map(Object.entries({ A: ["1", "2"], B: ["3"] })))]).toEqual(expected);
    expect([...new Headers(new Headers({ A: ["1", "2"], B: 3 }))]).toEqual(expected);
  });

  test("converts a value and answers with the default when that fails", () => {
    const headers = new Headers({ "X-Page": "3", "X-Size": "big" });
    expect(headers.get("x-page", { type: int, default: 1 })).toBe(3);
    expect(headers.get("x-size", { type: int, default: 10 })).toBe(10);
    expect(headers.get("x-missing", { default: "none" })).toBe("none");
  });

  test("replaces with set(), in the place of the first line", () => {
    const headers = new Headers({ A: ["1", "2"], B: "3" });
    headers.set("a", "9");
    expect([...headers]).toEqual([
      ["a", "9"],
      ["B", "3"],
    ]);
  });

  test("replaces several names at once with update(), appends with extend()", () => {
    const headers = new Headers({ A: "1", B: "2" });
    headers.update({ b: ["x", "y"], C: "z" }).extend({ A: "again" });
    expect(headers.toString()).toBe("A: 1\r\nb: x\r\nb: y\r\nC: z\r\nA: again\r\n\r\n");
  });

  test("appends parameters, quoted where they need it", () => {
    const headers = new Headers().set("Content-Disposition", "attachment", { filename: "a b.txt" });
    expect(headers.get("Content-Disposition")).toBe('attachment; filename="a b.txt"');
  });

  test("removes lines", () => {
    const headers = new Headers({ A: ["1", "2"], B: "3" });
    expect(headers.delete("a")).toBe(true);
    expect(headers.delete("a")).toBe(false);
    expect(headers.pop("b")).toBe("3");
    expect(headers.size).toBe(0);
    headers.add("C", 1).clear();
    expect([...headers]).toEqual([]);
  });

  test("sets lists and defaults", () => {
    const headers = new Headers().setList("Via", ["a", "b"]);
    expect(headers.getAll("via")).toEqual(["a", "b"]);
    expect(headers.setDefault("Via", "c")).toBe("a");
    expect(headers.setDefault("Age", 3)).toBe("3");
    expect(headers.setList("Via", []).has("Via")).toBe(false);
  });

  test("[security 42] keeps several Set-Cookie lines apart, on the way out too", () => {
    const headers = new Headers().add("Set-Cookie", "a=1").add("Set-Cookie", "b=2");
    expect(headers.toRaw()).toEqual(["Set-Cookie", "a=1", "Set-Cookie", "b=2"]);
  });

  test("takes over what an HTTP parser delivers, and copies do not share", () => {
    const headers = Headers.fromRaw(["Host", "tea.test"]);
    headers.copy().set("Host", "other.test");
    expect(headers.get("host")).toBe("tea.test");
  });

  test.each(["\r", "\n", "\0", "a\r\nSet-Cookie: b"])("[security 41] refuses a value with %j", (value) => {
    const headers = new Headers({ A: "1" });
    expect(() => headers.set("A", value)).toThrow(HeaderError);
    expect(() => headers.add("A", value)).toThrow(HeaderError);
    expect(() => headers.setList("A", ["1", value])).toThrow(HeaderError);
    expect(() => headers.update({ A: value })).toThrow(HeaderError);
    expect(() => headers.set("A", "b", { option: value })).toThrow(HeaderError);
    expect([...headers]).toEqual([["A", "1"]]);
  });

  test.each(["", " A", "A B", "A:", "A\r\nB", "é", "(A)"])("[security 41] refuses the name %j", (name) => {
    expect(() => new Headers().set(name, "1")).toThrow(HeaderError);
    expect(() => new Headers([[name, "1"]])).toThrow(HeaderError);
  });

  test("[security 22] takes a header named __proto__ as any other", () => {
    const headers = Headers.fromRaw(["__proto__", "1", "constructor", "2"]);
    expect(headers.get("__PROTO__")).toBe("1");
    expect(headers.get("toString")).toBeUndefined();
    expect(headers.set("__proto__", "3").getAll("__proto__")).toEqual(["3"]);
  });

  test("never lets text from outside begin a line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (name, value) => {
        const headers = new Headers();
        try {
          headers.add(name, value);
        } catch (error) {
          expect(error).toBeInstanceOf(HeaderError);
        }
        const lines = headers.toString().match(/[\r\n\0]+/g) ?? [];
        expect(lines.join("")).toBe("\r\n".repeat(headers.size + 1));
      }),
    );
  });
});
