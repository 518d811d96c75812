import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const DESCRIBE = JSON.stringify(import.meta.resolve("../../src/server/describe-start-failure.ts"));
const TSX = import.meta.resolve("tsx");

let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "dewar failures ")));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What is told of a program that cannot be loaded. */
function failureOf(name: string, source: string): { readonly title: string; readonly text: string } {
  const file = join(folder, name);
  writeFileSync(file, source);
  const program = `import { describeStartFailure } from ${DESCRIBE};
await import(${JSON.stringify(pathToFileURL(file).href)}).catch((error) => {
  console.log(JSON.stringify(describeStartFailure(error)));
});`;
  const runner = join(folder, "runner.mjs");
  writeFileSync(runner, program);
  const words = ["--conditions=dewar-source", "--import", TSX, runner];
  return JSON.parse(execFileSync(process.execPath, words, { encoding: "utf8" })) as ReturnType<
    typeof failureOf
  >;
}

describe("a program that cannot start is told of", () => {
  it("with the lines around the place that cannot be read", () => {
    const { title, text } = failureOf("typed.ts", "const cup: string = 'tea';\nimprt { x } from './x.ts';\n");
    const file = join(folder, "typed.ts");
    expect(title).toMatch(/^\w+Error: Expected ";" but found "\{"$/);
    expect(text).toContain(
      `${file}:2:7\n\n     1 | const cup: string = 'tea';\n>    2 | imprt { x } from './x.ts';\n       |       ^\n`,
    );
  });

  it("with the import of a name that is not exported", () => {
    writeFileSync(join(folder, "cups.mjs"), "export const small = 1;\n");
    const { title, text } = failureOf("names.mjs", "// Tea\nimport { large } from './cups.mjs';\n");
    expect(title).toContain("large");
    expect(text).toContain("SyntaxError: The requested module './cups.mjs' does not provide");
    expect(text).toMatch(/names\.mjs:2(?::\d+)?\n\n?.*import \{ large \}/s);
  });

  it("with its own frames, and the members of the error", () => {
    const source =
      "function boil() {\n  throw Object.assign(new Error('no water'), { litres: 0 });\n}\nboil();\n";
    const { title, text } = failureOf("boil.mjs", source);
    expect(title).toBe("Error: no water");
    expect(text).toContain(">    2 |   throw Object");
    expect(text).toMatch(/\n {4}at boil \(.*\n {4}at .*boil\.mjs:4:1\n.* \{\n {2}litres: 0\n\}$/);
    expect(text).not.toContain("node:");
  });
});
