import { join } from "node:path";
import { expect, test } from "vitest";
import { packages, parseFile } from "./workspace.ts";

// The public names of each package, one a line, in `packages/<name>/exports.txt`. A new or lost name shows up in
// review as a changed line. `npx vitest run scripts/test/exports -u` writes the files anew.
test.each(packages())("$name exports the names in its exports.txt", async ({ folder }) => {
  const { module, errors } = parseFile(join(folder, "src/index.ts"));
  expect(errors).toEqual([]);
  const lines = module.staticExports.flatMap(({ entries }) => entries.map(lineOf));
  await expect(`${lines.sort(byName).join("\n")}\n`).toMatchFileSnapshot(join(folder, "exports.txt"));
});

test.each(packages())("$name has an index of explicit re-exports and nothing else", ({ folder }) => {
  const { program, module } = parseFile(join(folder, "src/index.ts"));
  expect(program.body.filter(({ type }) => type !== "ExportNamedDeclaration")).toEqual([]);
  const entries = module.staticExports.flatMap((statement) => statement.entries);
  expect(entries.filter((entry) => entry.moduleRequest === null)).toEqual([]);
});

interface ExportEntry {
  readonly exportName: { readonly name: string | null };
  readonly isType: boolean;
}

function lineOf(entry: ExportEntry): string {
  return `${entry.isType ? "type " : ""}${entry.exportName.name ?? "default"}`;
}

function byName(left: string, right: string): number {
  const [a, b] = [left.replace(/^type /, ""), right.replace(/^type /, "")];
  return a < b ? -1 : Number(a > b);
}
