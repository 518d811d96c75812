import { Markup } from "@dewar/markup";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  divide,
  floorDivide,
  modulo,
  multiply,
  negate,
  positive,
  power,
  subtract,
} from "../../src/values/arithmetic.ts";
import { Float } from "../../src/values/float.ts";
import { str } from "../../src/values/str.ts";
import { Tuple } from "../../src/values/tuple.ts";
import { Undefined } from "../../src/values/undefined.ts";

describe("integers", () => {
  test("grow past 2^53 without loss and come back", () => {
    const big = add(Number.MAX_SAFE_INTEGER, 1);
    expect(big).toBe(9007199254740992n);
    expect(subtract(big, 1)).toBe(Number.MAX_SAFE_INTEGER);
    expect(multiply(3037000500, 3037000500)).toBe(9223372037000250000n);
  });

  test("divide to a float", () => {
    expect(divide(4, 2)).toBeInstanceOf(Float);
    expect(str(divide(4, 2))).toBe("2.0");
    expect(divide(1, 4)).toBe(0.25);
  });

  test("round a quotient down and give the remainder the divisor's sign", () => {
    expect(floorDivide(-7, 2)).toBe(-4);
    expect(modulo(-7, 3)).toBe(2);
    expect(modulo(7, -3)).toBe(-2);
    expect(modulo(2n ** 64n, 10)).toBe(6);
  });

  test("count booleans as 0 and 1", () => {
    expect(add(true, true)).toBe(2);
    expect(negate(true)).toBe(-1);
    expect(positive(false)).toBe(0);
  });

  test("have no negative zero", () => {
    expect(str(negate(0))).toBe("0");
    expect(Object.is(multiply(0, -5), 0)).toBe(true);
  });

  test("to a power stay exact, to a negative one become a float", () => {
    expect(power(2, 100)).toBe(1267650600228229401496703205376n);
    expect(power(2, -1)).toBe(0.5);
  });

  test("of millions of digits are refused", () => {
    expect(() => power(9, power(9, 9))).toThrow(/too large/);
  });
});

describe("floats", () => {
  test("stay floats, even when they are whole", () => {
    expect(str(add(1.5, 1.5))).toBe("3.0");
    expect(str(multiply(new Float(2), 3))).toBe("6.0");
    expect(str(floorDivide(new Float(7), 2))).toBe("3.0");
    expect(str(modulo(new Float(-7), 2))).toBe("1.0");
  });

  test("overflow to infinity, but not as a power", () => {
    expect(multiply(1e308, 10)).toBe(Infinity);
    expect(() => power(1e200, 2)).toThrow(expect.objectContaining({ name: "OverflowError" }));
  });
});

describe("sequences", () => {
  test("are joined with their like", () => {
    expect(add("a", "b")).toBe("ab");
    expect(add([1], [2])).toEqual([1, 2]);
    expect(add(new Tuple([1]), new Tuple([2]))).toEqual(new Tuple([1, 2]));
  });

  test("are repeated, none times for less than 0", () => {
    expect(multiply("ab", 2)).toBe("abab");
    expect(multiply(2, [0])).toEqual([0, 0]);
    expect(multiply("ab", -1)).toBe("");
  });

  test("are not repeated past what fits in memory", () => {
    expect(() => multiply("x".repeat(1000), 10 ** 9)).toThrow(
      expect.objectContaining({ name: "MemoryError" }),
    );
  });

  test("of safe HTML escape what joins them", () => {
    expect(str(add(new Markup("<b>"), "<i>"))).toBe("<b>&lt;i&gt;");
    expect(str(add("<i>", new Markup("<b>")))).toBe("&lt;i&gt;<b>");
  });
});

describe("errors", () => {
  test.each([
    [() => divide(1, 0), "ZeroDivisionError", "division by zero"],
    [() => modulo(1, 0), "ZeroDivisionError", "integer division or modulo by zero"],
    [() => add(1, "a"), "TypeError", "unsupported operand type(s) for +: 'int' and 'str'"],
    [() => add("a", 1), "TypeError", 'can only concatenate str (not "int") to str'],
    [() => negate("a"), "TypeError", "bad operand type for unary -: 'str'"],
    [() => add(1, new Undefined({ name: "x" })), "UndefinedError", "'x' is undefined"],
    [() => multiply(new Undefined({ name: "x" }), 2), "UndefinedError", "'x' is undefined"],
  ])("%# have Python's class and words", (operation, name, message) => {
    expect(operation).toThrow(expect.objectContaining({ name, message }));
  });
});

test("quotient and remainder fit together, for all integers", () => {
  fc.assert(
    fc.property(
      fc.bigInt(),
      fc.bigInt().filter((n) => n !== 0n),
      (a, b) => {
        const product = multiply(floorDivide(a, b), b);
        expect(BigInt(str(add(product, modulo(a, b))))).toBe(a);
      },
    ),
  );
});
