import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compilePattern, type PatternPiece } from "../../src/routing/pattern.ts";
import { readPattern } from "../../src/routing/pattern-syntax.ts";

function captures(pieces: readonly PatternPiece[], text: string): string[] | undefined {
  const found: string[] = [];
  return compilePattern(pieces).match(text, found) ? found : undefined;
}

/** What the engine's own regular expressions say. */
function expected(pieces: readonly PatternPiece[], text: string): string[] | undefined {
  const source = pieces
    .map((piece) => ("regex" in piece ? `(${piece.regex})` : escape(piece.literal)))
    .join("");
  return new RegExp(`^${source}$`, "u").exec(text)?.slice(1);
}

function escape(text: string): string {
  return text.replace(/[.+*?()[\]{}^$\\|/]/g, "\\$&");
}

const any: PatternPiece = { regex: "[^/]+" };
const dash: PatternPiece = { literal: "-" };

describe("a pattern", () => {
  test("gives the first variable as much as it can have", () => {
    expect(captures([any, dash, any], "a-b-c")).toEqual(["a-b", "c"]);
  });

  test("gives a lazy one as little as it can have", () => {
    expect(captures([{ regex: "[^/].*?" }, { literal: ".." }, any], "a..b..c")).toEqual(["a", "b..c"]);
  });

  test("gives way where the rest would not match", () => {
    expect(captures([any, { literal: "." }, { regex: "\\d+" }], "v1.2.x.3")).toEqual(["v1.2.x", "3"]);
    expect(captures([any, { literal: "." }, { regex: "\\d+" }], "v1.2.x")).toBeUndefined();
  });

  test("tries choices in their order", () => {
    expect(captures([{ regex: "(?:a|ab)" }, { regex: "[^/]*" }, { regex: "[^/]*" }], "abc")).toEqual([
      "a",
      "bc",
      "",
    ]);
  });

  test("matches from end to end", () => {
    expect(captures([{ regex: "\\d+" }], "12x")).toBeUndefined();
    expect(captures([any, { literal: ".html" }], "page.html\n")).toBeUndefined();
    expect(captures([any, dash, any], "-b")).toBeUndefined();
  });

  test("leaves richer regular expressions to the engine", () => {
    expect(readPattern("(?:a|b)+")).toBeUndefined();
    expect(readPattern("\\p{L}+")).toBeUndefined();
    expect(readPattern("(?=x).")).toBeUndefined();
    expect(captures([{ regex: "(?:ab)+(c)?" }, dash, any], "ababc-x")).toEqual(["ababc", "x"]);
  });

  test("agrees with the engine for every sequence of what it reads", () => {
    const regex = fc.constantFrom(
      "[^/]+",
      "[^/]{2}",
      "[^/]{1,3}",
      "\\d+",
      "-?\\d+",
      "\\d+\\.\\d+",
      "[^/][^\\n]*?",
      "[^/].*?",
      "(?:a|ab|b\\.)",
      "[a-c]*",
      "b?",
      "a{2,}?",
    );
    const literal = fc.constantFrom("-", ".", "a", "🍵", "/");
    const piece = fc.oneof(
      regex.map((source): PatternPiece => ({ regex: source })),
      literal.map((text): PatternPiece => ({ literal: text })),
    );
    const text = fc.array(fc.constantFrom("a", "b", "c", "1", "-", ".", "🍵", "/", "\n"), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), text, (pieces, characters) => {
        const input = characters.join("");
        expect(captures(pieces, input)).toEqual(expected(pieces, input));
      }),
      { numRuns: 2_000 },
    );
  });

  test("[security 10] takes time that is linear in the text, however the variables overlap", () => {
    const pieces = [any, dash, any, dash, any, dash, any, { literal: "!" }];
    expect(captures(pieces, "-a".repeat(100_000))).toBeUndefined();
    expect(captures(pieces, `${"-a".repeat(100_000)}!`)?.slice(1)).toEqual(["a", "a", "a"]);
    expect(
      captures([{ regex: "[^/].*?" }, { literal: "/" }, { regex: "[^/].*?" }, dash], "a/".repeat(100_000)),
    ).toBe(undefined);
  });
});
