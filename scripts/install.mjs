// @ts-check
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT, runQuietly } from "./child-process.mjs";

/**
 * Installs what a folder's `package-lock.json` lists, when that has not been done yet.
 *
 * npm writes `node_modules/.package-lock.json` at the end of each install, so its time tells whether the
 * installed packages are those of the lock file.
 *
 * @param {string} [folder]
 * @throws {Error} When npm fails; its words have been shown.
 */
export function install(folder = ROOT) {
  const lock = join(folder, "package-lock.json");
  const stamp = join(folder, "node_modules", ".package-lock.json");
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log(`Installing the packages of ${lock}`);
  if (!runQuietly("npm", ["ci"], { cwd: folder })) throw new Error(`npm ci failed in ${folder}`);
}

if (import.meta.filename === process.argv[1]) install();
