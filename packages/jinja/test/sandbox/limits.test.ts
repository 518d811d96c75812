import { describe, expect, it } from "vitest";
import {
  DictLoader,
  Environment,
  type RenderLimits,
  SandboxedEnvironment,
  SecurityError,
  unsafe,
} from "../../src/index.ts";

const loader = new DictLoader({
  self: "{% include 'self' %}",
  macros: "{% macro twice(n) %}{% for i in range(n) %}{{ i }}{% endfor %}{% endmacro %}",
});

function sandbox(limits: RenderLimits): SandboxedEnvironment {
  return new SandboxedEnvironment({ limits, loader });
}

describe("[security 65] the limits of a sandbox", () => {
  it.each([
    "{% for i in range(99) %}{% for j in range(99) %}{% endfor %}{% endfor %}",
    "{% for i in range(999) if i < 0 %}{% endfor %}",
    "{% for i in range(999) if i < 0 %}{{ loop.index }}{% endfor %}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(200) }}",
    "{% from 'macros' import twice %}{{ twice(500) }}",
    "{% for i in range(999)|map('abs')|select('ge', 0) %}{% endfor %}",
    "{% for i in range(999)|batch(1) %}{{ loop.last }}{% endfor %}",
    "{% for i in range(60) %}{{ self.b() }}{% endfor %}{% block b %}{{ 1 }}{% endblock %}{% for i in range(60) %}{% endfor %}",
  ])("count steps: %s", (source) => {
    expect(() => sandbox({ steps: 100 }).fromString(source).render()).toThrow("more than 100 steps");
    expect(sandbox({ steps: 100_000 }).fromString(source).render()).toBe(
      new SandboxedEnvironment({ loader }).fromString(source).render(),
    );
  });

  it.each([
    "{% for i in list %}{{ list.append(i) }}{% endfor %}",
    "{% for i in list|reject('none') %}{{ list.append(i) }}{% endfor %}",
    "{% for i in endless %}{{ i }}{% endfor %}",
  ])("end a loop that would not end: %s", (source) => {
    function* endless(): Generator<number> {
      for (;;) yield 1;
    }
    const render = (): string =>
      sandbox({ steps: 100 })
        .fromString(source)
        .render({ list: [1], endless: endless() });
    expect(render).toThrow("more than 100 steps");
  });

  it.each([
    "{% for i in range(99) %}0123456789{% endfor %}",
    "{{ 'x' * 101 }}",
    "{{ 101 * 'x' }}",
    "{{ [0] * 101 }}",
    "{{ '%101d' % 1 }}",
    "{% set t %}{% for i in range(99) %}{{ i }}{% endfor %}{% endset %}",
    "{{ 'x'|center(101) }}",
    "{% macro m() %}{{ 'x'|center(60) }}{% endmacro %}{{ m()|length + m()|length }}",
  ])("count output: %s", (source) => {
    expect(() => sandbox({ output: 100 }).fromString(source).render()).toThrow("more than 100 characters");
  });

  it.each([
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include 'self' %}",
    "{% block b %}{{ self.b() }}{% endblock %}",
    "{% for item in [x] recursive %}{{ loop([x]) }}{% endfor %}",
  ])("bound recursion: %s", (source) => {
    expect(() => sandbox({ depth: 20 }).fromString(source).render({ x: 1 })).toThrow(
      "more than 20 levels deep",
    );
  });

  it("bound time", () => {
    const template = sandbox({ time: 0 }).fromString("{% for i in range(100000) %}{% endfor %}");
    expect(() => template.render()).toThrow("more than 0 milliseconds");
  });

  it("hold for every form of a render, and for each render anew", async () => {
    const template = sandbox({ steps: 11 }).fromString("{% for i in range(n) %}{{ i }}{% endfor %}");
    for (let times = 0; times < 3; times++) {
      expect(template.render({ n: 10 })).toBe("0123456789");
      expect(() => template.render({ n: 11 })).toThrow(SecurityError);
      await expect(template.renderAsync({ n: 11 })).rejects.toThrow(SecurityError);
      expect(() => [...template.generate({ n: 11 })]).toThrow(SecurityError);
      await expect(consume(template.generateAsync({ n: 11 }))).rejects.toThrow(SecurityError);
    }
    expect([...template.generate({ n: 3 })]).toEqual(["0", "1", "2"]);
    expect(await consume(template.generateAsync({ n: 3 }))).toBe("012");
  });

  it("end an async recursion too, which would not exhaust the stack", async () => {
    const source = "{% macro m() %}{{ wait() }}{{ m() }}{% endmacro %}{{ m() }}";
    const render = sandbox({ steps: 500 })
      .fromString(source)
      .renderAsync({ wait: async () => "" });
    await expect(render).rejects.toThrow(SecurityError);
  });

  it("count renders that are within each other as one", () => {
    const env = sandbox({ steps: 20 });
    const inner = env.fromString("{% for i in range(5) %}{% endfor %}");
    const outer = env.fromString("{% for i in range(5) %}{{ render() }}{% endfor %}");
    expect(() => outer.render({ render: () => inner.render() })).toThrow("more than 20 steps");
  });
});

describe("unsafe", () => {
  it("keeps a function from the templates of a sandbox, and from them alone", () => {
    const erase = unsafe(() => "gone");
    expect(() => sandbox({}).fromString("{{ erase() }}").render({ erase })).toThrow("not safely callable");
    expect(new Environment().fromString("{{ erase() }}").render({ erase })).toBe("gone");
  });
});

async function consume(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}
