import { describe, expect, it } from "vitest";
import { Environment, TemplateAssertionError, TemplateSyntaxError } from "../../src/index.ts";

const env = new Environment();

function evaluate(expression: string): unknown {
  return env.compileExpression(expression)({ a: 2, b: 3, list: [1, 2, 3] });
}

describe("precedence", () => {
  it.each([
    ["-2 ** 2", 4],
    ["2 ** 3 ** 2", 64],
    ["1 + 2 * 3", 7],
    ["not a == 2", false],
    ["1 < a < 3", true],
    ["a in list and b not in [4]", true],
    ["a if b else 0 if a else 1", 2],
    ["list[1:]|length", 2],
    ["a is even and b is not even", true],
  ])("of %s", (expression, value) => {
    expect(evaluate(expression)).toEqual(value);
  });
});

describe("a syntax error", () => {
  it("tells what was expected", () => {
    expect(() => env.fromString("{{ a b }}")).toThrow("expected token 'end of print statement', got 'b'");
  });

  it("tells which tag is missing and what stands open", () => {
    expect(() => env.fromString("{% for i in x %}{% if i %}{% endfor %}")).toThrow(
      "Encountered unknown tag 'endfor'. You probably made a nesting mistake. Jinja is expecting this tag, " +
        "but currently looking for 'elif' or 'else' or 'endif'. " +
        "The innermost block that needs to be closed is 'if'.",
    );
  });

  it("has line, column and the source around", () => {
    const source = "one\n{{ 1 + }}\nthree";
    let caught: unknown;
    try {
      env.fromString(source);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(TemplateSyntaxError);
    expect(caught).toMatchObject({ lineno: 2, column: 8, code: "TEMPLATE_SYNTAX_ERROR" });
    expect(caught).toHaveProperty("codeFrame", "  1 | one\n> 2 | {{ 1 + }}\n    |        ^\n  3 | three");
  });
});

describe("what can be parsed but not meant", () => {
  it.each([
    ["{{ 1|nothing }}", "No filter named 'nothing'."],
    ["{{ 1 is nothing }}", "No test named 'nothing'."],
    ["{% block a %}{% endblock %}{% block a %}{% endblock %}", "block 'a' defined twice"],
    ["{% for loop in x %}{% endfor %}", "Can't assign to special loop variable in for-loop target"],
    ["{% for i in x %}{% extends 'a' %}{% endfor %}", "cannot use extend from a non top-level scope"],
  ])("%s is refused", (source, message) => {
    expect(() => env.fromString(source)).toThrow(TemplateAssertionError);
    expect(() => env.fromString(source)).toThrow(message);
  });

  it("is forgiven in a branch until it is reached", () => {
    const template = env.fromString("{% if x %}{{ 1|nothing }}{% endif %}");
    expect(template.render()).toBe("");
    expect(() => template.render({ x: true })).toThrow("No filter named 'nothing' found.");
  });
});
