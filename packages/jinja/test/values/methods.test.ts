import { Markup } from "@dewar/markup";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { callFunction, type Keywords } from "../../src/runtime/calling.ts";
import { dictOf } from "../../src/values/dict.ts";
import { Float } from "../../src/values/float.ts";
import { findMethod } from "../../src/values/methods.ts";
import { repr } from "../../src/values/repr.ts";
import { str } from "../../src/values/str.ts";
import { Tuple } from "../../src/values/tuple.ts";

function call(
  receiver: unknown,
  name: string,
  args: unknown[] = [],
  keywords: Keywords | null = null,
): unknown {
  const method = findMethod(receiver, name);
  if (method === undefined) throw new Error(`no method ${name}`);
  return callFunction(method, receiver, args, keywords, null);
}

describe("str", () => {
  test.each<[string, string, unknown[], unknown]>([
    ["straße", "upper", [], "STRASSE"],
    ["ÀÉ", "lower", [], "àé"],
    ["hELLO wORLD", "capitalize", [], "Hello world"],
    ["it's a dog", "title", [], "It'S A Dog"],
    ["aB", "swapcase", [], "Ab"],
    ["  a ", "strip", [], "a"],
    ["xxaxx", "lstrip", ["x"], "axx"],
    ["a,b,c", "split", [",", 1], ["a", "b,c"]],
    ["  a  b ", "split", [], ["a", "b"]],
    ["a b c", "rsplit", [null, 1], ["a b", "c"]],
    ["a\r\nb\u2028c", "splitlines", [], ["a", "b", "c"]],
    ["a=b=c", "partition", ["="], new Tuple(["a", "=", "b=c"])],
    ["a=b=c", "rpartition", ["="], new Tuple(["a=b", "=", "c"])],
    ["ab", "replace", ["", "-"], "-a-b-"],
    ["aaa", "replace", ["a", "b", 2], "bba"],
    ["🎉a🎉", "find", ["🎉", 1], 2],
    ["abab", "count", ["ab"], 2],
    ["abc", "startswith", [new Tuple(["x", "a"])], true],
    ["7", "zfill", [3], "007"],
    ["-7", "zfill", [4], "-007"],
    ["ab", "center", [5, "*"], "**ab*"],
    ["ab", "ljust", [4], "ab  "],
    ["a\tb", "expandtabs", [4], "a   b"],
    ["-", "join", [["a", "b"]], "a-b"],
    ["v1.2", "removeprefix", ["v"], "1.2"],
    ["٣", "isdigit", [], true],
    ["a1_", "isidentifier", [], true],
    ["{} {x}", "format", [1], "1 2"],
  ])("%j.%s(%o)", (receiver, name, args, expected) => {
    expect(call(receiver, name, args, name === "format" ? { x: 2 } : null)).toEqual(expected);
  });

  test("takes keywords by the names of Python", () => {
    expect(call("a b c", "split", [], { maxsplit: 1 })).toEqual(["a", "b c"]);
    expect(() => call("a", "upper", [], { x: 1 })).toThrow(expect.objectContaining({ name: "TypeError" }));
  });

  test.each<[string, string, unknown[], string]>([
    ["a", "index", ["x"], "ValueError"],
    ["a", "split", [""], "ValueError"],
    ["a", "join", [[1]], "TypeError"],
    ["a", "startswith", [1], "TypeError"],
    ["a", "replace", ["a"], "TypeError"],
    ["a", "center", [2 ** 40], "MemoryError"],
  ])("%j.%s(%o) is a %s", (receiver, name, args, error) => {
    expect(() => call(receiver, name, args)).toThrow(expect.objectContaining({ name: error }));
  });

  test("split and join fit together", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (text, separator) => {
        expect(call(separator, "join", [call(text, "split", [separator])])).toBe(text);
      }),
    );
  });
});

describe("Markup", () => {
  test("stays safe and escapes what is put into it", () => {
    expect(repr(call(new Markup("<b>"), "upper"))).toBe("Markup('<B>')");
    expect(str(call(new Markup("<b>x</b>"), "replace", ["x", "<"]))).toBe("<b>&lt;</b>");
    expect(repr(call(new Markup("a b"), "split"))).toBe("[Markup('a'), Markup('b')]");
    expect(str(call(new Markup("<br>"), "join", [["<", new Markup("<i>")]]))).toBe("&lt;<br><i>");
    expect(str(call(new Markup("{}"), "format", ["<"]))).toBe("&lt;");
  });

  test("gives back plain text", () => {
    expect(call(new Markup("<b>1 &lt; 2</b>"), "striptags")).toBe("1 < 2");
    expect(call(new Markup("&amp;"), "unescape")).toBe("&");
  });
});

