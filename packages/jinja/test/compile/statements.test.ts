import { describe, expect, it } from "vitest";
import { DictLoader, Environment, SandboxedEnvironment, SecurityError } from "../../src/index.ts";

const templates = {
  base: "<{% block title %}base{% endblock %}|{% block body required %}{% endblock %}>",
  child:
    "{% extends 'base' %}{% block title %}{{ super() }}+{{ self.body() }}{% endblock %}{% block body %}b{% endblock %}",
  incomplete: "{% extends 'base' %}",
  macros:
    "{% macro hello(name, mark='!') %}Hello {{ name }}{{ mark }}{% endmacro %}{% set _secret = 1 %}{% set open = 2 %}",
  part: "[{{ x }}{{ y }}]",
};
const env = new Environment({ loader: new DictLoader(templates), extensions: ["loopcontrols", "do"] });

function render(source: string, variables: Record<string, unknown> = {}): string {
  return env.fromString(source).render(variables);
}

describe("for", () => {
  it("has an else for nothing", () => {
    expect(render("{% for i in [] %}{{ i }}{% else %}none{% endfor %}")).toBe("none");
  });

  it("unpacks", () => {
    expect(render("{% for k, (a, b) in [(1, (2, 3))] %}{{ k }}{{ a }}{{ b }}{% endfor %}")).toBe("123");
  });

  it("knows its place", () => {
    const members = "{{ loop.index }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }};";
    expect(render(`{% for i in 'ab' %}${members}{% endfor %}`)).toBe("11TrueFalse2;20FalseTrue2;");
  });

  it("recurses", () => {
    const source = "{% for n in tree recursive %}{{ n.v }}{{ loop.depth }}({{ loop(n.c) }}){% endfor %}";
    expect(render(source, { tree: [{ v: "a", c: [{ v: "b", c: [] }] }] })).toBe("a1(b2())");
  });

  it("can be left and continued", () => {
    const source =
      "{% for i in range(9) %}{% if i is odd %}{% continue %}{% endif %}{% if i > 5 %}{% break %}{% endif %}{{ i }}{% endfor %}";
    expect(render(source)).toBe("024");
  });
});

describe("macro", () => {
  it("takes positions, keywords, defaults and the rest", () => {
    const source =
      "{% macro m(a, b=a) %}{{ a }}{{ b }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1) }} {{ m(1, 2, 3, k=4) }}";
    expect(render(source)).toBe("11(){} 12(3,){'k': 4}");
  });

  it("calls the body of its call block", () => {
    const source = "{% macro m() %}<{{ caller(1) }}>{% endmacro %}{% call(x) m() %}{{ x }}{% endcall %}";
    expect(render(source)).toBe("<1>");
  });

  it("refuses what it does not take", () => {
    expect(() => render("{% macro m(a) %}{% endmacro %}{{ m(b=1) }}")).toThrow(
      "macro 'm' takes no keyword argument 'b'",
    );
  });

  it("is safe text where output is escaped", () => {
    const escaping = new Environment({ autoescape: true });
    expect(escaping.fromString("{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m('<') }}").render()).toBe(
      "<b>&lt;</b>",
    );
  });
});

describe("inheritance", () => {
  it("replaces blocks and reaches those it replaced", () => {
    expect(env.getTemplate("child").render()).toBe("<base+b|b>");
  });

  it("demands required blocks", () => {
    expect(() => env.getTemplate("incomplete").render()).toThrow("Required block 'body' not found");
  });

  it("drops output beside the blocks", () => {
    expect(
      render("a{% extends 'base' %}b{% for i in [1] %}c{% endfor %}{% block body %}d{% endblock %}"),
    ).toBe("a<base|d>");
  });
});

describe("self", () => {
  it("knows the name of the template, as Flask's templates ask for it", () => {
    const named = new DictLoader({ "page.html": "{{ self._TemplateReference__context.name }}" });
    expect(new Environment({ loader: named }).getTemplate("page.html").render()).toBe("page.html");
    expect(() => new SandboxedEnvironment({ loader: named }).getTemplate("page.html").render()).toThrow(
      SecurityError,
    );
  });
});

describe("include and import", () => {
  it("take names that are safe text", () => {
    const named = "{% autoescape true %}{% set name %}part{% endset %}{% include name %}{% endautoescape %}";
    expect(render(named)).toBe("[]");
    expect(render("{% extends 'child'|safe %}")).toBe("<base+b|b>");
    expect(render("{% from 'macros'|safe import hello %}{{ hello('Ann') }}")).toBe("Hello Ann!");
  });

  it("include passes over undefined names of a list, and tells of them if there is no other", () => {
    expect(render("{% include [nothing, 'part'] %}")).toBe("[]");
    expect(() => render("{% include [nothing, 'none'] %}")).toThrow(
      "none of the templates given were found: 'nothing' is undefined, none",
    );
    expect(() => render("{% include none %}")).toThrow("Tried to select from an empty list of templates.");
  });

  it("include sees the variables of the place, unless told not to", () => {
    const source = "{% for y in [2] %}{% include 'part' %}{% include 'part' without context %}{% endfor %}";
    expect(render(source, { x: 1 })).toBe("[12][]");
  });

  it("include takes the first of a list, and may find nothing", () => {
    expect(render("{% include ['none', 'part'] %}{% include 'none' ignore missing %}")).toBe("[]");
    expect(() => render("{% include ['none', 'neither'] %}")).toThrow(
      "none of the templates given were found: none, neither",
    );
  });

  it("import gives macros and assignments, private ones excepted", () => {
    expect(render("{% import 'macros' as m %}{{ m.hello('Ann') }}{{ m.open }}{{ m._secret }}")).toBe(
      "Hello Ann!2",
    );
    expect(render("{% from 'macros' import hello as hi %}{{ hi('Ann', mark='?') }}")).toBe("Hello Ann?");
  });
});

describe("the forms of a template", () => {
  const source =
    "{% macro m(x) %}({{ x }}){% endmacro %}{% for i in list() %}{{ m(i) }}{% block b scoped %}{{ load(i).n }}{% endblock %}{% endfor %}";
  const variables = { list: () => [1, 2], load: (n: number) => ({ n }) };

  it("say the same as text, in pieces and awaited", async () => {
    const template = env.fromString(source);
    const awaited = { list: async () => [1, 2], load: async (n: number) => ({ n }) };
    expect(template.render(variables)).toBe("(1)1(2)2");
    expect([...template.generate(variables)].join("")).toBe("(1)1(2)2");
    expect(await template.renderAsync(awaited)).toBe("(1)1(2)2");
    let streamed = "";
    for await (const piece of template.generateAsync(awaited)) streamed += piece;
    expect(streamed).toBe("(1)1(2)2");
  });
});

describe("[security 63] generated code", () => {
  it("holds no text of the template outside of literals", () => {
    const hostile = "`${process.exit()}`\\u2028'\"*/";
    expect(render(`{{ ${JSON.stringify(hostile)} }}`)).toBe(hostile);
    expect(render("{% set constructor = 1 %}{% set __proto__ = 2 %}{{ constructor }}{{ __proto__ }}")).toBe(
      "12",
    );
  });

  it("reads no option out of the variables", () => {
    expect(render("{{ settings }}{{ autoescape }}", { settings: "s", autoescape: false })).toBe("sFalse");
  });
});
