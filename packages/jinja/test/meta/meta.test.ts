import { describe, expect, it } from "vitest";
import {
  Environment,
  extractMessages,
  findReferencedTemplates,
  findTemplateReferences,
  findUndeclaredVariables,
} from "../../src/index.ts";

const env = new Environment({ extensions: ["do", "loopcontrols"] });

describe("findUndeclaredVariables", () => {
  const undeclared = (source: string): readonly string[] =>
    [...findUndeclaredVariables(env.parse(source))].sort();

  it.each([
    ["{% set own = given %}{{ own }}", ["given"]],
    ["{% if when %}{% set maybe = 1 %}{% endif %}{{ maybe }}", ["maybe", "when"]],
    [
      "{% for item in items %}{{ item }}{{ loop.index }}{% else %}{{ none_left }}{% endfor %}",
      ["items", "none_left"],
    ],
    ["{% macro m(a, b=fallback) %}{{ a }}{{ outer }}{{ caller() }}{% endmacro %}", ["fallback", "outer"]],
    ["{% block b %}{{ inside }}{{ super() }}{% endblock %}{{ range(3) }}", ["inside"]],
    ["{% import name as m %}{% from 'x' import y %}{{ m.z }}{{ y }}", ["name"]],
  ])("%s", (source, names) => {
    expect(undeclared(source)).toEqual(names);
  });

  it("leaves out the globals it is told of", () => {
    const globals = { site: null };
    expect([...findUndeclaredVariables(env.parse("{{ site }}{{ range(2) }}"), globals)]).toEqual(["range"]);
  });
});

describe("findReferencedTemplates", () => {
  it("names what is extended, included and imported, and null for what is computed", () => {
    const source =
      "{% extends 'a' %}{% block b %}{% include ['b', name, 1] %}{% endblock %}{% import c as d %}{% from 'e' import f %}";
    expect(findReferencedTemplates(env.parse(source))).toEqual(["a", "b", null, null, "e"]);
    expect(findReferencedTemplates(env.parse("{% import ('a', b) as c %}"))).toEqual(["a", null]);
  });
});

describe("findTemplateReferences", () => {
  it("tells where names are tried together, and which need not be there", () => {
    const source = "{% extends 'a' %}{% include ['b', c] ignore missing %}{% from 'd' import e %}";
    expect(findTemplateReferences(env.parse(source))).toEqual([
      { names: ["a"], isOptional: false, start: 11 },
      { names: ["b", null], isOptional: true, start: 28 },
      { names: ["d"], isOptional: false, start: 62 },
    ]);
  });
});

describe("extractMessages", () => {
  it("finds the texts of tags and of calls, wherever they stand", () => {
    const source = [
      "{% trans who=user.name %}Hello {{ who }}{% endtrans %}",
      "{% if more %}{{ shout(_('Bye')) }}{% endif %}",
      "{% trans n=count %}one{% pluralize %}many{% endtrans %}{{ pgettext('month', 'May') }}",
    ].join("\n");
    expect(extractMessages(source).map((found) => [found.line, found.function, found.messages])).toEqual([
      [1, "gettext", ["Hello %(who)s"]],
      [2, "_", ["Bye"]],
      [3, "ngettext", ["one", "many", null]],
      [3, "pgettext", ["month", "May"]],
    ]);
  });

  it("gives null for whatever is no text", () => {
    expect(extractMessages("{{ _(name, 'a' ~ 'b', k=1, *rest, **more) }}")[0]?.messages).toEqual(
      Array.from({ length: 5 }, () => null),
    );
  });

  it("hands a comment to the next call, and the nearest of several", () => {
    const source = [
      "{# NOTE: first #}{# NOTE: second #}{# no tag #}",
      "{{ _('a') }}{{ _('b') }}",
      "{# NOTE: third #}",
      "{{ name }}",
      "{{ _('c') }}",
    ].join("\n");
    const comments = extractMessages(source, { commentTags: ["NOTE:"] }).map((found) => found.comments);
    expect(comments).toEqual([["second"], [], ["third"]]);
    expect(extractMessages(source).every((found) => found.comments.length === 0)).toBe(true);
  });

  it("asks for other functions, and reads the templates of other environments", () => {
    const environment = new Environment({ variableStartString: "${", variableEndString: "}" });
    expect(extractMessages("${ t('a') }${ _('b') }", { functions: ["t"], environment })).toEqual([
      { line: 1, function: "t", messages: ["a"], comments: [] },
    ]);
  });
});

describe("Environment", () => {
  it("lexes, preprocesses and extends", () => {
    const own = new Environment();
    own.addExtension({ name: "shout", preprocess: (source) => source.replaceAll("!", "!!") }, "do");
    expect(own.extensions).toEqual(["shout", "do"]);
    expect(own.preprocess("a!")).toBe("a!!");
    expect(own.lex("a{{ b").map(({ kind, value }) => [kind, value])).toEqual([
      ["data", "a"],
      ["variable_begin", "{{"],
      ["name", "b"],
      ["eof", ""],
    ]);
    expect(own.fromString("{% do 1 %}a!").render()).toBe("a!!");
    expect(own.extend({ owner: "Ann", render: 1 }).owner).toBe("Ann");
    expect(own.extend({ loader: 1 }).loader).toBe(null);
  });

  it("knows which environment it overlays", () => {
    const overlay = env.overlay({ trimBlocks: true });
    expect(overlay.linkedTo).toBe(env);
    expect(env.linkedTo).toBe(null);
    expect(overlay.filters).toBe(env.filters);
  });
});
