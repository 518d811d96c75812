import { describe, expect, test } from "vitest";
import { equal, throws } from "../examples/checks.ts";
import { compileExample } from "../examples/compile-example.ts";
import { examplesOf, fencesOf } from "../examples/find-examples.ts";

function bodyOf(code: string): string {
  return compileExample(code, [], "checks").code.split("\n").slice(1).join("\n").trimEnd();
}

describe("an example becomes a module", () => {
  test("an arrow beside an expression compares it", () => {
    expect(bodyOf("f(1); // => [2]")).toBe("equal((f(1)), ([2])); // => [2]");
  });

  test("an arrow beside or below a declaration compares the variable", () => {
    expect(bodyOf("const x = 1; // => 1")).toBe("const x = 1; equal((x), (1)); // => 1");
    expect(bodyOf("const x = 1;\n// => 1")).toBe("const x = 1; equal((x), (1));\n// => 1");
  });

  test("a promise of an error catches it", () => {
    expect(bodyOf("f(); // throws TypeError: no way")).toMatch(
      /^await throws\(async \(\) => \(f\(\)\), "TypeError", "no way"\);/,
    );
  });

  test("a promise beside nothing is a mistake", () => {
    expect(() => bodyOf("// => 1")).toThrow(SyntaxError);
    expect(() => bodyOf("f();\n\n// => 1")).toThrow(/beside no statement/);
    expect(() => bodyOf("class A {} // => 1")).toThrow(/without a value/);
  });

  test("names in scope are imported when used and not declared", () => {
    const scope = ["a", "b", "c"].map((name) => ({ name, isType: name === "c", from: "p" }));
    const { code, expectations } = compileExample("const [{ a }] = [b]; type D = c;", scope, "checks");
    expect(code.split("\n")[0]).toBe(
      'import { equal, throws } from "checks"; import { b } from "p"; import { type c } from "p";',
    );
    expect(expectations).toBe(0);
  });
});

describe("examples are found", () => {
  test("in documentation comments, up to the next tag", () => {
    const comment =
      "*\n * Words.\n *\n * @example A title\n * f();\n *   g();\n * @returns words\n * @example\n * h();\n ";
    expect(examplesOf(comment)).toEqual([
      { line: 4, code: "f();\n  g();" },
      { line: 8, code: "h();" },
    ]);
  });

  test("in fences, with words around them", () => {
    expect(examplesOf("*\n * @example\n * So:\n * ```ts\n * f();\n * ```\n ")).toEqual([
      { line: 4, code: "f();" },
    ]);
  });

  test("in Markdown only where the block is marked", () => {
    expect(fencesOf("```ts\nno\n```\n```ts run\nyes\n```", /^ts run$/)).toEqual([{ line: 4, code: "yes" }]);
  });
});

describe("a value is compared by what it shows", () => {
  class Money {
    readonly amount = 3;
    toString(): string {
      return "3 EUR";
    }
    valueOf(): number {
      return 3;
    }
  }

  test("as text, as a primitive, as members", () => {
    equal(new Money(), "3 EUR");
    equal(new Money(), 3);
    equal(new Money(), { amount: 3 });
    equal([new Money(), { a: new Money() }], ["3 EUR", { a: 3 }]);
    equal(Object.assign(Object.create(null), { a: 1 }), { a: 1 });
    equal(new Map([[1, 2]]), new Map([[1, 2]]));
    equal(new Map([["a", 1]]), [["a", 1]]);
  });

  test("and differences are found", () => {
    expect(() => equal(new Money(), "4 EUR")).toThrow();
    expect(() => equal([1, 2], [1])).toThrow();
    expect(() => equal(undefined, null)).toThrow();
    expect(() => equal("1", 1)).toThrow();
  });

  test("an error by its class or one that it extends, and its words", async () => {
    const fail = (): Promise<never> => Promise.reject(new RangeError("too far"));
    await throws(fail, "RangeError", "far");
    await throws(fail, "Error", "");
    await expect(throws(fail, "TypeError", "")).rejects.toThrow(/expected TypeError/);
    await expect(throws(fail, "RangeError", "near")).rejects.toThrow(/near/);
    await expect(throws(() => Promise.resolve(), "Error", "")).rejects.toThrow(/nothing was thrown/);
  });
});
