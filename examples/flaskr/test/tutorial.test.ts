import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const FOLDER = join(import.meta.dirname, "..");
const tutorial = readFileSync(join(FOLDER, "../../docs/tutorial.md"), "utf8");

// A block that names a file, ```ts auth.ts, shows a part of it.
const blocks = Array.from(
  tutorial.matchAll(/^```\w+ ([\w./-]+)\n(.*?)\n```$/gms),
  ([, file = "", code = ""], index) => ({ title: `${index + 1}, of ${file}`, file, code }),
);

const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) =>
  /^(?:\w+\.(?:ts|sql)|templates\/.*\.html|test\/flaskr\.ts)$/.test(name),
);

function shownOf(file: string): string[] {
  return blocks.filter((block) => block.file === file).map(({ code }) => code);
}

// Empty lines may stand between two blocks.
function linesOf(code: string): string[] {
  return code.split("\n").filter((line) => line !== "");
}

describe("the tutorial", () => {
  it.each(blocks)("shows the example as it is: block $title", ({ file, code }) => {
    expect(readFileSync(join(FOLDER, file), "utf8")).toContain(code);
  });

  it.each(files.filter((name) => name !== "app.ts"))("builds %s from its first line to its last", (file) => {
    expect(shownOf(file).flatMap(linesOf)).toEqual(linesOf(readFileSync(join(FOLDER, file), "utf8")));
  });

  it("shows every line of app.ts, which grows in several places", () => {
    const shown = new Set(shownOf("app.ts").flatMap(linesOf));
    const missing = linesOf(readFileSync(join(FOLDER, "app.ts"), "utf8")).filter((line) => !shown.has(line));
    expect(missing).toEqual([]);
  });
});
