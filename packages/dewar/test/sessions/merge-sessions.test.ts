import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeSessions, type SessionData } from "../../src/sessions/merge-sessions.ts";

describe("merging what two requests did to a session", () => {
  test("keeps what each of them changed", () => {
    const before = { user: 3, page: 1, theme: "light", old: true };
    const mine = { user: 3, page: 2, theme: "light", cart: ["tea"] };
    const saved = { user: 3, page: 1, theme: "dark", old: true, seen: [1] };
    expect(merge(before, mine, saved)).toEqual({ user: 3, page: 2, theme: "dark", cart: ["tea"], seen: [1] });
  });

  test("sees changes inside values", () => {
    const saved = { cart: { tea: 1 }, page: 2 };
    expect(merge({ cart: { tea: 1 } }, { cart: { tea: 2 } }, saved)).toEqual({ cart: { tea: 2 }, page: 2 });
  });

  test("lets the later one win where both changed the same key", () => {
    expect(merge({ page: 1 }, { page: 2 }, { page: 3 })).toEqual({ page: 2 });
    expect(merge({ page: 1 }, {}, { page: 3 })).toEqual({});
    expect(merge({ page: 1 }, { page: 2 }, {})).toEqual({ page: 2 });
  });

  test("tells a key that holds null from one that is not there", () => {
    expect(merge({}, { page: null }, {})).toEqual({ page: null });
    expect(merge({ page: null }, {}, { page: null })).toEqual({});
  });

  test("takes names for what they are [security 21]", () => {
    const mine = JSON.parse('{"__proto__": {"admin": true}, "constructor": 1}') as SessionData;
    const merged = merge({}, mine, {});
    expect(Object.keys(merged)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect("admin" in merged).toBe(false);
  });
});

describe("merging flashed messages", () => {
  test.each([
    ["both add", ["a"], ["a", "b"], ["a", "c"], ["a", "c", "b"]],
    ["one takes, the other has added", ["a"], [], ["a", "b"], ["b"]],
    ["one adds, the other has taken", ["a"], ["a", "b"], [], ["b"]],
    ["both take", ["a"], [], [], []],
    ["one takes and adds, the other has added", ["a"], ["c"], ["a", "b"], ["b", "c"]],
    ["one takes, the other has taken and added", ["a"], [], ["b"], ["b"]],
    ["one does nothing", ["a"], ["a"], ["b"], ["b"]],
  ])("%s", (_, before, mine, saved, merged) => {
    expect(merge(flashes(before), flashes(mine), flashes(saved))).toEqual(flashes(merged));
  });
});

test("the order in which two requests are saved does not matter where they changed different keys", () => {
  const data = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.integer({ min: 0, max: 3 }));
  fc.assert(
    fc.property(data, data, data, (before, first, second) => {
      const own = { ...before, ...pick(first, ["a", "b"]) };
      const other = { ...before, ...pick(second, ["c", "d"]) };
      expect(merge(before, own, other)).toEqual(merge(before, other, own));
    }),
  );
});

function merge(before: SessionData, mine: SessionData, saved: SessionData): SessionData {
  return mergeSessions(before, mine, saved, JSON.stringify);
}

function flashes(messages: readonly string[]): SessionData {
  return messages.length === 0 ? {} : { _flashes: messages };
}

function pick(data: SessionData, keys: readonly string[]): SessionData {
  return Object.fromEntries(Object.entries(data).filter(([key]) => keys.includes(key)));
}
