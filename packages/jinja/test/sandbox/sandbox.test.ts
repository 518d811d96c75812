import { describe, expect, it } from "vitest";
import {
  Environment,
  ImmutableSandboxedEnvironment,
  passContext,
  SandboxedEnvironment,
  SecurityError,
} from "../../src/index.ts";

class Account {
  name = "ann";
  _secret = "s";
  readonly remove = Object.assign(() => "removed", { altersData: true });
}

const probes = [
  "{{ x.constructor }}",
  "{{ x['constructor'] }}",
  "{{ x.constructor.constructor('return 1')() }}",
  "{{ x|attr('constructor') }}",
  "{{ f.prototype }}",
  "{{ f.constructor('return 1')() }}",
  "{{ x.__proto__ }}",
  "{{ x.hasOwnProperty }}",
  "{{ x.toString.call }}",
  "{{ [].map }}",
  "{{ ''.constructor }}",
  "{{ g.bind }}",
];

describe("[security 58] attributes of every environment", () => {
  it.each(probes)("%s leads nowhere", (source) => {
    const variables = { x: new Account(), f: Account, g: () => 1 };
    let output = "";
    try {
      output = new Environment().fromString(source).render(variables);
    } catch (error) {
      expect(error).toHaveProperty("name", "UndefinedError");
    }
    expect(output).toBe("");
  });
});

describe("[security 62] a sandbox", () => {
  const env = new SandboxedEnvironment();
  const variables = { x: new Account(), list: [1] };

  it.each([
    "{{ x._secret.y }}",
    "{{ x['_secret'].y }}",
    "{{ x|attr('_secret')|upper ~ x._secret.y }}",
    "{{ x.constructor('return 1')() }}",
    "{{ x.remove() }}",
    "{% set f = x.remove %}{{ f() }}",
    "{{ '{0.__class__.__mro__}'.format(x) }}",
    "{% set f = '{0.__class__.__mro__}'.format %}{{ f(x) }}",
    "{{ '{x.__class__.__mro__}'.format_map({'x': x}) }}",
  ])("refuses %s", (source) => {
    expect(() => env.fromString(source).render(variables)).toThrow(SecurityError);
  });

  it("lets harmless things pass", () => {
    expect(
      env
        .fromString("{{ x.name|upper }}{{ '{}'.format(1) }}{{ list.append(2) }}{{ list }}")
        .render(variables),
    ).toBe("ANN1None[1, 2]");
  });

  it("bounds range", () => {
    expect(() => env.fromString("{{ range(100001) }}").render()).toThrow("Range too big");
  });

  it("that is immutable keeps lists and dicts as they are", () => {
    const immutable = new ImmutableSandboxedEnvironment();
    expect(() => immutable.fromString("{{ list.append(1) }}").render(variables)).toThrow(SecurityError);
    expect(() => immutable.fromString("{{ d.update(a=1) }}").render({ d: {} })).toThrow(SecurityError);
  });

  it("hands marked functions the context as every environment does", () => {
    const who = passContext((context) => context.resolve("name"));
    expect(
      new SandboxedEnvironment({ globals: { who } }).fromString("{{ who() }}").render({ name: "Ann" }),
    ).toBe("Ann");
  });
});
