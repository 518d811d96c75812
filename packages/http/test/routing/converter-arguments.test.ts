import { ConverterArguments, parseConverterArguments, RuleSyntaxError } from "@dewar/http";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

const positional = (text: string): readonly unknown[] => parseConverterArguments(text).positional;
const named = (text: string): Record<string, unknown> =>
  Object.fromEntries(parseConverterArguments(text).named);

describe("the arguments of a converter", () => {
  test("are separated by commas, the last of which is optional", () => {
    expect(positional("red, green,blue")).toEqual(["red", "green", "blue"]);
    expect(positional("red, green, ")).toEqual(["red", "green"]);
    expect(positional("")).toEqual([]);
  });

  test("are constants and numbers where they read as such", () => {
    expect(positional("True, False, None, 3, 2.5, .5, 3.")).toEqual([true, false, null, 3, 2.5, 0.5, 3]);
  });

  test("are text otherwise, with dots and underscores", () => {
    expect(positional("a.b.c, 0x10, 3rd, snake_case")).toEqual(["a.b.c", "0x10", "3rd", "snake_case"]);
  });

  test("are always text in quotes", () => {
    expect(positional(`'3', "True", 'a, b', "it's", u'x', ''`)).toEqual([
      "3",
      "True",
      "a, b",
      "it's",
      "x",
      "",
    ]);
  });

  test("may have names", () => {
    expect(named("min=1, max = 5,signed=True")).toEqual({ min: 1, max: 5, signed: true });
    expect(positional("red, size=2")).toEqual(["red"]);
  });

  test.each([
    ["-1", "-"],
    ["a=b=c", "a="],
    ["signed=True, min=-5", " min=-"],
    ["min=0;max=5", "min=0;"],
  ])("%s has text that is no argument", (text, culprit) => {
    expect(() => parseConverterArguments(text)).toThrow(
      new RuleSyntaxError(`Cannot parse converter argument '${culprit}'`),
    );
  });

  test("are a value or a syntax error, whatever the text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          return parseConverterArguments(text) instanceof ConverterArguments;
        } catch (error) {
          return error instanceof RuleSyntaxError;
        }
      }),
    );
  });
});

describe("binding arguments to parameters", () => {
  test("gives positions and names the name of their parameter", () => {
    const args = parseConverterArguments("2, signed=True");
    expect(Object.fromEntries(args.bind("digits", "min", "signed"))).toEqual({ digits: 2, signed: true });
  });

  test("refuses what the converter does not take", () => {
    expect(() => parseConverterArguments("1, 2").bind("only")).toThrow(/at most 1 arguments, not 2/);
    expect(() => parseConverterArguments("size=1").bind("only")).toThrow(/no argument named "size"/);
    expect(() => parseConverterArguments("1, only=1").bind("only")).toThrow(/given twice/);
  });
});
