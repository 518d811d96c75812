import { describe, expect, test } from "vitest";
import { iterate } from "../../src/values/iterate.ts";
import { length } from "../../src/values/length.ts";
import { str } from "../../src/values/str.ts";
import { truthy } from "../../src/values/truth.ts";
import {
  ChainableUndefined,
  DebugUndefined,
  isUndefined,
  makeLoggingUndefined,
  StrictUndefined,
  Undefined,
  type UndefinedOptions,
} from "../../src/values/undefined.ts";

describe("an undefined value says what is missing", () => {
  test.each<[UndefinedOptions, string]>([
    [{ name: "user" }, "'user' is undefined"],
    [{ name: "age", object: {} }, "'dict object' has no attribute 'age'"],
    [{ name: "age", object: null }, "'None' has no attribute 'age'"],
    [{ name: 3, object: [1] }, "list object has no element 3"],
    [{ hint: "the sequence was empty" }, "the sequence was empty"],
  ])("%o", (options, message) => {
    expect(() => new Undefined(options).fail()).toThrow(message);
  });

  test("with the error class it was given", () => {
    expect(() => new Undefined({ name: "x", error: RangeError }).fail()).toThrow(RangeError);
  });
});

test("Undefined prints nothing, is false, empty and has no items", () => {
  const value = new Undefined({ name: "x" });
  expect([str(value), truthy(value), length(value), [...iterate(value)]]).toEqual(["", false, 0, []]);
});

test("StrictUndefined allows none of it", () => {
  const value = new StrictUndefined({ name: "x" });
  const uses = [str, truthy, length, String, (v: StrictUndefined) => Array.from(iterate(v))];
  for (const use of uses) expect(() => use(value)).toThrow("'x' is undefined");
});

test("ChainableUndefined leads from nothing to nothing", () => {
  expect(str(new ChainableUndefined({ name: "x" }).attribute("y"))).toBe("");
});

describe("DebugUndefined prints what is missing", () => {
  test.each<[UndefinedOptions, string]>([
    [{ name: "user" }, "{{ user }}"],
    [{ name: "age", object: {} }, "{{ no such element: dict object['age'] }}"],
    [{ hint: "no first item" }, "{{ undefined value printed: no first item }}"],
  ])("%o", (options, text) => {
    expect(str(new DebugUndefined(options))).toBe(text);
  });
});

test("a logging undefined reports each use and behaves as its base", () => {
  const log: string[] = [];
  const logger = {
    warn: (message: string) => log.push(`warn ${message}`),
    error: (message: string) => log.push(`error ${message}`),
  };
  const Logging = makeLoggingUndefined(logger, DebugUndefined);
  const value = new Logging({ name: "user" });
  expect(str(value)).toBe("{{ user }}");
  expect(truthy(value)).toBe(false);
  expect([...iterate(value)]).toEqual([]);
  expect(() => value.attribute("name")).toThrow("'user' is undefined");
  expect(log).toEqual([
    "warn Template variable warning: 'user' is undefined",
    "warn Template variable warning: 'user' is undefined",
    "warn Template variable warning: 'user' is undefined",
    "error Template variable error: 'user' is undefined",
  ]);
});

test("JavaScript's undefined counts as undefined, null does not", () => {
  expect([isUndefined(undefined), isUndefined(new Undefined()), isUndefined(null)]).toEqual([
    true,
    true,
    false,
  ]);
});
