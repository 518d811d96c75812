import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const FOLDER = join(import.meta.dirname, "..");
const guide = readFileSync(join(FOLDER, "../../docs/tracker.md"), "utf8");

// A block that names a file, ```ts src/app.ts, shows a part of it.
const blocks = Array.from(
  guide.matchAll(/^```\w+ ([\w./-]+)\n(.*?)\n```$/gms),
  ([, file = "", code = ""], index) => ({ title: `${index + 1}, of ${file}`, file, code }),
);

test.each(blocks)("the guide shows the example as it is: block $title", ({ file, code }) => {
  expect(readFileSync(join(FOLDER, file), "utf8")).toContain(code);
});

test("the guide has blocks", () => {
  expect(blocks.length).toBeGreaterThan(10);
});
