import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileExample, type ScopeName } from "../examples/compile-example.ts";
import { type Example, findExamples } from "../examples/find-examples.ts";
import { packagesForNewerNode } from "../newer-node.mjs";
import { packages, parseFile, readManifest, ROOT } from "./workspace.ts";

// Every example of the documentation becomes a module in an ignored folder, is run, and is type-checked.
const FOLDER = join(ROOT, "dist/examples");
const CHECKS = "../../scripts/examples/checks.ts";

const examples = findExamples().map((example) => ({ ...example, title: `${example.file}:${example.line}` }));
const silent: string[] = [];
const unloadable = new Map(packagesForNewerNode().map(({ folder, reason }) => [folder, reason]));

beforeAll(() => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const config = {
    extends: "../../tsconfig.base.json",
    // What readers have: `strict`, and not all that this project adds to it.
    compilerOptions: { noEmit: true, noImplicitOverride: false, noPropertyAccessFromIndexSignature: false },
    include: ["*.ts"],
  };
  writeFileSync(join(FOLDER, "tsconfig.json"), JSON.stringify(config));
});

afterAll(() => {
  if (silent.length > 0) console.log(`Examples that promise nothing:\n  ${silent.join("\n  ")}`);
});

describe("the example at", () => {
  test.for(examples.map((example) => [example.title, example] as const))(
    "%s does what it says",
    async ([, example], { skip }) => {
      const { code, expectations } = compileExample(example.code, scopeOf(example), CHECKS);
      if (expectations === 0) silent.push(example.title);
      const file = join(FOLDER, moduleName(example));
      writeFileSync(file, code);
      skip(unloadable.has(example.folder), unloadable.get(example.folder));
      await import(file);
    },
  );
});

test("the examples have the right types", { timeout: 120_000 }, () => {
  writeFileSync(join(FOLDER, "none.ts"), "export {};\n");
  expect(typeErrors()).toBe("");
});

function typeErrors(): string {
  try {
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    execFileSync(process.execPath, [tsc, "-p", FOLDER], { cwd: ROOT, encoding: "utf8" });
    return "";
  } catch (error) {
    // Errors of the sources themselves are the build's to tell.
    const lines = (error as { readonly stdout: string }).stdout.split("\n");
    return lines.filter((line) => line.startsWith("dist/examples/")).join("\n");
  }
}

function moduleName({ file, line }: Example): string {
  const name = file.replace(/^packages\//, "").replace(/\.(ts|md)$/, "");
  return `${name.replaceAll(/[\\/]/g, ".")}.${line}.ts`;
}

// What the package and those it stands on export. An inner function's example also sees what its own file exports
// and imports.
function scopeOf({ file, folder }: Example): ScopeName[] {
  const { name, dependencies, peerDependencies } = readManifest(join(ROOT, folder));
  const names = new Set([name, ...Object.keys({ ...dependencies, ...peerDependencies })]);
  const siblings = packages().filter((other) => names.has(other.name));
  const outside = siblings.flatMap((other) => exportsOf(join(other.folder, "src/index.ts"), other.name));
  const inside = file.endsWith(".ts")
    ? [...exportsOf(join(ROOT, file), asImported(join(ROOT, file))), ...importsInto(join(ROOT, file))]
    : [];
  const isValue = (type: ScopeName): boolean =>
    outside.some((other) => other.name === type.name && other.from === type.from && !other.isType);
  // What a file imports as a type only, its examples may want to call.
  const imported = inside.filter((entry) => !(entry.isType && isValue(entry)));
  const all = [...outside.filter(({ from }) => from === name), ...imported, ...outside];
  return [...new Map(all.toReversed().map((entry) => [entry.name, entry])).values()];
}

function exportsOf(file: string, from: string): ScopeName[] {
  const entries = parseFile(file).module.staticExports.flatMap((statement) => statement.entries);
  return entries.flatMap(({ exportName, isType }) =>
    exportName.name === null ? [] : [{ name: exportName.name, isType, from }],
  );
}

function importsInto(file: string): ScopeName[] {
  return parseFile(file).module.staticImports.flatMap(({ moduleRequest: { value }, entries }) => {
    const from = value.startsWith(".") ? asImported(resolve(file, "..", value)) : value;
    const same = entries.filter(({ importName, localName }) => importName.name === localName.value);
    return same.map(({ localName, isType }) => ({ name: localName.value, isType, from }));
  });
}

function asImported(file: string): string {
  return relative(FOLDER, file);
}
