import { describe, expect, test } from "vitest";
import { float, int } from "@dewar/http";

describe("int", () => {
  test.each([
    ["42", 42],
    [" -7\n", -7],
    ["+3", 3],
    ["1_000", 1000],
    ["007", 7],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
  ])("reads %j as %d", (text, value) => expect(int(text)).toBe(value));

  test.each(["", " ", "4.0", "1e3", "0x10", "1__0", "_1", "1 2", "٣", "Infinity", "9007199254740992"])(
    "does not read %j",
    (text) => expect(int(text)).toBeNaN(),
  );
});

describe("float", () => {
  test.each([
    ["2.50", 2.5],
    [".5", 0.5],
    ["5.", 5],
    ["-1e-2", -0.01],
    [" 3 ", 3],
  ])("reads %j as %d", (text, value) => expect(float(text)).toBe(value));

  test.each(["", ".", "1,5", "NaN", "Infinity", "0x1", "1e999", "1e"])("does not read %j", (text) =>
    expect(float(text)).toBeNaN(),
  );
});
