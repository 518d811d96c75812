// @ts-check
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { machine, median } from "../figures.mjs";
import { chosen, readOptions } from "../options.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** A source is run by Node itself where it can, and by tsx where it cannot. */
const LOADER = "typescript" in process.features && process.features.typescript ? [] : ["--import", "tsx"];

/** @type {readonly { name: string, program: readonly string[] }[]} */
const PROGRAMS = [
  { name: "app.run", program: [...LOADER, "app.ts"] },
  { name: "dewar-run", program: [join(ROOT, "packages/dewar/bin/dewar.js"), "run", "--debug"] },
];

/**
 * Measures what a developer waits for: from the start of the process to the first answer, and from a saved file to
 * the first answer of the new code. Node's own start and the loading of TypeScript are in it.
 *
 * @param {readonly string[]} words - The command line.
 */
export async function measure(words) {
  const { scenarios, rounds } = readOptions(words);
  console.log(`${machine()}\n\nMilliseconds of the clock, the median of ${rounds} rounds (min..max).\n`);
  for (const { name, program } of chosen(PROGRAMS, scenarios)) {
    const starts = [];
    const saves = [];
    for (let round = 0; round < rounds; round++) {
      const { start, save } = await measureOnce(program);
      starts.push(start);
      saves.push(save);
    }
    console.log(`${name.padEnd(12)}start ${spread(starts)}   save ${spread(saves)}`);
  }
}

/** @param {readonly string[]} program */
async function measureOnce(program) {
  const folder = mkdtempSync(join(tmpdir(), "dewar-bench-"));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const file = join(folder, "app.ts");
  writeFileSync(file, appThatSays("one"));
  const started = performance.now();
  const child = spawn(process.execPath, program, {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "development", PORT: "0" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const seen = new Set();
    let url = "";
    let start = 0;
    while (url === "" || !seen.has("Watching for changes.")) {
      const { value = "", done } = await lines.next();
      if (done) throw new Error(`${program.join(" ")} has ended.`);
      seen.add(value);
      const [, found] = / at (http:\/\/[^ ]+)/.exec(value) ?? [];
      if (found === undefined) continue;
      url = found;
      await answers(url, "one");
      start = performance.now() - started;
    }
    const saved = performance.now();
    writeFileSync(file, appThatSays("two"));
    await answers(url, "two");
    return { start, save: performance.now() - saved };
  } finally {
    child.kill("SIGTERM");
    await once(child, "exit");
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} url
 * @param {string} text
 */
async function answers(url, text) {
  while ((await (await fetch(url, { headers: { Connection: "close" } })).text()) !== text);
}

/** @param {string} word */
function appThatSays(word) {
  return `import { Flask } from "dewar";
const app = new Flask(import.meta.url);
app.get("/", (): string => "${word}");
export default app;
if (import.meta.filename === process.argv[1]) app.run({ debug: true });
`;
}

/** @param {readonly number[]} numbers */
function spread(numbers) {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return `${median(numbers).toFixed(0).padStart(5)} (${low.toFixed(0)}..${high.toFixed(0)})`;
}
