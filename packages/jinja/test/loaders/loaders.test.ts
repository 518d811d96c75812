import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type BaseLoader,
  ChoiceLoader,
  DictLoader,
  Environment,
  FileSystemLoader,
  FunctionLoader,
  PackageLoader,
  PrefixLoader,
  TemplateNotFound,
} from "../../src/index.ts";

let directory = "";

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "templates-"));
  mkdirSync(join(directory, "mail"));
  writeFileSync(join(directory, "a.html"), "It is a.");
  writeFileSync(join(directory, "mail", "b.txt"), "It is b.");
});

afterAll(() => rmSync(directory, { recursive: true }));

const sources = { "a.html": "It is a.", "mail/b.txt": "It is b." };
const loaders: [string, () => BaseLoader, prefix: string][] = [
  ["DictLoader", () => new DictLoader(sources), ""],
  ["DictLoader of a Map", () => new DictLoader(new Map(Object.entries(sources))), ""],
  ["FileSystemLoader", () => new FileSystemLoader(directory), ""],
  ["FunctionLoader", () => new FunctionLoader((name) => new Map(Object.entries(sources)).get(name)), ""],
  ["PrefixLoader", () => new PrefixLoader({ app: new DictLoader(sources) }), "app/"],
  ["ChoiceLoader", () => new ChoiceLoader([new DictLoader({}), new FileSystemLoader(directory)]), ""],
];

describe.each(loaders)("%s", (name, make, prefix) => {
  it("finds templates, in directories too", () => {
    const env = new Environment({ loader: make() });
    expect(env.getTemplate(`${prefix}a.html`).render()).toBe("It is a.");
    expect(env.getTemplate(`${prefix}mail/b.txt`).render()).toBe("It is b.");
  });

  it("keeps what it compiled", () => {
    const env = new Environment({ loader: make() });
    expect(env.getTemplate(`${prefix}a.html`)).toBe(env.getTemplate(`${prefix}a.html`));
  });

  it.each(["none.html", "", "constructor", "__proto__"])("[security 58] does not find %j", (missing) => {
    expect(() => new Environment({ loader: make() }).getTemplate(prefix + missing)).toThrow(TemplateNotFound);
  });

  it("lists what it has", () => {
    if (name === "FunctionLoader") return expect(() => make().listTemplates()).toThrow(TypeError);
    return expect(make().listTemplates()).toEqual([`${prefix}a.html`, `${prefix}mail/b.txt`]);
  });
});

describe("[security 64] FileSystemLoader", () => {
  it.each([
    "../a.html",
    "mail/../../etc/passwd",
    "/../a.html",
    "mail\\b.txt",
    "..\\a.html",
    "C:/a.html",
    "a.html\0",
  ])("does not follow %j", (name) => {
    expect(() => new Environment({ loader: new FileSystemLoader(directory) }).getTemplate(name)).toThrow(
      TemplateNotFound,
    );
  });
});

describe("FileSystemLoader", () => {
  it("lists no templates of a directory that is not there", () => {
    const missing = [join(directory, "none"), join(directory, "a.html")];
    expect(new FileSystemLoader(missing).listTemplates()).toEqual([]);
    expect(new FileSystemLoader([...missing, join(directory, "mail")]).listTemplates()).toEqual(["b.txt"]);
  });
});

describe("autoReload", () => {
  it("notices a changed source, when it is on", () => {
    const changing = new Map([["a", "one"]]);
    const loader = new DictLoader(changing);
    const reloading = new Environment({ loader });
    const keeping = new Environment({ loader, autoReload: false });
    expect([reloading, keeping].map((env) => env.getTemplate("a").render())).toEqual(["one", "one"]);
    changing.set("a", "two");
    expect([reloading, keeping].map((env) => env.getTemplate("a").render())).toEqual(["two", "one"]);
  });
});

describe("PackageLoader", () => {
  it("serves the templates of an installed package", () => {
    mkdirSync(join(directory, "node_modules", "@acme", "theme", "templates"), { recursive: true });
    writeFileSync(join(directory, "node_modules", "@acme", "theme", "templates", "a.html"), "It is Acme's.");
    const from = join(directory, "app.js");
    const loader = new PackageLoader("@acme/theme", "templates", { from });
    const env = new Environment({ loader });
    expect(env.getTemplate("a.html").render()).toBe("It is Acme's.");
    expect(env.listTemplates()).toEqual(["a.html"]);
    expect(() => env.getTemplate("../../../../app.js")).toThrow(TemplateNotFound);
    expect(() => new PackageLoader("@acme/theme", "pages", { from })).toThrow('no directory "pages"');
    expect(() => new PackageLoader("@acme/theme", "..", { from })).toThrow(TemplateNotFound);
  });

  it.each(["none", "../theme", "@acme/../theme", ".", "/etc", "node:fs"])("knows no package %j", (name) => {
    expect(() => new PackageLoader(name, "templates", { from: join(directory, "app.js") })).toThrow(
      "there is no package",
    );
  });
});
