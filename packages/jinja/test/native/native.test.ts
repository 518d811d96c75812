import { describe, expect, it } from "vitest";
import { DictLoader, NativeEnvironment } from "../../src/index.ts";
import { literalEval } from "../../src/native/literal-eval.ts";

const env = new NativeEnvironment();

describe("a native template", () => {
  it.each([
    ["{{ 1 + 2 }}", 3],
    ["{{ x }}", { a: 1 }],
    ["{{ [1, 'a'] }}", [1, "a"]],
    ["{{ 1 }}{{ 2 }}", 12],
    ["text {{ 1 }}", "text 1"],
    ["[{{ 1 }}, {{ 2 }}]", [1, 2]],
    ["", null],
    ["{{ '1'|escape }}", 1],
    ["[1,\n\n {{ 2 }}]", [1, 2]],
    ["1,\n2", "1,\n2"],
  ])("makes of %j its value", (source, value) => {
    expect(env.fromString(source).renderNative({ x: { a: 1 } })).toEqual(value);
  });

  it("awaits as text does", async () => {
    expect(await env.fromString("{{ load() }}").renderNativeAsync({ load: async () => [1] })).toEqual([1]);
  });

  it("takes the values of a parent block when it awaits, too", async () => {
    const loader = new DictLoader({ parent: "{% block list %}[1, {{ 2 }}]{% endblock %}" });
    const child = "{% extends 'parent' %}{% block list %}{{ super()|sum }}{% endblock %}";
    const template = new NativeEnvironment({ loader }).fromString(child);
    expect([template.renderNative(), await template.renderNativeAsync()]).toEqual([3, 3]);
  });
});

describe("literalEval", () => {
  it.each(["__import__('os')", "1 +", "[1", "x", " 1", "", "1 + 1", "(".repeat(100_000)])(
    "leaves %j as it is",
    (text) => {
      expect(literalEval(text)).toBe(text);
    },
  );
});
