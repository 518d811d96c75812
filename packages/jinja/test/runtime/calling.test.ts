import { describe, expect, it } from "vitest";
import { Environment, passContext, passEvalContext, withParameters } from "../../src/index.ts";

function render(source: string, globals: Record<string, unknown>): string {
  return new Environment({ globals }).fromString(source).render({ name: "Ann" });
}

describe("a JavaScript function", () => {
  it("gets keyword arguments as one object after the others", () => {
    const show = (endpoint: string, values: { id?: number } = {}): string =>
      `${endpoint}/${values.id ?? "none"}`;
    expect(render("{{ show('post', id=3) }} {{ show('post') }}", { show })).toBe("post/3 post/none");
  });

  it("gets them by position when its parameters are named", () => {
    const repeat = withParameters(["text", "times"], (text: string, times = 2) => text.repeat(times));
    expect(render("{{ repeat('a') }} {{ repeat(times=3, text='b') }}", { repeat })).toBe("aa bbb");
  });

  it("collects the rest when it says so", () => {
    const all = withParameters(["first", "*rest", "**more"], (first: number, rest: number[], more: object) =>
      JSON.stringify([first, rest, more]),
    );
    expect(render("{{ all(1, 2, 3, a=4)|safe }}", { all })).toBe('[1,[2,3],{"a":4}]');
  });

  it("that is called wrongly throws Python's TypeError", () => {
    const one = withParameters(["value"], (value: number) => value);
    expect(() => render("{{ one() }}", { one })).toThrow("missing required argument: 'value'");
    expect(() => render("{{ one(1, 2) }}", { one })).toThrow("takes at most 1 arguments but 2 were given");
    expect(() => render("{{ one(1, x=2) }}", { one })).toThrow("unexpected keyword argument 'x'");
  });

  it("is passed the variables or the place when it is marked", () => {
    const who = passContext((context) => context.resolve("name"));
    const escaping = passEvalContext((evalContext) => evalContext.autoescape);
    expect(render("{{ who() }} {{ escaping() }}", { who, escaping })).toBe("Ann False");
  });

  it("keeps its object when it is a method", () => {
    class Counter {
      #n = 0;
      next(): number {
        this.#n += 1;
        return this.#n;
      }
    }
    expect(render("{{ c.next() }}{% set next = c.next %}{{ next() }}", { c: new Counter() })).toBe("12");
  });

  it("that returns nothing prints as None", () => {
    expect(render("{{ f() }}", { f: () => {} })).toBe("None");
  });
});

describe("a macro", () => {
  it("can be called from JavaScript", () => {
    const { module } = new Environment().fromString("{% macro hi(name) %}Hi {{ name }}{% endmacro %}");
    const hi = module.get("hi") as (name: string) => string;
    expect(hi("Ann")).toBe("Hi Ann");
  });
});
