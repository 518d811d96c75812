import {
  type ConverterTypes,
  parseRule,
  Rule,
  type RuleBuildValues,
  type RuleValues,
  type UnknownConverter,
} from "@dewar/http";
import { describe, expectTypeOf, test } from "vitest";

declare module "@dewar/http" {
  interface ConverterTypes {
    isoDate: Date;
  }
}

type NameOfValue<R extends string> = keyof RuleValues<R>;

describe("the values of a rule", () => {
  test("a rule without variables has none", () => {
    expectTypeOf<NameOfValue<"/">>().toBeNever();
    expectTypeOf<NameOfValue<"/about/us/">>().toBeNever();
  });

  test("a variable without a converter is a string", () => {
    expectTypeOf<RuleValues<"/user/<name>">>().toEqualTypeOf<{ name: string }>();
  });

  test("each built-in converter has its type", () => {
    expectTypeOf<RuleValues<"/<string:a>/<path:b>/<uuid:c>/<default:d>">>().toEqualTypeOf<{
      a: string;
      b: string;
      c: string;
      d: string;
    }>();
    expectTypeOf<RuleValues<"/<int:a>/<float:b>">>().toEqualTypeOf<{ a: number; b: number }>();
  });

  test("several variables stand in one segment", () => {
    expectTypeOf<RuleValues<"/v<int:major>.<int:minor>-<tag>">>().toEqualTypeOf<{
      major: number;
      minor: number;
      tag: string;
    }>();
  });

  test("arguments do not change the type of a converter", () => {
    expectTypeOf<RuleValues<"/<int(min=1, max=5):n>/<string(length=2):code>">>().toEqualTypeOf<{
      n: number;
      code: string;
    }>();
    expectTypeOf<RuleValues<"/<int():n>">>().toEqualTypeOf<{ n: number }>();
  });

  test("any() is the union of its items", () => {
    expectTypeOf<RuleValues<"/feed/<any(rss,atom):format>">>().toEqualTypeOf<{ format: "rss" | "atom" }>();
    expectTypeOf<RuleValues<"/<any( a , b.c ):x>">>().toEqualTypeOf<{ x: "a" | "b.c" }>();
    expectTypeOf<RuleValues<"/<any(a, b, ):x>">>().toEqualTypeOf<{ x: "a" | "b" }>();
  });

  test("items in quotes may hold commas, spaces, parentheses and brackets", () => {
    expectTypeOf<RuleValues<`/<any("a, b", 'c d'):x>`>>().toEqualTypeOf<{ x: "a, b" | "c d" }>();
    expectTypeOf<RuleValues<`/<any("a)b", c):x>/<int:y>`>>().toEqualTypeOf<{ x: "a)b" | "c"; y: number }>();
    expectTypeOf<RuleValues<`/<any("a):b", c):x>`>>().toEqualTypeOf<{ x: "a):b" | "c" }>();
    expectTypeOf<RuleValues<`/<any("a>b", ''):x>.<y>`>>().toEqualTypeOf<{ x: "a>b" | ""; y: string }>();
  });

  test("items in quotes may have Python's prefixes", () => {
    expectTypeOf<RuleValues<`/<any(u'a', R"b", rc):x>`>>().toEqualTypeOf<{ x: "a" | "b" | "rc" }>();
  });

  test("a converter of one's own has the type declared for it", () => {
    expectTypeOf<RuleValues<"/on/<isoDate:day>">>().toEqualTypeOf<{ day: Date }>();
    expectTypeOf<RuleValues<"/on/<isoDate('%Y'):day>">>().toEqualTypeOf<{ day: Date }>();
  });

  test("a converter that is not declared says so", () => {
    expectTypeOf<RuleValues<"/<colour:c>">>().toEqualTypeOf<{ c: UnknownConverter<"colour"> }>();
  });

  test("a rule that is only known as a string has unknown values", () => {
    expectTypeOf<RuleValues<string>>().toEqualTypeOf<Record<string, unknown>>();
  });

  test("one of several rules has the values of one of them", () => {
    expectTypeOf<RuleValues<"/<int:id>" | "/by/<name>">>().toEqualTypeOf<{ id: number } | { name: string }>();
  });

  test("parentheses and colons outside of variables mean nothing", () => {
    expectTypeOf<RuleValues<"/<a>:x(1):<int:b>">>().toEqualTypeOf<{ a: string; b: number }>();
  });
});

describe("the values for building a URL", () => {
  test("every variable is required and has its type", () => {
    expectTypeOf<{ id: number; slug: string }>().toExtend<RuleBuildValues<"/<int:id>/<slug>">>();
    expectTypeOf<{ id: number }>().not.toExtend<RuleBuildValues<"/<int:id>/<slug>">>();
    expectTypeOf<{ id: string; slug: string }>().not.toExtend<RuleBuildValues<"/<int:id>/<slug>">>();
  });

  test("a variable with a default may be left out, but not mistyped", () => {
    expectTypeOf<{ id: number }>().toExtend<RuleBuildValues<"/<int:id>/<int:page>", "page">>();
    expectTypeOf<{ id: number; page: string }>().not.toExtend<
      RuleBuildValues<"/<int:id>/<int:page>", "page">
    >();
  });
});

test("a rule of forty variables is no burden", () => {
  type Ten = "<int:a0>/<b0>/<c0>/<d0>/<e0>/<f0>/<g0>/<h0>/<i0>/<j0>";
  type Next = "<int:a1>/<b1>/<c1>/<d1>/<e1>/<f1>/<g1>/<h1>/<i1>/<j1>";
  type Third = "<int:a2>/<b2>/<c2>/<d2>/<e2>/<f2>/<g2>/<h2>/<i2>/<j2>";
  type Last = "<int:a3>/<b3>/<c3>/<d3>/<e3>/<f3>/<g3>/<h3>/<i3>/<any(x, 'y z'):last>";
  type Values = RuleValues<`/${Ten}/${Next}/${Third}/${Last}`>;
  expectTypeOf<Values["a3"]>().toEqualTypeOf<number>();
  expectTypeOf<Values["last"]>().toEqualTypeOf<"x" | "y z">();
  expectTypeOf<keyof Values>().not.toBeNever();
});

test("a rule keeps the literal type of its path", () => {
  expectTypeOf(new Rule("/post/<int:id>").rule).toEqualTypeOf<"/post/<int:id>">();
  expectTypeOf(parseRule).parameter(0).toBeString();
  expectTypeOf<ConverterTypes["int"]>().toBeNumber();
});
