import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compilerStamp } from "../../src/bytecode-cache/compiler-stamp.ts";

let directory = "";

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "compiler-"));
  mkdirSync(join(directory, "compile", "statements"), { recursive: true });
  writeFileSync(join(directory, "compile", "statements", "for.js"), "one");
  mkdirSync(join(directory, "bytecode-cache"));
  writeFileSync(join(directory, "bytecode-cache", "cache.js"), "one");
});

afterEach(() => rmSync(directory, { recursive: true }));

const stamp = (): string => compilerStamp(pathToFileURL(join(directory, "bytecode-cache", "cache.js")));

test("a compiler whose files stay as they are keeps its stamp", () => {
  expect(stamp()).toBe(stamp());
});

test("a compiler with a changed file has another stamp", () => {
  const before = stamp();
  writeFileSync(join(directory, "compile", "statements", "for.js"), "changed");
  expect(stamp()).not.toBe(before);
});

test("a compiler that is one file with the cache has another stamp when that file is changed", () => {
  rmSync(join(directory, "compile"), { recursive: true });
  const before = stamp();
  writeFileSync(join(directory, "bytecode-cache", "cache.js"), "changed");
  expect(stamp()).not.toBe(before);
});
