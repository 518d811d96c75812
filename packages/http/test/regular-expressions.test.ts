import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkSync } from "recheck";
import { parseAst } from "vite";
import { describe, expect, test } from "vitest";

const SOURCES = new URL("../src/", import.meta.url).pathname;

// It reads the rules of an application, never what a client says.
const FROM_THE_PROGRAM = "routing/converter-arguments.ts";

interface Found {
  readonly file: string;
  readonly pattern: string;
  readonly flags: string;
}

/** Every regular expression literal that may meet text from outside. */
function* literals(): Generator<Found> {
  for (const file of readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).sort()) {
    if (!file.endsWith(".ts") || file === FROM_THE_PROGRAM) continue;
    const tree = parseAst(readFileSync(join(SOURCES, file), "utf8"), { lang: "ts" });
    for (const { pattern, flags } of regexesIn(tree)) yield { file, pattern, flags };
  }
}

function* regexesIn(node: unknown): Generator<{ pattern: string; flags: string }> {
  if (typeof node !== "object" || node === null) return;
  if ("regex" in node) yield node.regex as { pattern: string; flags: string };
  for (const child of Object.values(node)) yield* regexesIn(child);
}

const found = [...literals()];

describe("regular expressions", () => {
  test("are found in the sources", () => {
    expect(found.some(({ file }) => file.startsWith("headers"))).toBe(true);
  });

  test.each(found)("[security 5] [security 10] $file: /$pattern/$flags is linear", ({ pattern, flags }) => {
    // A sticky expression is tried at one place only, as an anchored one is.
    const tried = flags.includes("y") ? `^(?:${pattern})` : pattern;
    const { status } = checkSync(tried, flags.replace("y", ""), { timeout: 20_000 });
    expect(status).toBe("safe");
  });
});
