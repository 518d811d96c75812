// @ts-check
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, runShown } from "./child-process.mjs";
import { packagesForNewerNode } from "./newer-node.mjs";
import { VITEST } from "./tools.mjs";

// A test that never ends would keep everything after it from being told.
const LIMIT = 15 * 60_000;

/**
 * Runs every unit and type test under the Node that runs us.
 *
 * @returns {import("./unit-reporter.mjs").UnitReport} A run that ended without a report counts as one failure.
 */
export function runUnitTests() {
  const folder = mkdtempSync(join(tmpdir(), "unit-"));
  try {
    const file = join(folder, "report.json");
    const reporters = ["--reporter=default", `--reporter=${join(ROOT, "scripts/unit-reporter.mjs")}`];
    const passed = runShown(process.execPath, [VITEST, "run", ...reporters], {
      env: { ...process.env, UNIT_REPORT: file },
      timeout: LIMIT,
    });
    const report = readReport(file);
    for (const { folder, reason } of packagesForNewerNode()) report.skipped.push({ name: folder, reason });
    return passed || report.failed > 0 ? report : { ...report, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} file
 * @returns {import("./unit-reporter.mjs").UnitReport}
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: [] };
  }
}
