import { describe, expect, it } from "vitest";
import {
  DictLoader,
  Environment,
  templateTrace,
  templateVariables,
  UndefinedError,
} from "../../src/index.ts";

const templates = {
  "page.html": "line one\n{% include 'part.html' %}",
  "part.html": "\n\n  {{ user.name.first }}",
};

function failure(render: () => unknown): unknown {
  try {
    render();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("an error of a render", () => {
  const env = new Environment({ loader: new DictLoader(templates) });
  const error = failure(() => env.getTemplate("page.html").render({ user: {} }));

  it("knows the places that led to it", () => {
    expect(error).toBeInstanceOf(UndefinedError);
    expect(templateTrace(error).map(({ name, line, column }) => `${name}:${line}:${column}`)).toEqual([
      "part.html:3:6",
      "page.html:2:4",
    ]);
  });

  it("shows them in its stack, with the source and a caret", () => {
    expect(error).toHaveProperty("stack", expect.stringContaining("    at part.html:3:6\n"));
    expect(error).toHaveProperty(
      "stack",
      expect.stringContaining("> 3 |   {{ user.name.first }}\n    |      ^"),
    );
  });

  it("knows the variables of each place, without the globals", () => {
    const source = "{% set top = 1 %}{% macro m(a) %}{{ a.b.c }}{% endmacro %}{{ m(user) }}";
    const variables = { user: {} };
    const [inMacro, outside] = templateTrace(failure(() => env.fromString(source).render(variables)));
    if (inMacro === undefined || outside === undefined) throw new Error("Two places are expected.");
    expect(templateVariables(inMacro)).toMatchObject({ ...variables, top: 1 });
    expect(Object.keys(templateVariables(outside)).toSorted()).toEqual(["m", "top", "user"]);
  });

  it("stays the error that was thrown", () => {
    const thrown = new RangeError("mine");
    const variables = {
      f: () => {
        throw thrown;
      },
    };
    expect(failure(() => env.fromString("{{ f() }}").render(variables))).toBe(thrown);
  });
});

describe("[security 61] names of templates", () => {
  it("are quoted in messages and harmless in code", () => {
    const name = "a'\n`${1}`*/.html";
    const env = new Environment({ loader: new DictLoader({ [name]: "{{ x.y.z }}" }) });
    const error = failure(() => env.getTemplate(name).render());
    expect(templateTrace(error)[0]?.name).toBe(name);
  });
});
