// @ts-check
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { ROOT, runShown } from "./child-process.mjs";
import { TSC } from "./tools.mjs";

/**
 * The packages whose modules are put together, with what enters them: every start loads them, and Node takes longer to
 * find hundreds of modules than to run them. See decisions/019.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const BUNDLED = {
  markup: ["index"],
  signing: ["index"],
  http: ["index"],
  jinja: ["index", "cli/main"],
};

/**
 * Writes the `dist` of every package.
 *
 * @returns {Promise<boolean>} Whether it compiles.
 */
export async function build() {
  if (!runShown(process.execPath, [TSC, "-b"])) return false;
  for (const [name, entries] of Object.entries(BUNDLED)) await bundle(join(ROOT, "packages", name), entries);
  return true;
}

/**
 * @param {string} folder - A package, of which the compiler has written only the types.
 * @param {readonly string[]} entries
 */
async function bundle(folder, entries) {
  const input = Object.fromEntries(entries.map((entry) => [entry, join(folder, "src", `${entry}.ts`)]));
  const dist = join(folder, "dist");
  const bundler = await rolldown({
    input,
    // Other packages stay what they are, so that a class is the same one for all who import it.
    external: /^[^./]/,
    platform: "node",
    transform: { target: "es2023" },
    tsconfig: join(folder, "tsconfig.json"),
  });
  for (const file of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    if (/\.js(?:\.map)?$/.test(file)) rmSync(join(dist, file));
  }
  await bundler.write({
    dir: dist,
    chunkFileNames: "[name].js",
    keepNames: true,
    sourcemap: true,
    // The sources are published too.
    sourcemapExcludeSources: true,
  });
  await bundler.close();
}

if (import.meta.filename === process.argv[1] && !(await build())) process.exitCode = 1;
