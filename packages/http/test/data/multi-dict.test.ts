import { describe, expect, expectTypeOf, test } from "vitest";
import {
  BadRequestKeyError,
  CombinedMultiDict,
  ImmutableError,
  ImmutableMultiDict,
  int,
  MultiDict,
} from "@dewar/http";

const tea = () =>
  new MultiDict([
    ["kind", "green"],
    ["cups", "2"],
    ["kind", "black"],
  ]);

describe("MultiDict", () => {
  test("is a Map of the first value of each key, in the order of first appearance", () => {
    expect([...tea()]).toEqual([
      ["kind", "green"],
      ["cups", "2"],
    ]);
    expect(tea().size).toBe(2);
    expect(tea()).toBeInstanceOf(Map);
  });

  test("keeps every value of a key in a list", () => {
    expect(tea().getList("kind")).toEqual(["green", "black"]);
    expect(tea().getList("milk")).toEqual([]);
    expect([...tea().lists()]).toEqual([
      ["kind", ["green", "black"]],
      ["cups", ["2"]],
    ]);
    expect([...tea().listValues()]).toEqual([["green", "black"], ["2"]]);
    expect([...tea().items({ multi: true })]).toEqual([
      ["kind", "green"],
      ["kind", "black"],
      ["cups", "2"],
    ]);
  });

  test("hands out copies of its lists", () => {
    const dict = tea();
    dict.getList("kind").push("white");
    expect(dict.getList("kind")).toEqual(["green", "black"]);
  });

  test("is made from a Map, an object or another MultiDict; lists give several values", () => {
    const expected = [
      ["a", "1"],
      ["a", "2"],
      ["b", "3"],
    ];
    for (const source of [
      { a: ["1", "2"], b: "3" },
      new Map(Object.entries({ a: ["1", "2"], b: ["3"] })),
      new MultiDict({ a: ["1", "2"], b: "3" }),
    ]) {
      expect([...new MultiDict<string>(source).items({ multi: true })]).toEqual(expected);
    }
  });

  test("converts a value and answers with the default when that fails", () => {
    const dict = new MultiDict({ page: "3", size: "big" });
    expect(dict.get("page", { type: int, default: 1 })).toBe(3);
    expect(dict.get("size", { type: int, default: 10 })).toBe(10);
    expect(dict.get("missing", { type: int, default: 1 })).toBe(1);
    expect(dict.get("missing", { type: int })).toBeUndefined();
    expect(dict.get("page", { type: () => fail(), default: "x" })).toBe("x");
    expect(
      new MultiDict([
        ["n", "1"],
        ["n", "x"],
        ["n", "3"],
      ]).getList("n", int),
    ).toEqual([1, 3]);
  });

  test("can be added to itself", () => {
    const dict = new MultiDict([
      ["kind", "green"],
      ["kind", "black"],
      ["cups", "2"],
    ]);
    expect(dict.update(dict).toJSON()).toEqual({
      kind: ["green", "black", "green", "black"],
      cups: ["2", "2"],
    });
  });

  test("throws an HTTP error where a key must be there", () => {
    expect(tea().getOrThrow("kind")).toBe("green");
    expectTypeOf(tea().getOrThrow("kind")).toBeString();
    for (const dict of [tea(), new ImmutableMultiDict(), new CombinedMultiDict([tea()])]) {
      expect(() => dict.getOrThrow("milk")).toThrow(BadRequestKeyError);
      expect(() => dict.getOrThrow("__proto__")).toThrow('"__proto__" is missing');
    }
    expect(new MultiDict({ note: "" }).getOrThrow("note")).toBe("");
  });

  test("types what get() returns", () => {
    const dict = tea();
    expectTypeOf(dict.get("kind")).toEqualTypeOf<string | undefined>();
    expectTypeOf(dict.get("cups", { type: int, default: 1 })).toEqualTypeOf<number>();
    expectTypeOf(dict.get("cups", { type: int })).toEqualTypeOf<number | undefined>();
    expectTypeOf(dict.get("cups", { default: "none" })).toEqualTypeOf<string>();
  });

  test("replaces with set() and setList(), appends with add() and update()", () => {
    const dict = tea().set("kind", "white");
    expect(dict.getList("kind")).toEqual(["white"]);
    expect(
      dict
        .add("kind", "red")
        .update({ kind: ["blue"], milk: "no" })
        .toDict({ flat: false }),
    ).toEqual({
      kind: ["white", "red", "blue"],
      cups: ["2"],
      milk: ["no"],
    });
    expect(dict.setList("kind", []).has("kind")).toBe(false);
  });

  test("sets defaults only for keys that are missing", () => {
    const dict = tea();
    expect(dict.setDefault("kind", "x")).toBe("green");
    expect(dict.setDefault("milk", "no")).toBe("no");
    expect(dict.setListDefault("milk", ["x"])).toEqual(["no"]);
    expect(dict.setListDefault("sugar", ["1", "2"])).toEqual(["1", "2"]);
  });

  test("removes keys with their values", () => {
    const dict = tea();
    expect(dict.pop("kind")).toBe("green");
    expect(dict.getList("kind")).toEqual([]);
    expect(dict.pop("kind", "none")).toBe("none");
    expect(tea().popList("kind")).toEqual(["green", "black"]);
    expect(tea().popItem()).toEqual(["cups", "2"]);
    expect(tea().popItemList()).toEqual(["cups", ["2"]]);
    expect(new MultiDict().popItem()).toBeUndefined();
    dict.clear();
    expect([dict.size, dict.getList("cups")]).toEqual([0, []]);
  });

  test("copies without sharing", () => {
    const original = tea();
    original.copy().add("kind", "white");
    expect(original.getList("kind")).toEqual(["green", "black"]);
  });

  test("becomes JSON with every value", () => {
    expect(JSON.stringify(tea())).toBe('{"kind":["green","black"],"cups":["2"]}');
  });

  test("[security 21] takes keys named like members of a prototype as plain keys", () => {
    const dict = new MultiDict([
      ["__proto__", "1"],
      ["constructor", "2"],
      ["__proto__", "3"],
    ]);
    expect(dict.getList("__proto__")).toEqual(["1", "3"]);
    expect(dict.get("toString")).toBeUndefined();
    const plain = dict.toDict();
    expect(Object.getPrototypeOf(plain)).toBeNull();
    expect(Object.keys(plain)).toEqual(["__proto__", "constructor"]);
    expect(({} as Record<string, unknown>)["1"]).toBeUndefined();
  });
});

