import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const FOLDER = join(import.meta.dirname, "..");
const tutorial = readFileSync(join(FOLDER, "../../docs/tutorial.md"), "utf8");

// A block that names a file, ```ts auth.ts, shows a part of it.
const blocks = Array.from(
  tutorial.matchAll(/^```\w+ ([\w./-]+)\n(.*?)\n```$/gms),
  ([, file = "", code = ""], index) => ({ title: `${index + 1}, of ${file}`, file, code }),
);

describe("the tutorial", () => {
  it("has blocks", () => {
    expect(blocks.length).toBeGreaterThan(20);
  });

  it.each(blocks)("shows the example as it is: block $title", ({ file, code }) => {
    expect(readFileSync(join(FOLDER, file), "utf8")).toContain(code);
  });

  it.each(["app.ts", "auth.ts", "blog.ts", "database.ts"])("shows all functions of %s", (file) => {
    const shown = blocks.filter((block) => block.file === file).map(({ code }) => code);
    const source = readFileSync(join(FOLDER, file), "utf8");
    const functions = Array.from(source.matchAll(/\bfunction (\w+)/g), ([, name = ""]) => name);
    const missing = functions.filter((name) => !shown.some((code) => code.includes(`function ${name}`)));
    expect(missing.filter((name) => name !== "runScript" && name !== "createTables")).toEqual([]);
  });
});
