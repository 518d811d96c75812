import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ChoiceLoader,
  type CompiledTemplate,
  DictLoader,
  Environment,
  ModuleLoader,
  PrefixLoader,
  SandboxedEnvironment,
  selectAutoescape,
  TemplateNotFound,
  templateTrace,
} from "../../src/index.ts";

const SOURCES = {
  "layout.html": "<title>{% block title %}Site{% endblock %}</title>{% block body %}{% endblock %}",
  "page.html":
    "{% extends 'layout.html' %}{% from 'forms.html' import field %}{% block title %}{{ title }} - {{ super() }}{% endblock %}" +
    "{% block body %}{{ field('q', value='<') }}{% include 'parts/foot.html' %}{% endblock %}",
  "forms.html": "{% macro field(name, value='') %}<input name={{ name }} value={{ value }}>{% endmacro %}",
  "parts/foot.html":
    "{% for link in links if link %}{{ loop.index }}:{{ link|upper }} {% else %}none{% endfor %}",
  "plain.txt": "{{ title }}",
  "broken.txt": "line one\n{{ nothing.at.all }}",
};
const PAGE = { title: "A&B", links: ["x", "", "y"] };
const RENDERED = "<title>A&amp;B - Site</title><input name=q value=&lt;>1:X 2:Y ";

let directory = "";
const autoescape = selectAutoescape();

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "compiled-"));
  new Environment({ loader: new DictLoader(SOURCES), autoescape }).compileTemplates(directory);
});

afterAll(() => rmSync(directory, { recursive: true }));

describe("templates compiled to modules", () => {
  it("render as those compiled from their sources do, in all four forms", async () => {
    const template = new Environment({ loader: new ModuleLoader(directory), autoescape }).getTemplate(
      "page.html",
    );
    expect(template.render(PAGE)).toBe(RENDERED);
    expect(await template.renderAsync(PAGE)).toBe(RENDERED);
    expect([...template.generate(PAGE)].join("")).toBe(RENDERED);
    let text = "";
    for await (const piece of template.generateAsync(PAGE)) text += piece;
    expect(text).toBe(RENDERED);
  });

  it("know their names, their lists and that they are up to date", () => {
    const loader = new ModuleLoader(directory);
    const env = new Environment({ loader, autoescape });
    expect(env.listTemplates()).toEqual(Object.keys(SOURCES).sort());
    const template = env.getTemplate("plain.txt");
    expect([template.name, template.isUpToDate]).toEqual(["plain.txt", true]);
    expect(loader.getSource(env, "plain.txt")).toEqual({ source: "{{ title }}" });
    expect(() => env.getTemplate("page")).toThrow(TemplateNotFound);
  });

  it("stand behind prefixes and beside other loaders", () => {
    const compiled = new ModuleLoader(directory);
    const choice = new ChoiceLoader([new DictLoader({ "own.txt": "own" }), compiled]);
    expect(new Environment({ loader: choice, autoescape }).getTemplate("plain.txt").render(PAGE)).toBe("A&B");
    const prefixed = new PrefixLoader({ site: compiled });
    expect(new Environment({ loader: prefixed, autoescape }).getTemplate("site/plain.txt").render(PAGE)).toBe(
      "A&B",
    );
  });

  it("are found through the index too, as a bundler would", async () => {
    const { default: templates } = (await import(join(directory, "index.mjs"))) as {
      default: ReadonlyMap<string, CompiledTemplate>;
    };
    const env = new Environment({ loader: new ModuleLoader(templates), autoescape });
    expect(env.getTemplate("page.html").render(PAGE)).toBe(RENDERED);
  });

  it("tell the lines of their errors", () => {
    const env = new Environment({ loader: new ModuleLoader(directory), autoescape });
    const [frame] = traceOf(() => env.getTemplate("broken.txt").render());
    expect(frame).toMatchObject({ name: "broken.txt", line: 2, column: 4 });
    expect(frame?.codeFrame).toContain("{{ nothing.at.all }}");
  });

  it("are refused where they would render without the guards or the escaping that is asked for", () => {
    const loader = new ModuleLoader(directory);
    expect(() => new SandboxedEnvironment({ loader, autoescape }).getTemplate("plain.txt")).toThrow(
      /guarded: false/,
    );
    expect(() => new Environment({ loader, autoescape: true }).getTemplate("plain.txt")).toThrow(
      /autoescape: false/,
    );
  });

  it("render in a process that forbids to make code from text", () => {
    const index = new URL("../../src/index.ts", import.meta.url).href;
    const program = `
      import vm from "node:vm";
      import { syncBuiltinESMExports } from "node:module";
      const refuse = () => { throw new Error("code was generated"); };
      vm.compileFunction = refuse;
      syncBuiltinESMExports();
      const { Environment, ModuleLoader, selectAutoescape } = await import(${JSON.stringify(index)});
      const loader = new ModuleLoader(${JSON.stringify(directory)});
      const page = new Environment({ loader, autoescape: selectAutoescape() }).getTemplate("page.html");
      const variables = ${JSON.stringify(PAGE)};
      const outputs = [page.render(variables), await page.renderAsync(variables), [...page.generate(variables)].join("")];
      console.log(JSON.stringify(outputs));`;
    const flags = ["--conditions=dewar-source", "--import", "tsx", "--input-type=module"];
    const words = ["--disallow-code-generation-from-strings", ...flags, "-e", program];
    const output = execFileSync(process.execPath, words, { cwd: import.meta.dirname, encoding: "utf8" });
    expect(JSON.parse(output)).toEqual([RENDERED, RENDERED, RENDERED]);
  });
});

