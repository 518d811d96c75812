// @ts-check
// Renders one scenario with one peer. Writes whether it can and what came of it; then answers each line, a number of
// milliseconds, with the CPU that one rendering took on average.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { scenarios } from "./scenarios/index.mjs";

const [peer, name] = process.argv.slice(2);
const scenario = scenarios.find((scenario) => scenario.name === name);
if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
const { data, byHand, compiles } = scenario;
const task = peer === "by-hand" ? byHandTask() : await engineTask();

if (task === undefined) {
  console.log(JSON.stringify({ able: false }));
} else {
  console.log(JSON.stringify({ able: true, html: task.html() }));
  createInterface({ input: process.stdin }).on("line", (line) =>
    console.log(JSON.stringify(measure(Number(line)))),
  );
}

/** @typedef {{ html: () => string, run: () => unknown }} Task */

/** @returns {Task | undefined} */
function byHandTask() {
  const html = () => byHand(data);
  return compiles === undefined ? { html, run: () => read(html()) } : undefined;
}

/** @returns {Promise<Task | undefined>} */
async function engineTask() {
  const { engine, extension } = await import(`./peers/${peer}.mjs`);
  const folder = fileURLToPath(new URL(`views/${compiles?.view ?? name}`, import.meta.url));
  const view = `page.${extension}`;
  if (!existsSync(join(folder, view))) return undefined;
  const { load, compile } = engine(folder);
  if (compiles === undefined) {
    const render = load(view);
    const html = () => render(data);
    return { html, run: () => read(html()) };
  }
  const source = readFileSync(join(folder, view), "utf8").repeat(compiles.times);
  return { html: () => compile(source)(data), run: () => compile(source) };
}

// The engine of JavaScript puts the pieces of a string together only when it is read, which a server always does.
/** @param {string} html */
function read(html) {
  return html.charCodeAt(html.length - 1);
}

/** @param {number} milliseconds */
function measure(milliseconds) {
  let count = 0;
  const start = process.cpuUsage();
  const end = performance.now() + milliseconds;
  do {
    task?.run();
    count++;
  } while (performance.now() < end);
  const { user, system } = process.cpuUsage(start);
  return { microseconds: (user + system) / count };
}
