import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SiteFolder } from "./site-folder.ts";

// Here a new project is given the packages of the workspace, from source. That it can be installed, `.ci/run` tries.
const MODULES = fileURLToPath(new URL("../../../../node_modules", import.meta.url));
const SECONDS = { timeout: 120_000 };

let folder: SiteFolder;

beforeAll(() => {
  folder = new SiteFolder();
});

afterAll(() => folder[Symbol.dispose]());

function read(path: string): string {
  return readFileSync(join(folder.path, path), "utf8");
}

function node(project: string, ...words: string[]): string {
  const cwd = join(folder.path, project);
  if (!existsSync(join(cwd, "node_modules"))) symlinkSync(MODULES, join(cwd, "node_modules"));
  return execFileSync(process.execPath, ["--conditions=dewar-source", ...words], {
    cwd,
    encoding: "utf8",
    stdio: "pipe",
  });
}

function typeErrors(project: string, config: string): string {
  const tsc = join(MODULES, "typescript/bin/tsc");
  return node(project, tsc, "-p", config, "--customConditions", "dewar-source", "--noEmit");
}

describe("dewar new", () => {
  it("makes an application that passes its tests and has the right types", SECONDS, async () => {
    const { code, stdout } = await folder.dewar(["new", "tea-shop"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^tea-shop:\n(?: {2}\S+\n)+\nNext:\n {2}cd tea-shop\n {2}npm install\n {2}npm run dev/,
    );
    expect(
      node("tea-shop", "--import", "tsx", "--test", "--test-reporter=tap", "test/hello.test.ts"),
    ).toMatch(/^# fail 0$/m);
    expect(typeErrors("tea-shop", ".")).toBe("");
  });

  it(
    "gives it its name, a secret of its own that git does not see, and this version of dewar",
    SECONDS,
    async () => {
      const { stdout } = await folder.dewar(["new", "My Site 2"]);
      expect(stdout).toMatch(/^My Site 2, a package by the name of my-site-2:\n/);
      expect(stdout).toContain("\n  cd 'My Site 2'\n");
      expect(JSON.parse(read("My Site 2/package.json"))).toMatchObject({
        name: "my-site-2",
        dependencies: { dewar: expect.stringMatching(/^\^\d+\.\d+\.\d+$/) },
      });
      expect(read("My Site 2/src/templates/layout.html")).toContain("<title>{% block title %}my-site-2{%");
      expect(read("My Site 2/.env")).toMatch(/^DEWAR_SECRET_KEY=[\w-]{43}$/m);
      expect(read("My Site 2/.env.example")).toMatch(/^DEWAR_SECRET_KEY=$/m);
      expect(read("My Site 2/.gitignore").split("\n")).toContain(".env");
      expect(statSync(join(folder.path, "My Site 2/.env")).mode & 0o077).toBe(0);
    },
  );

  it("makes an extension that passes its tests and has the right types", SECONDS, async () => {
    const { stdout } = await folder.dewar(["new", "--extension", "time-teller"]);
    expect(stdout).toContain("npm run build");
    expect(read("time-teller/src/time-teller.ts")).toContain("export class TimeTeller");
    expect(read("time-teller/README.md")).toContain("TIME_TELLER_TIME_ZONE");
    expect(
      node("time-teller", "--import", "tsx", "--test", "--test-reporter=tap", "test/time-teller.test.ts"),
    ).toMatch(/^# fail 0$/m);
    expect(typeErrors("time-teller", "test")).toBe("");
  });

  it("overwrites nothing", SECONDS, async () => {
    folder.write("taken/notes.txt", "mine");
    folder.write("fresh/.git/HEAD", "");
    const { code, stderr } = await folder.dewar(["new", "taken"]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/taken is not empty \(it has notes\.txt\)/)]);
    expect(readdirSync(join(folder.path, "taken"))).toEqual(["notes.txt"]);
    expect((await folder.dewar(["new", "fresh"])).code).toBe(0);
  });

  it("says why a folder cannot be written to", SECONDS, async () => {
    folder.write("a-file", "mine");
    for (const place of ["a-file", "a-file/tea-shop"]) {
      const { code, stderr } = await folder.dewar(["new", place]);
      expect([code, stderr]).toEqual([
        1,
        expect.stringMatching(/^Error: A project cannot be written to \S+: ENOTDIR: .+\n$/),
      ]);
    }
  });

  it("wants a name", SECONDS, async () => {
    expect(await folder.dewar(["new", "1234"])).toMatchObject({
      code: 1,
      stderr:
        'Error: "1234" gives a project no name. Take one with letters from a to z: `dewar new my-site`.\n',
    });
    expect((await folder.dewar(["new"])).code).toBe(2);
  });

  it.each([
    ["Dewar", 'A project cannot be called "dewar", for a package that the project stands on is.'],
    ["http", 'A project cannot be called "http", for a module of Node is.'],
  ])("refuses %s, which is the name of something else", SECONDS, async (name, message) => {
    const { code, stderr } = await folder.dewar(["new", name]);
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
    expect(existsSync(join(folder.path, name))).toBe(false);
  });
});
