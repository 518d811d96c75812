// @ts-check
// Does what a newcomer does, with the packages as npm would publish them: installs the command, begins a project of
// each kind, installs it, runs its tests and checks, and serves it; and uses each package in a project that has nothing
// else. It needs a registry for what they stand on.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT, runQuietly } from "./child-process.mjs";
import { packagesForNewerNode } from "./newer-node.mjs";
import { PROGRAMS } from "./package-programs.mjs";

const folder = mkdtempSync(join(tmpdir(), "newcomer-"));
const total = { passed: 0, failed: 0 };
const tool = join(folder, "tool");
const dewar = join(tool, "node_modules/dewar/bin/dewar.js");

try {
  const packed = step("pack the packages", () => pack());
  mkdirSync(tool);
  writeFileSync(join(tool, "package.json"), JSON.stringify({ private: true, dependencies: { dewar: "" } }));
  step("install the command", () => install(tool, packed));

  const site = join(folder, "site-of-mine");
  step("dewar new", () => run(folder, process.execPath, [dewar, "new", site]));
  step("its npm install", () => install(site, packed));
  step("its npm test", () => run(site, "npm", ["test"]));
  step("its npm run check", () => run(site, "npm", ["run", "check"]));
  await serveSite(site);

  const extension = join(folder, "time-teller");
  step("dewar new --extension", () =>
    run(folder, process.execPath, [dewar, "new", "--extension", extension]),
  );
  step("its npm install", () => install(extension, packed));
  step("its npm test", () => run(extension, "npm", ["test"]));
  step("its npm run check", () => run(extension, "npm", ["run", "check"]));
  step("its npm pack", () => run(extension, "npm", ["pack"]));

  const newer = new Set(packagesForNewerNode().map((found) => manifestOf(found.folder).name));
  const forThisNode = [...packed.keys()].filter((name) => !newer.has(name));
  useIn("empty", forThisNode, packed, process.execPath);
  if (newer.size > 0) useIn("newer", [...packed.keys()], packed, newerNode());
} catch (error) {
  console.error(String(error));
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

/**
 * Whatever comes after a step stands on it, so that the first failure ends the run.
 *
 * @template T
 * @param {string} name
 * @param {() => T} work
 * @returns {T}
 */
function step(name, work) {
  const start = performance.now();
  try {
    const result = work();
    total.passed++;
    console.log(`passed ${((performance.now() - start) / 1000).toFixed(1).padStart(5)} s  ${name}`);
    return result;
  } catch (error) {
    total.failed++;
    throw error;
  }
}

/**
 * @param {string} cwd
 * @param {string} program
 * @param {readonly string[]} words
 */
function run(cwd, program, words) {
  if (!runQuietly(program, words, { cwd })) throw new Error(`${program} ${words.join(" ")} failed`);
}

/**
 * Installs packages into a project that has nothing else, and runs a small program with each.
 *
 * @param {string} project
 * @param {readonly string[]} names
 * @param {ReadonlyMap<string, string>} packed
 * @param {string} node - The Node to run them with.
 */
function useIn(project, names, packed, node) {
  const cwd = join(folder, project);
  mkdirSync(cwd);
  const dependencies = Object.fromEntries(names.map((name) => [name, packed.get(name)]));
  writeFileSync(join(cwd, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }));
  step(`npm install ${names.join(" ")}`, () => run(cwd, "npm", ["install", "--no-audit", "--no-fund"]));
  for (const name of names) {
    const program = `program-of-${name.replace(/\W/g, "-")}.js`;
    writeFileSync(
      join(cwd, program),
      PROGRAMS[name] ?? `throw new Error("There is no program for ${name}");`,
    );
    step(`a program with ${name}`, () => run(cwd, node, [program]));
  }
}

/** The Node of .ci, which is newer than the oldest that most packages take. */
function newerNode() {
  const node = join(ROOT, ".ci/node_modules/node-24/bin/node");
  if (!existsSync(node)) run(ROOT, "npm", ["ci", "--prefix", ".ci"]);
  return node;
}

/** @param {string} path - Of a package, relative to the root. */
function manifestOf(path) {
  return JSON.parse(readFileSync(join(ROOT, path, "package.json"), "utf8"));
}

/** @returns {Map<string, string>} The tarballs of our packages, by their names. */
function pack() {
  const workspaces = readdirSync(join(ROOT, "packages")).map((name) => `--workspace=packages/${name}`);
  const words = ["pack", "--json", "--pack-destination", folder, ...workspaces];
  const { stdout } = spawnSync("npm", words, { cwd: ROOT, encoding: "utf8" });
  /** @type {{ name: string, filename: string }[]} */
  const packages = JSON.parse(stdout);
  return new Map(packages.map(({ name, filename }) => [name, `file:${join(folder, filename)}`]));
}

/**
 * Installs what a project asks for, but for our own packages, which are the packed ones.
 *
 * @param {string} project
 * @param {ReadonlyMap<string, string>} packed
 */
function install(project, packed) {
  const file = join(project, "package.json");
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  for (const kind of ["dependencies", "devDependencies"]) {
    if (manifest[kind]?.dewar !== undefined) manifest[kind].dewar = packed.get("dewar");
  }
  manifest.overrides = Object.fromEntries([...packed].filter(([name]) => name !== "dewar"));
  writeFileSync(file, JSON.stringify(manifest, undefined, 2));
  run(project, "npm", ["install", "--no-audit", "--no-fund"]);
}

/** @param {string} site */
async function serveSite(site) {
  const words = [dewar.replace(tool, site), "serve", "--workers", "2", "--port", "0"];
  const child = spawn(process.execPath, words, { cwd: site, stdio: ["ignore", "inherit", "pipe"] });
  const exit = once(child, "exit");
  let page = "";
  for await (const line of createInterface(child.stderr)) {
    const [url] = /http:\/\/[\d.]+:\d+/.exec(line) ?? [];
    if (url === undefined) continue;
    page = await (await fetch(url)).text();
    child.kill("SIGTERM");
  }
  const [code] = await exit;
  step("its dewar serve", () => {
    if (code !== 0 || !page.includes("It works")) throw new Error(`It ended with ${code} and sent: ${page}`);
  });
}