describe("list", () => {
  test("is changed in place by its mutators, which give None", () => {
    const list: unknown[] = [2, 1];
    expect(call(list, "append", [3])).toBe(null);
    call(list, "extend", ["ab"]);
    call(list, "insert", [-1, "x"]);
    expect(list).toEqual([2, 1, 3, "a", "x", "b"]);
    expect(call(list, "pop")).toBe("b");
    expect(call(list, "pop", [0])).toBe(2);
    call(list, "remove", ["x"]);
    call(list, "reverse");
    expect(list).toEqual(["a", 3, 1]);
    call(list, "clear");
    expect(list).toEqual([]);
  });

  test("sorts stably, by a key and in reverse", () => {
    const list = ["bb", "a", "cc"];
    call(list, "sort", [], { key: (text: string) => text.length, reverse: true });
    expect(list).toEqual(["bb", "cc", "a"]);
  });

  test("finds by value, like a tuple", () => {
    expect(call([1, true, new Float(1)], "count", [1])).toBe(3);
    expect(call(new Tuple(["a", "b"]), "index", ["b"])).toBe(1);
    expect(() => call([1], "index", [2])).toThrow("list.index(x): x not in list");
  });
});

describe.each([
  ["a plain object", (): unknown => ({ a: 1, b: 2 })],
  [
    "a Map",
    (): unknown =>
      dictOf([
        ["a", 1],
        ["b", 2],
      ]),
  ],
])("dict methods on %s", (_, make) => {
  test("read", () => {
    expect(call(make(), "get", ["a"])).toBe(1);
    expect(call(make(), "get", ["z"])).toBe(null);
    expect(call(make(), "get", ["z", 5])).toBe(5);
    expect(call(make(), "get", ["constructor"])).toBe(null);
    expect(str(call(make(), "items"))).toBe("dict_items([('a', 1), ('b', 2)])");
    expect(str(call(make(), "keys"))).toBe("dict_keys(['a', 'b'])");
  });

  test("change", () => {
    const dict = make();
    call(dict, "update", [[new Tuple(["c", 3])]], { d: 4 });
    expect(call(dict, "pop", ["a"])).toBe(1);
    expect(call(dict, "setdefault", ["b", 9])).toBe(2);
    expect(call(dict, "popitem")).toEqual(new Tuple(["d", 4]));
    expect(str(dict)).toBe("{'b': 2, 'c': 3}");
    expect(() => call(dict, "pop", ["z"])).toThrow(expect.objectContaining({ name: "KeyError" }));
  });

  test("never reach the prototype [security 58]", () => {
    const dict = make();
    call(dict, "update", [[new Tuple(["__proto__", { polluted: true }])]]);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    expect(Reflect.get(Object(dict), "polluted")).toBe(undefined);
  });
});

test("an instance that reads like a Map has the reading methods of dict", () => {
  const query = new URLSearchParams("a=1");
  expect(str(call(query, "items"))).toBe("dict_items([('a', '1')])");
  expect(findMethod(query, "pop")).toBe(undefined);
});

test("set methods compare by value", () => {
  const set = new Set<unknown>([1, new Tuple([2])]);
  call(set, "add", [new Float(1)]);
  call(set, "discard", [new Tuple([2])]);
  expect(str(set)).toBe("{1}");
  expect(str(call(set, "union", [[2], [3]]))).toBe("{1, 2, 3}");
  expect(call(set, "issubset", [[1, 2]])).toBe(true);
  expect(() => call(set, "remove", [9])).toThrow(expect.objectContaining({ name: "KeyError" }));
});

test("number methods", () => {
  expect(call(255, "bit_length")).toBe(8);
  expect(call(new Float(2), "is_integer")).toBe(true);
  expect(call(1.5, "hex")).toBe("0x1.8000000000000p+0");
  expect(str(call(0.25, "as_integer_ratio"))).toBe("(1, 4)");
});
