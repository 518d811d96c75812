import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.ts";
import { Environment, ModuleLoader, selectAutoescape } from "../../src/index.ts";

let directory = "";

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "command-"));
  mkdirSync(join(directory, "templates"));
  writeFileSync(join(directory, "templates", "a.html"), "{{ x }}");
});

afterEach(() => rmSync(directory, { recursive: true }));

async function run(...args: readonly string[]): Promise<{ code: number; printed: string; errors: string }> {
  const printed: string[] = [];
  const errors: string[] = [];
  const code = await main(args, { log: (text) => printed.push(text), error: (text) => errors.push(text) });
  return { code, printed: printed.join("\n"), errors: errors.join("\n") };
}

describe("dewar-jinja compile", () => {
  it("compiles a directory", async () => {
    const out = join(directory, "build");
    const { code, printed } = await run("compile", join(directory, "templates"), "--out", out);
    expect(code).toBe(0);
    expect(printed).toMatch(/^compiled "a\.html" to a-html-[0-9a-f]{16}\.mjs\n1 compiled$/);
    const env = new Environment({ loader: new ModuleLoader(out), autoescape: selectAutoescape() });
    expect(env.getTemplate("a.html").render({ x: "<" })).toBe("&lt;");
  });

  it("compiles with an environment of the program's own", async () => {
    const file = join(directory, "environment.ts");
    const index = new URL("../../src/index.ts", import.meta.url).href;
    writeFileSync(
      file,
      `import { Environment } from ${JSON.stringify(index)};
      export default new Environment({ filters: { twice: (text) => text + text } });`,
    );
    writeFileSync(join(directory, "templates", "a.html"), "{{ x|twice }}");
    const templates = join(directory, "templates");
    const out = join(directory, "build");
    expect(await run("compile", templates, "-q", "-o", out)).toMatchObject({
      code: 1,
      errors: expect.stringContaining("a.html:1:6: No filter named 'twice'."),
    });
    expect(await run("compile", templates, "-q", "-o", out, "-e", file)).toEqual({
      code: 0,
      printed: "",
      errors: "",
    });
  });

  it("says what is wrong with its words", async () => {
    expect(await run()).toMatchObject({ code: 2, errors: expect.stringContaining("a command is missing") });
    expect((await run("build")).errors).toContain('there is no command "build"');
    expect((await run("compile")).errors).toContain("--out is missing");
    expect((await run("compile", "--out", "x")).errors).toContain("give a directory");
    expect((await run("compile", join(directory, "none"), "--out", "x")).errors).toContain(
      "there is no directory",
    );
    expect((await run("compile", "--fast")).errors).toContain("--fast");
    expect((await run("--help")).printed).toContain("Usage: dewar-jinja compile");
  });
});
