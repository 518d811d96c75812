// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./child-process.mjs";

/**
 * The packages that ask for a newer Node than the one that runs us, in their `engines`. They are built and checked
 * like all others; what would load them has to be left out.
 *
 * @returns {readonly { readonly folder: string, readonly reason: string }[]} Folders are relative to the root.
 */
export function packagesForNewerNode() {
  return readdirSync(join(ROOT, "packages")).flatMap((name) => {
    const folder = `packages/${name}`;
    const { engines } = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8"));
    const needed = engines.node.replace(">=", "");
    if (process.versions.node.localeCompare(needed, "en", { numeric: true }) >= 0) return [];
    return [{ folder, reason: `needs Node ${needed} or later, and this is ${process.versions.node}` }];
  });
}
