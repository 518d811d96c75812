import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultConfig } from "../../packages/dewar/src/config.ts";
import { expect, test } from "vitest";
import { filesBelow, ROOT } from "./workspace.ts";

test("every setting of the framework has a row in a table of the manual", () => {
  const manual = filesBelow(join(ROOT, "docs"), ".md").map((page) => readFileSync(page, "utf8"));
  const rows = manual.flatMap((text) => text.split("\n").filter((line) => line.startsWith("| ")));
  const firstCells = rows.map((row) => row.split(" | ")[0] ?? "");
  const listed = new Set(firstCells.flatMap((cell) => cell.match(/[A-Z_]+/g) ?? []));
  expect(Object.keys(defaultConfig()).filter((key) => !listed.has(key))).toEqual([]);
});
