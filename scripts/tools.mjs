// @ts-check
import { join } from "node:path";
import { ROOT } from "./child-process.mjs";

/** The scripts of the installed tools, which run under the Node that runs us. */
export const TSC = join(ROOT, "node_modules/typescript/bin/tsc");
export const OXLINT = join(ROOT, "node_modules/oxlint/bin/oxlint");
export const BIOME = join(ROOT, "node_modules/@biomejs/biome/bin/biome");
export const VITEST = join(ROOT, "node_modules/vitest/vitest.mjs");
