// @ts-check
// Runs every check and every test, goes on after a failure, and ends with one line: N passed, N failed.
// With --unit it runs the unit tests alone, under whichever Node runs this file.
import { runShown } from "./child-process.mjs";
import { install } from "./install.mjs";
import { BIOME, OXLINT, TSC } from "./tools.mjs";
import { runUnitTests } from "./unit.mjs";

const node = process.execPath;
const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const summary = [];

install();
if (!process.argv.includes("--unit")) {
  check("build", () => runShown(node, ["scripts/build.mjs"]));
  check("lint", () => runShown(node, [OXLINT, "--type-aware", "--deny-warnings"]));
  check("format", () => runShown(node, [BIOME, "format", "."]));
  check("types of tests, examples and conformance", () => runShown(node, [TSC, "-p", "tsconfig.check.json"]));
  check("types of scripts", () => runShown(node, [TSC, "-p", "scripts/tsconfig.json"]));
  check("type-check budgets of large applications", () => runShown(node, ["scripts/typecheck-budget.mjs"]));
}
unitTests();
summary.push("         left out: installing what `dewar new` makes: it needs a registry, so .ci/run does it");
console.log(`\n${summary.join("\n")}\n`);
console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`,
);
process.exitCode = total.failed > 0 ? 1 : 0;

/**
 * @param {string} name
 * @param {() => boolean} run
 */
function check(name, run) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const passed = run();
  total[passed ? "passed" : "failed"]++;
  note(passed ? "passed" : "FAILED", start, name);
}

function unitTests() {
  console.log(`\n== unit and type tests, Node ${process.versions.node}`);
  const start = performance.now();
  const { passed, failed, skipped } = runUnitTests();
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped.length;
  const counts = `unit and type tests: ${passed} passed, ${failed} failed, ${skipped.length} left out`;
  note(failed > 0 ? "FAILED" : "passed", start, `${counts} (Node ${process.versions.node})`);
  /** @type {Map<string, number>} */
  const places = new Map();
  for (const { name, reason } of skipped) {
    const place = `${name}: ${reason}`;
    places.set(place, (places.get(place) ?? 0) + 1);
  }
  for (const [place, count] of places) {
    summary.push(`         left out: ${place}${count > 1 ? ` (${count} tests)` : ""}`);
  }
}

/**
 * @param {string} outcome
 * @param {number} start
 * @param {string} name
 */
function note(outcome, start, name) {
  summary.push(`${outcome} ${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${name}`);
}
