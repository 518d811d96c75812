import { describe, expect, it, test } from "vitest";
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
  "{{ later.constructor }}",
  "{{ walked.constructor }}",
  "{{ walked.next }}",
  "{{ walked.return }}",
  "{{ (list|map('upper')).settled }}",
  "{{ (list|select).constructor }}",
  "{{ proxy.constructor }}",
  "{{ proxy['constructor'] }}",
  "{{ range.constructor }}{{ cycler.constructor }}{{ namespace.constructor }}",
  "{{ cycler(1).constructor }}{{ joiner().constructor }}{{ self.constructor }}",
  "{{ namespace().constructor }}{{ x.items.constructor }}",
  "{{ [g]|map(attribute='constructor')|first }}",
  "{{ [g]|map('attr', 'constructor')|first }}",
  "{{ [x]|selectattr('constructor')|first }}",
  "{{ ([x]|groupby('constructor')|first).grouper }}",
  "{{ [x]|join(attribute='constructor') }}",
  "{{ x.__defineGetter__ }}{{ x.__lookupGetter__ }}{{ x.valueOf }}",
];

// It claims to have everything, and gives the constructor of functions away for it.
const proxy = new Proxy(
  {},
  { get: (_, key) => (key === "constructor" ? Function : undefined), has: () => true },
);

describe("[security 58] attributes of every environment", () => {
  it.each(probes)("%s leads nowhere", (source) => {
    const variables = {
      x: new Account(),
      f: Account,
      g: () => 1,
      later: async () => 1,
      list: [1],
      walked: [1].values(),
      proxy,
    };
    let output = "";
    try {
      output = new Environment().fromString(source).render(variables);
    } catch (error) {
      expect(error).toHaveProperty("name", "UndefinedError");
    }
    expect(output).toBe("");
  });
});

test.each([
  "{% set d = {'__proto__': {'polluted': 1}} %}{{ dict(__proto__={'polluted': 1}) }}",
  "{{ x.update({'__proto__': {'polluted': 1}}) }}{{ x.setdefault('__proto__', {'polluted': 1}) }}",
  "{% set ns = namespace(__proto__={'polluted': 1}) %}{% set ns.constructor = 1 %}{{ ns.polluted }}",
  "{% set __proto__ = {'polluted': 1} %}{% macro constructor(__proto__=1) %}{% endmacro %}{{ constructor() }}",
  "{% for __proto__ in [{'polluted': 1}] %}{{ loop.changed(__proto__) }}{% endfor %}",
])("[security 58] %s changes no prototype", (source) => {
  new Environment().fromString(source).render({ x: {} });
  expect("polluted" in {}).toBe(false);
});

describe("[security 62] a sandbox", () => {
  const env = new SandboxedEnvironment();
  const variables = { x: new Account(), list: [1], g: () => 1, later: async () => 1 };

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
    "{{ [x]|sum('_secret') }}",
    "{{ g.constructor('return 1')() }}",
    "{{ later.constructor('return import(1)')() }}",
  ])("refuses %s", (source) => {
    expect(() => env.fromString(source).render(variables)).toThrow(SecurityError);
  });

  it.each([
    "{{ '{0[_secret]}'.format(x) }}",
    "{{ '{0._secret}'.format(x) }}",
    "{{ (['{0._secret}']|map('attr', 'format')|first)(x) }}",
    "{{ [x]|map(attribute='_secret')|map('upper')|join }}",
    "{{ [x]|join(attribute='_secret') }}",
    "{{ x|attr('_secret') }}",
  ])("prints nothing for %s", (source) => {
    expect(env.fromString(source).render(variables)).toBe("");
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
