// @ts-check
import { writeFileSync } from "node:fs";

/**
 * @typedef {object} UnitReport
 * @property {number} passed
 * @property {number} failed - Tests, and files that did not load, and errors that no test caught.
 * @property {{ name: string, reason: string }[]} skipped
 */

/** A vitest reporter that writes a {@link UnitReport} to the file that UNIT_REPORT names. */
export default class UnitReporter {
  /**
   * @param {readonly import("vitest/node").TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    /** @type {UnitReport} */
    const report = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) {
      report.failed += module.errors().length;
      for (const test of module.children.allTests()) count(test, report);
    }
    const file = process.env["UNIT_REPORT"];
    if (file !== undefined) writeFileSync(file, JSON.stringify(report));
  }
}

/**
 * @param {import("vitest/node").TestCase} test
 * @param {UnitReport} report
 */
function count(test, report) {
  const result = test.result();
  if (result.state === "passed") report.passed++;
  else if (result.state === "skipped") report.skipped.push({ name: nameOf(test), reason: reasonOf(result) });
  else report.failed++;
}

/** @param {import("vitest/node").TestCase} test */
function nameOf(test) {
  return `${test.module.relativeModuleId} > ${test.fullName}`;
}

/** @param {{ note?: string | undefined }} result */
function reasonOf(result) {
  return result.note ?? "no reason given";
}
