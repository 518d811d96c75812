import { describe, expect, it } from "vitest";
import {
  DictLoader,
  Environment,
  selectAutoescape,
  StrictUndefined,
  TemplatesNotFound,
} from "../src/index.ts";

const loader = new DictLoader({ "a.html": "{{ x }}", "a.txt": "{{ x }}" });

describe("Environment", () => {
  it("escapes by the template's name", () => {
    const env = new Environment({ loader, autoescape: selectAutoescape() });
    expect(env.getTemplate("a.html").render({ x: "<" })).toBe("&lt;");
    expect(env.getTemplate("a.txt").render({ x: "<" })).toBe("<");
    expect(env.fromString("{{ x }}").render({ x: "<" })).toBe("&lt;");
  });

  it("selects the first template that exists", () => {
    const env = new Environment({ loader });
    expect(env.selectTemplate(["none", "a.txt"]).name).toBe("a.txt");
    expect(env.getOrSelectTemplate("a.txt").name).toBe("a.txt");
    expect(() => env.selectTemplate([])).toThrow(TemplatesNotFound);
  });

  it("resolves names against the template that asks", () => {
    class Relative extends Environment {
      override joinPath(template: string, parent: string): string {
        return `${parent.slice(0, parent.lastIndexOf("/") + 1)}${template}`;
      }
    }
    const env = new Relative({ loader: new DictLoader({ "d/a": "{% include 'b' %}", "d/b": "It is b." }) });
    expect(env.getTemplate("d/a").render()).toBe("It is b.");
  });

  it("shares its tables with an overlay", () => {
    const env = new Environment();
    const overlay = env.overlay({ undefined: StrictUndefined });
    env.filters["shout"] = (text: string) => `${text}!`;
    expect(overlay.fromString("{{ 'a'|shout }}").render()).toBe("a!");
    expect(() => overlay.fromString("{{ nothing }}").render()).toThrow("'nothing' is undefined");
  });

  it("changes what is printed with finalize", () => {
    const env = new Environment({ finalize: (value: unknown) => value ?? "-" });
    expect(env.fromString("{{ none }}{{ 1 }}").render()).toBe("-1");
  });

  it("keeps as many templates as it is told", () => {
    const env = new Environment({ loader, cacheSize: 1 });
    const first = env.getTemplate("a.html");
    expect(env.getTemplate("a.html")).toBe(first);
    env.getTemplate("a.txt");
    expect(env.getTemplate("a.html")).not.toBe(first);
  });

  it("tells that it has no loader", () => {
    expect(() => new Environment().getTemplate("a")).toThrow("no loader for this environment specified");
  });

  it("gives templates globals of their own", () => {
    const env = new Environment({ globals: { site: "S", page: "P" } });
    expect(env.fromString("{{ site }}{{ page }}", { globals: { page: "Q" } }).render()).toBe("SQ");
  });
});
