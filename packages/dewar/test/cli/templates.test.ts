import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEWAR, SiteFolder } from "./site-folder.ts";

const SECONDS = { timeout: 60_000 };
const JINJA = JSON.stringify(import.meta.resolve("@dewar/jinja"));

let folder: SiteFolder;

beforeAll(() => {
  folder = new SiteFolder({
    "app.ts": `import { existsSync } from "node:fs";
import { join } from "node:path";
import { Blueprint, Flask, renderTemplate } from ${DEWAR};
import { ModuleLoader } from ${JINJA};
const app = new Flask(import.meta.url);
const compiled = join(app.rootPath, "build/templates");
if (existsSync(compiled)) app.jinjaOptions = { loader: new ModuleLoader(compiled) };
app.contextProcessor(() => ({ year: 2026 }));
app.templateFilter("money", (value: number) => value.toFixed(2));
app.registerBlueprint(new Blueprint("blog", import.meta.url, { templateFolder: "blog" }));
app.cli.command("render", () => console.log(renderTemplate("page.html", { price: 3 })));
export default app;
`,
    "templates/page.html": "{{ year }}: {{ price|money }} {{ url_for('static', filename='a.css') if false }}",
    "blog/post.html": "{% for tag in post.tags %}{{ tag }}{% endfor %}",
  });
});

afterAll(() => folder[Symbol.dispose]());

describe("dewar templates check", () => {
  it("compiles the templates of the application and its blueprints", SECONDS, async () => {
    expect(await folder.dewar(["templates", "check"])).toEqual({
      code: 0,
      stdout: "2 templates, no errors.\n",
      stderr: "",
    });
  });

  it("shows what each template must be given", SECONDS, async () => {
    const { stdout } = await folder.dewar(["templates", "check", "--undefined"]);
    expect(stdout).toBe(
      [
        `${join("templates", "page.html")}: must be given price`,
        `${join("blog", "post.html")}: must be given post`,
        "2 templates, no errors.",
        "",
      ].join("\n"),
    );
  });

  it("shows every error with its place", SECONDS, async () => {
    using broken = new SiteFolder({
      "app.ts": `import { Flask } from ${DEWAR};\nexport default new Flask(import.meta.url);\n`,
      "templates/a.html": "<p>\n  {{ 1 + }}\n</p>\n",
      "templates/b.html": "{{ name|shout }}",
      "templates/c.html": "fine",
    });
    const { code, stdout, stderr } = await broken.dewar(["templates", "check"]);
    expect([code, stderr]).toEqual([1, "Error: There are errors in 2 of 3 templates.\n"]);
    expect(stdout).toContain(`${join("templates", "a.html")}:2:10: `);
    expect(stdout).toContain("> 2 |   {{ 1 + }}\n    |          ^\n");
    expect(stdout).toContain(`${join("templates", "b.html")}:1:`);
    expect((await broken.dewar(["templates", "compile"])).code).toBe(1);
    expect(existsSync(join(broken.path, "build"))).toBe(false);
  });

  it("shows the names that lead to no template, and those that were perhaps meant", SECONDS, async () => {
    using lost = new SiteFolder({
      "app.ts": `import { Flask } from ${DEWAR};\nexport default new Flask(import.meta.url);\n`,
      "templates/layout.html": "{% block main %}{% endblock %}",
      "templates/page.html": "{% extends 'layuot.html' %}\n{% block main %}{% include 'xyz' %}{% endblock %}",
      "templates/mail.txt": "{% from ['a.txt', 'b.txt'] import sign %}",
      "templates/fine.html": `{% extends ["own.html", "layout.html"] %}
{% include "advert.html" ignore missing %}{% include chosen %}{% import ["a", chosen] as b %}`,
    });
    const { code, stdout, stderr } = await lost.dewar(["templates", "check"]);
    expect([code, stderr]).toEqual([1, "Error: There are errors in 2 of 4 templates.\n"]);
    const page = join("templates", "page.html");
    expect(stdout.split("\n").filter((line) => line.startsWith("templates"))).toEqual([
      `${join("templates", "mail.txt")}:1:9: There is no template "a.txt", nor "b.txt".`,
      `${page}:1:12: There is no template "layuot.html". Did you mean "layout.html"?`,
      `${page}:2:28: There is no template "xyz".`,
    ]);
    expect(stdout).toContain("> 1 | {% extends 'layuot.html' %}\n    |            ^\n");
    expect((await lost.dewar(["templates", "compile"])).code).toBe(0);
  });
});

describe("dewar templates compile", () => {
  it("writes modules, which an application serves until they are written anew", SECONDS, async () => {
    const compiled = await folder.dewar(["templates", "compile"]);
    expect(compiled).toEqual({ code: 0, stdout: "2 templates compiled to build/templates.\n", stderr: "" });
    expect((await folder.dewar(["render"])).stdout).toBe("2026: 3.00 \n");

    folder.write("templates/page.html", "changed {{ price|money }}");
    expect((await folder.dewar(["render"])).stdout).toBe("2026: 3.00 \n");
    await folder.dewar(["templates", "compile"]);
    expect((await folder.dewar(["render"])).stdout).toBe("changed 3.00\n");
  });
});