describe("ImmutableMultiDict", () => {
  test("reads like a MultiDict and refuses every change", () => {
    const dict = new ImmutableMultiDict({ a: ["1", "2"] });
    expect(dict.getList("a")).toEqual(["1", "2"]);
    const changes = [
      () => dict.set(),
      () => dict.add(),
      () => dict.setList(),
      () => dict.setDefault(),
      () => dict.setListDefault(),
      () => dict.update(),
      () => dict.delete(),
      () => dict.clear(),
      () => dict.pop(),
      () => dict.popList(),
      () => dict.popItem(),
      () => dict.popItemList(),
    ];
    for (const change of changes) expect(change).toThrow(ImmutableError);
    expect(dict.getList("a")).toEqual(["1", "2"]);
  });

  test("gives a copy that can be changed", () => {
    expect(new ImmutableMultiDict({ a: "1" }).copy().add("a", "2").getList("a")).toEqual(["1", "2"]);
  });
});

describe("CombinedMultiDict", () => {
  test("joins the lists of its parts; the first part's value comes first", () => {
    const values = new CombinedMultiDict([tea(), new MultiDict({ kind: "white", milk: "no" })]);
    expect(values.get("kind")).toBe("green");
    expect(values.getList("kind")).toEqual(["green", "black", "white"]);
    expect([...values.keys()]).toEqual(["kind", "cups", "milk"]);
    expect(() => values.set()).toThrow(ImmutableError);
  });
});

function fail(): never {
  throw new RangeError("no");
}
