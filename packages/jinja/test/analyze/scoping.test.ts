import { describe, expect, it } from "vitest";
import { Environment } from "../../src/index.ts";

function render(source: string, variables: Record<string, unknown> = {}): string {
  return new Environment({ extensions: ["do"] }).fromString(source).render(variables);
}

describe("an assignment", () => {
  it("in a loop ends with the pass", () => {
    expect(render("{% set x = 0 %}{% for i in [1, 2] %}{% set x = x + i %}{{ x }}{% endfor %}{{ x }}")).toBe(
      "120",
    );
  });

  it("in a condition is one of the scope around it", () => {
    expect(render("{% if true %}{% set x = 1 %}{% endif %}{{ x }}")).toBe("1");
  });

  it("that was not reached leaves the variable of the context", () => {
    expect(render("{% if false %}{% set x = 1 %}{% endif %}{{ x }}", { x: 5 })).toBe("5");
  });

  it("further down hides the variable of the context from a loop above it", () => {
    expect(render("{% for i in [1] %}{{ y }}{% endfor %}{% set y = 1 %}", { y: 5 })).toBe("");
  });

  it("to an attribute of a namespace is seen everywhere", () => {
    expect(
      render(
        "{% set ns = namespace(n=0) %}{% for i in [1, 2] %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}",
      ),
    ).toBe("3");
  });

  it("of `with` ends with it", () => {
    expect(render("{% with a = 1, b = a %}{{ a }}{{ b }}{% endwith %}{{ a }}", { a: 7 })).toBe("177");
  });
});

describe("a block", () => {
  it("sees what is assigned at the top level", () => {
    expect(render("{% set x = 1 %}{% block a %}{{ x }}{% endblock %}")).toBe("1");
  });

  it("sees the loop around it only when it is scoped", () => {
    expect(render("{% for i in [1] %}{% block a %}{{ i }}{% endblock %}{% endfor %}")).toBe("");
    expect(
      render("{% for i in [1] %}{% block a scoped %}{{ i }}{{ loop.index }}{% endblock %}{% endfor %}"),
    ).toBe("11");
  });
});

describe("a filter of a loop", () => {
  it("sees what the body changed", () => {
    const source =
      "{% set ns = namespace(done=false) %}{% for i in [1, 2, 3] if not ns.done %}{{ i }}{% set ns.done = true %}{% endfor %}";
    expect(render(source)).toBe("1");
  });
});
