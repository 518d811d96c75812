import { afterEach, expect, test } from "vitest";
import { Environment } from "../../src/index.ts";

const env = new Environment({ autoescape: true });

function render(source: string, variables: Record<string, unknown>): string {
  return env.fromString(source).render(variables);
}

afterEach(() => {
  Reflect.deleteProperty(Object.prototype, "polluted");
});

test("an own property is an attribute, whatever the object's prototype", () => {
  class Person {
    name = "Ann";
  }
  const bare = Object.assign(Object.create(null), { name: "Bo" });
  expect(
    render("{{ a.name }} {{ b.name }} {{ c.name }}", { a: { name: "Cy" }, b: new Person(), c: bare }),
  ).toBe("Cy Ann Bo");
});

test("a getter of a class is read once", () => {
  let reads = 0;
  class Counter {
    get count(): number {
      return ++reads;
    }
  }
  expect(render("{{ counter.count }}", { counter: new Counter() })).toBe("1");
});

test("what Object.prototype holds is no attribute, an own property of that name is", () => {
  Reflect.defineProperty(Object.prototype, "polluted", { value: "bad", configurable: true });
  expect(render("[{{ a.polluted }}{{ a.toString }}]", { a: {} })).toBe("[]");
  expect(render("{{ a.polluted }} {{ a.toString }}", { a: { polluted: "own", toString: "text" } })).toBe(
    "own text",
  );
});

test("a printed macro is safe, what a printed function returns is escaped", () => {
  const source = "{% macro tag(t='x') %}<b>{{ t }}</b>{% endmacro %}{{ tag('<') }}{{ tag() }}{{ fn('<') }}";
  expect(render(source, { fn: (text: string) => `${text}i>` })).toBe("<b>&lt;</b><b>x</b>&lt;i&gt;");
});

test("a printed call prints in the style of the environment", () => {
  const javascript = new Environment({ autoescape: true, valueStyle: "javascript" });
  const source = "{{ yes() }} {{ object.yes() }}";
  const yes = (): boolean => true;
  expect(javascript.fromString(source).render({ yes, object: { yes } })).toBe("true true");
  expect(render(source, { yes, object: { yes } })).toBe("True True");
});