describe("the text of a compiled template", () => {
  it("[security 61] holds its name and its words as string literals alone", () => {
    const target = mkdtempSync(join(tmpdir(), "compiled-"));
    const name = '"); globalThis.broken = 1; ("*/\u2028${`.html';
    const source = `*/ \`\${globalThis.broken = 1}\` "; globalThis.broken = 1; // {% block a\u00e9 %}</script>{% endblock %}`;
    const env = new Environment({ loader: new DictLoader(new Map([[name, source]])) });
    env.compileTemplates(target);
    const rendered = new Environment({ loader: new ModuleLoader(target) }).getTemplate(name).render();
    expect(rendered).toBe(source.replace("{% block a\u00e9 %}", "").replace("{% endblock %}", ""));
    expect(globalThis).not.toHaveProperty("broken");
    rmSync(target, { recursive: true });
  });

  it("[security 63] uses no name of a variable as a name of its own", () => {
    const names = ["constructor", "arguments", "__proto__", "eval"];
    const source = names.map((name) => `{% set ${name} = 1 %}{{ ${name} }}`).join("");
    const code = new Environment().compile(source).replace(/"(?:[^"\\]|\\.)*"/g, "");
    for (const name of ["constructor", "arguments", "eval"]) expect(code).not.toContain(name);
  });
});

describe("compileTemplates", () => {
  it("chooses by ending and by name, and tells what it does", () => {
    const target = mkdtempSync(join(tmpdir(), "compiled-"));
    const told: string[] = [];
    const env = new Environment({ loader: new DictLoader({ ...SOURCES, "bad.html": "{% if %}" }) });
    const options = {
      extensions: ["html"],
      filter: (name: string) => name !== "page.html",
      ignoreErrors: true,
    };
    const names = env.compileTemplates(target, { ...options, log: (message) => told.push(message) });
    expect(names).toEqual(["forms.html", "layout.html", "parts/foot.html"]);
    expect(told[0]).toMatch(/^left out "bad.html": /);
    expect(told).toHaveLength(4);
    expect(readdirSync(target)).toHaveLength(5);
    expect(() => env.compileTemplates(target)).toThrow("Expected an expression");
    rmSync(target, { recursive: true });
  });

  it("leaves no template behind that was compiled before and is gone", () => {
    const target = mkdtempSync(join(tmpdir(), "compiled-"));
    new Environment({ loader: new DictLoader({ old: "", new: "" }) }).compileTemplates(target);
    new Environment({ loader: new DictLoader({ new: "" }) }).compileTemplates(target);
    expect(readFileSync(join(target, "index.mjs"), "utf8")).not.toContain('"old"');
    rmSync(target, { recursive: true });
  });

  it("refuses a directory that holds none", () => {
    const target = mkdtempSync(join(tmpdir(), "compiled-"));
    writeFileSync(join(target, "index.mjs"), "export default 1;");
    expect(() => new ModuleLoader(target)).toThrow("no index of compiled templates");
    rmSync(target, { recursive: true });
  });
});

function traceOf(render: () => unknown): ReturnType<typeof templateTrace> {
  try {
    render();
  } catch (error) {
    return templateTrace(error);
  }
  return [];
}
