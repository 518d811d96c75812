// @ts-check
import { writeFileSync } from "node:fs";

/**
 * @typedef {object} UnitReport
 * @property {number} passed
 * @property {number} failed - Tests, and files that did not load, and errors that no test caught.
 * @property {{ name: string, reason: string }[]} skipped - The files or folders they are in, once for each test.
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
  else if (result.state !== "skipped") report.failed++;
  else {
    const reason = reasonOf(test);
    if (reason === undefined) {
      console.error(`${nameOf(test)}: left out without a reason, which counts as a failure`);
      report.failed++;
    } else report.skipped.push({ name: test.module.relativeModuleId, reason });
  }
}

/** @param {import("vitest/node").TestCase} test */
function nameOf(test) {
  return `${test.module.relativeModuleId} > ${test.fullName}`;
}

/**
 * What a test gives as the reason why it is left out, or says in its title: "(where ...)", "(left out where ...)".
 *
 * @param {import("vitest/node").TestCase} test
 */
function reasonOf(test) {
  const { note } = /** @type {{ note?: string | undefined }} */ (test.result());
  if (note !== undefined) return note;
  const [, leftOut, place] = /\((left out )?where ([^()]+)\)/.exec(test.fullName) ?? [];
  return place === undefined ? undefined : `${leftOut === undefined ? "runs only where" : "where"} ${place}`;
}
