// @ts-check
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./child-process.mjs";

/**
 * The packages and examples that ask for a newer Node than the one that runs us, in their `engines`. They are built
 * and checked like all others; what would load them has to be left out.
 *
 * @returns {readonly { readonly folder: string, readonly reason: string }[]} Folders are relative to the root.
 */
export function packagesForNewerNode() {
  const workspaces = ["packages", "examples"].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`),
  );
  return workspaces.flatMap((folder) => {
    const manifest = join(ROOT, folder, "package.json");
    const { engines } = existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")) : {};
    if (engines === undefined) return [];
    const needed = engines.node.replace(">=", "");
    if (process.versions.node.localeCompare(needed, "en", { numeric: true }) >= 0) return [];
    return [{ folder, reason: `needs Node ${needed} or later, and this is ${process.versions.node}` }];
  });
}
