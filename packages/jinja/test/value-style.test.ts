import { Markup } from "@dewar/markup";
import { describe, expect, it } from "vitest";
import { Environment, NativeEnvironment } from "../src/index.ts";

const env = new Environment({ valueStyle: "javascript" });
const variables = {
  yes: true,
  nothing: null,
  list: [1, "a", null, true, 0.5],
  dict: { a: [1], b: new Map([["c", new Set([2])]]) },
  html: new Markup("<b>"),
  large: 2n ** 70n,
};

describe('valueStyle: "javascript"', () => {
  it.each([
    ["{{ yes }} {{ not yes }} {{ nothing }} {{ none }} {{ True }}", "true false null null true"],
    [
      "{{ 2.0 }} {{ 4 / 2 }} {{ 1e16 }} {{ 0.00001 }} {{ large }}",
      "2 2 10000000000000000 0.00001 1180591620717411303424",
    ],
    ["{{ list }}", '[1,"a",null,true,0.5]'],
    ["{{ dict }} {{ (1, missing) }} {{ {} }}", '{"a":[1],"b":{"c":[2]}} [1,null] {}'],
    ["{{ missing }}{{ html }} {{ range(3) }}", "<b> range(0, 3)"],
    ["{{ yes ~ nothing ~ 1.0 }}", "truenull1"],
    ["{{ yes|string }} {{ [true, none]|join('-') }} {{ [{'a': 1.0}]|join('', 'a') }}", "true true-null 1"],
    ["{{ list|e }}", "[1,&#34;a&#34;,null,true,0.5]"],
  ])("%s", (source, output) => {
    expect(env.fromString(source).render(variables)).toBe(output);
  });

  it("escapes what it prints", () => {
    const escaping = new Environment({ valueStyle: "javascript", autoescape: true });
    expect(escaping.fromString("{{ ['<'] }}{{ html }}{{ html ~ ['<'] }}").render(variables)).toBe(
      "[&#34;&lt;&#34;]<b><b>[&#34;&lt;&#34;]",
    );
  });

  it("changes nothing but how values print", () => {
    const source =
      "{% if [] == () or not {} %}empty{% endif %} {{ 7 // 2 }} {{ [1] + [2] == [1, 2] }} {{ 'a'.upper() }}";
    expect(env.fromString(source).render()).toBe("empty 3 true A");
    expect(new Environment().fromString("{{ true }}").render()).toBe("True");
    expect(new NativeEnvironment({ valueStyle: "javascript" }).fromString("{{ true }}").renderNative()).toBe(
      true,
    );
  });
});
