import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./workspace.ts";

const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: ROOT, encoding: "utf8" })
  .split("\0")
  .filter((file) => file !== "");

function linesWith(pattern: RegExp): string[] {
  return tracked.flatMap((file) =>
    readTracked(file).flatMap((line, index) =>
      pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
    ),
  );
}

test("no tracked file knows where the repository or a home folder lies on somebody's machine", () => {
  const places = [ROOT, `${homedir()}/`, `${join(ROOT, "../shared")}/`].map((place) =>
    place.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"),
  );
  expect(
    linesWith(new RegExp(`${places.join("|")}|/home/[a-z]|/Users/[A-Za-z]|[A-Z]:\\\\Users\\\\`)),
  ).toEqual([]);
});

test("no tracked file names a package registry", () => {
  expect(linesWith(new RegExp(["registry", "npmjs"].join("\\.")))).toEqual([]);
});

test("no tracked text file ends its lines with carriage returns", () => {
  expect(linesWith(/\r$/)).toEqual([]);
});

// A file removed in the work tree but not yet in the index has no lines.
function readTracked(file: string): string[] {
  try {
    const text = readFileSync(join(ROOT, file), "utf8");
    return text.includes("\0") ? [] : text.split("\n");
  } catch {
    return [];
  }
}
