import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importPlace } from "../../src/server/import-place.ts";

let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "dewar imports ")));
  mkdirSync(join(folder, "node_modules/tea"), { recursive: true });
  writeFileSync(join(folder, "node_modules/tea/package.json"), '{ "exports": { "./green": "./green.js" } }');
  mkdirSync(join(folder, "folder"));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What Node says of a program that it cannot load. */
function messageOf(file: string): string {
  const program = `import(process.argv[1]).catch((error) => console.log(error.message))`;
  return execFileSync(process.execPath, ["-e", program, file], { encoding: "utf8" });
}

it.each([
  ["a file", "app.mjs", '\nimport {\n  one,\n} from "./sub/../nope.js";\n', 4, 9],
  ["a package", "app.mjs", 'import "node:fs";\nexport * from "nope";', 2, 16],
  ["a part of a package", "app.mjs", "import x from 'nope/deep/part';", 1, 16],
  ["what a package does not export", "app.mjs", 'import "tea/black";', 1, 9],
  ["a folder", "app.mjs", "const x = 1;\nawait import('./folder');", 2, 15],
  ["a name that starts like another's", "app.mjs", '// from "no"\nimport "nope";', 2, 9],
  ["a module of CommonJS", "app.cjs", "const x = require('./nope');", 1, 20],
])("the place of an import of %s is found", (_, name, source, line, column) => {
  const file = join(folder, name);
  writeFileSync(file, source);
  expect(importPlace(messageOf(file))).toEqual({ file, line, column });
});

it("there is none where another error is told, or the import cannot be seen", () => {
  expect(importPlace("no database")).toBe(undefined);
  expect(importPlace("Cannot find package 'tea' imported from /nowhere/app.ts")).toBe(undefined);
  const file = join(folder, "computed.mjs");
  writeFileSync(file, "await import('no' + 'pe');");
  expect(importPlace(messageOf(file))).toBe(undefined);
});
