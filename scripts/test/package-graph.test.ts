import { existsSync, readFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { filesBelow, importsOf, packageOf, packages, readManifest, ROOT } from "./workspace.ts";

/** The packages of the architecture and what each may stand on. Any other package is an extension. */
const GRAPH: Readonly<Record<string, readonly string[]>> = {
  "@dewar/markup": [],
  "@dewar/signing": [],
  "@dewar/http": ["@dewar/markup"],
  "@dewar/jinja": ["@dewar/markup"],
  "@dewar/debugger": ["@dewar/http", "@dewar/markup"],
  dewar: ["@dewar/http", "@dewar/jinja", "@dewar/signing", "@dewar/markup", "@dewar/debugger"],
};
const EXTENSION: readonly string[] = ["dewar"];

const all = packages();
const siblings = new Set(all.map(({ name }) => name));
const tools = Object.keys(readManifest(ROOT).devDependencies ?? {});

describe.each(all)("$name", ({ name, folder, manifest }) => {
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const sources = filesBelow(join(folder, "src"), ".ts");
  const imported = new Set(
    sources.flatMap((file) => importsOf(file).flatMap((name) => packageOf(name) ?? [])),
  );

  test("imports only packages that its package.json declares", () => {
    expect([...imported].filter((other) => !declared.includes(other))).toEqual([]);
  });

  test("declares no package that it does not import", () => {
    expect(declared.filter((other) => !imported.has(other))).toEqual([]);
  });

  test("stands only on the packages that the architecture allows", () => {
    const allowed = GRAPH[name] ?? EXTENSION;
    expect(declared.filter((other) => siblings.has(other) && !allowed.includes(other))).toEqual([]);
  });

  test("enters other packages by their front door and stays within its own src", () => {
    const strays = sources.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => isDeepImport(specifier) || leaves(join(folder, "src"), file, specifier))
        .map((specifier) => `${relative(folder, file)}: ${specifier}`),
    );
    expect(strays).toEqual([]);
  });

  test("references in its tsconfig.json the packages it stands on, so that they are built first", () => {
    const config = JSON.parse(readFileSync(join(folder, "tsconfig.json"), "utf8")) as TsConfig;
    const referenced = (config.references ?? []).map(({ path }) => basename(path));
    const wanted = declared.filter((other) => siblings.has(other)).map((other) => basename(other));
    expect(referenced.sort()).toEqual(wanted.sort());
  });

  test("tests import only the package, its dependencies and the tools of the workspace", () => {
    const allowed = new Set([name, ...declared, ...Object.keys(manifest.devDependencies ?? {}), ...tools]);
    const imports = filesBelow(join(folder, "test"), ".ts").flatMap(importsOf);
    const others = imports.flatMap((specifier) => packageOf(specifier) ?? []);
    expect(others.filter((other) => !allowed.has(other))).toEqual([]);
  });
});

test("no package stands on itself, however many steps away", () => {
  const below = (name: string, path: readonly string[]): readonly string[][] => {
    if (path.includes(name)) return [[...path, name]];
    const manifest = all.find((other) => other.name === name)?.manifest;
    const next = Object.keys(manifest?.dependencies ?? {}).filter((other) => siblings.has(other));
    return next.flatMap((other) => below(other, [...path, name]));
  };
  expect(all.flatMap(({ name }) => below(name, []))).toEqual([]);
});

test("nothing that the packages stand on is compiled when it is installed", () => {
  const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as Lock;
  const needed = new Set(all.map(({ name }) => `node_modules/${name}`));
  // A set hands out what is added to it meanwhile.
  for (const path of needed) {
    const { link, resolved } = lock.packages[path] ?? {};
    const { dependencies } = lock.packages[link === true ? (resolved ?? path) : path] ?? {};
    for (const name of Object.keys(dependencies ?? {})) needed.add(placeOf(lock, path, name));
  }
  // npm runs node-gyp for a `binding.gyp`, whatever a package brings ready-made.
  const compiled = [...needed].filter(
    (path) => lock.packages[path]?.hasInstallScript === true || existsSync(join(ROOT, path, "binding.gyp")),
  );
  expect(compiled).toEqual([]);
  expect(needed.size).toBeGreaterThan(all.length);
});

interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  /** Whether it is a package of the workspace, whose folder is `resolved`. */
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly hasInstallScript?: boolean;
}

/** Where a package finds another: in a `node_modules` of its own, else at the root. */
function placeOf(lock: Lock, path: string, name: string): string {
  const own = `${path}/node_modules/${name}`;
  return own in lock.packages ? own : `node_modules/${name}`;
}

interface TsConfig {
  readonly references?: readonly { readonly path: string }[];
}

function isDeepImport(specifier: string): boolean {
  const name = packageOf(specifier);
  return name !== undefined && siblings.has(name) && specifier !== name;
}

function leaves(folder: string, file: string, specifier: string): boolean {
  return specifier.startsWith(".") && relative(folder, resolve(file, "..", specifier)).startsWith("..");
}
