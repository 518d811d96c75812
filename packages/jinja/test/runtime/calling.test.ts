import { describe, expect, it } from "vitest";
import {
  DictLoader,
  Environment,
  type Macro,
  passContext,
  passEvalContext,
  withParameters,
} from "../../src/index.ts";

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

  it("has its arguments bound by name as a filter, too", () => {
    const pad = withParameters(["text", "width", "fill?"], (text: string, width: number, fill = " ") =>
      text.padStart(width, fill),
    );
    const env = new Environment({ filters: { pad } });
    const rendered = (call: string): string => env.fromString(`{{ 'x'|${call} }}`).render();
    expect(rendered("pad(fill='.', width=3)")).toBe("..x");
    expect(rendered("pad(3, fill='.')")).toBe("..x");
    expect(() => rendered("pad(fill='.')")).toThrow("missing required argument: 'width'");
    expect(() => rendered("pad(3, width=3)")).toThrow("multiple values for argument 'width'");
    expect(() => rendered("pad(3, filling='.')")).toThrow("unexpected keyword argument 'filling'");
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

describe("the arguments of a call", () => {
  it("are evaluated from left to right, whatever brings them", () => {
    const seen: number[] = [];
    const note = (value: number): number => {
      seen.push(value);
      return value;
    };
    const all = (...args: unknown[]): string => JSON.stringify(args);
    expect(render("{{ all(note(1), a=note(2), b=note(3))|safe }}", { all, note })).toBe('[1,{"a":2,"b":3}]');
    const spread = "{{ all(note(4), *[note(5)], a=note(6), **{'b': note(7)})|safe }}";
    expect(render(spread, { all, note })).toBe('[4,5,{"a":6,"b":7}]');
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("cannot have one name twice", () => {
    expect(() => render("{{ all(a=1, a=2) }}", {})).toThrow("keyword argument repeated: a");
  });
});

describe("a macro", () => {
  const forms =
    "{% macro field(name, type='text') %}<{{ name }} {{ type }}>{% endmacro %}" +
    "{% macro all(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}";
  const env = new Environment({ loader: new DictLoader({ forms }), autoescape: true });

  it("is called alike by its own name and as a member of a module", () => {
    const source = "{% import 'forms' as f %}{% from 'forms' import field %}";
    const calls = [
      "('a')",
      "('<', 'b')",
      "('a', type='<')",
      "(type='b', name='a')",
      "(*['a'], **{'type': 'b'})",
    ];
    for (const call of calls) {
      const [own, member] = env
        .fromString(`${source}{{ field${call} }}|{{ f.field${call} }}`)
        .render()
        .split("|");
      expect(own).toBe(member);
    }
    expect(env.fromString(`${source}{{ field('<', type='b') }}{{ f.field('a') }}`).render()).toBe(
      "<&lt; b><a text>",
    );
  });

  it("keeps what is given beside its parameters", () => {
    expect(env.fromString("{% from 'forms' import all %}{{ all(1, 2, b=3) }}").render()).toBe(
      "1(2,){&#39;b&#39;: 3}",
    );
  });

  it("need not hold for a name that another value takes", () => {
    const source =
      "{% from 'forms' import field %}{% if other %}{% set field = other %}{% endif %}{{ field('<') }}";
    const template = env.fromString(source);
    expect(template.render()).toBe("<&lt; text>");
    expect(template.render({ other: (text: string) => `[${text}]` })).toBe("[&lt;]");
  });

  it("says what it is", () => {
    const source = "{% from 'forms' import field %}{{ field.name }} {{ field.arguments }} {{ field }}";
    expect(new Environment({ loader: env.loader }).fromString(source).render()).toBe(
      "field ('name', 'type') <Macro 'field'>",
    );
  });

  it("can be called from JavaScript", () => {
    const { module } = new Environment().fromString("{% macro hi(name) %}Hi {{ name }}{% endmacro %}");
    const hi = module.get("hi") as Macro;
    expect(hi("Ann")).toBe("Hi Ann");
    expect(hi(Object.assign(Object.create(null), { name: "Bo" }))).toBe("Hi Bo");
    expect(hi.arguments).toEqual(["name"]);
  });
});
