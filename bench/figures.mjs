// @ts-check
import { writeFileSync } from "node:fs";
import { arch, cpus } from "node:os";

/**
 * What a peer needed in one scenario.
 *
 * @typedef {object} Figure
 * @property {string} peer
 * @property {number[]} rounds - Microseconds of CPU for one request or one rendering, a figure for each round.
 * @property {"limit" | "ours" | "peer"} role
 */

/** @param {readonly number[]} numbers */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/**
 * A table of one scenario, the fastest first.
 *
 * @param {string} title
 * @param {readonly Figure[]} figures
 * @returns {string}
 */
export function table(title, figures) {
  const limit = medianOf(figures.filter(({ role }) => role === "limit"));
  const best = medianOf(figures.filter(({ role }) => role === "peer"));
  const rows = [...figures]
    .sort((a, b) => median(a.rounds) - median(b.rounds))
    .map((figure) => {
      const own = median(figure.rounds);
      const spread = `${Math.min(...figure.rounds).toFixed(2)}..${Math.max(...figure.rounds).toFixed(2)}`;
      return row(figure.peer, own.toFixed(2), spread, ratio(own, limit), ratio(own, best));
    });
  return [title, row("", "CPU µs", "min..max", "x limit", "x best peer"), ...rows, ""].join("\n");
}

/** @param {readonly string[]} cells */
function row(...cells) {
  const [name = "", ...numbers] = cells;
  return `  ${name.padEnd(16)}${numbers.map((cell) => cell.padStart(20)).join("")}`;
}

/**
 * @param {number} value
 * @param {number} base
 */
function ratio(value, base) {
  return Number.isFinite(base) ? (value / base).toFixed(2) : "";
}

// Of several peers the fastest; Infinity when there is none.
/** @param {readonly Figure[]} figures */
function medianOf(figures) {
  return Math.min(...figures.map(({ rounds }) => median(rounds)));
}

/** The machine, so that figures are not compared across machines unawares. */
export function machine() {
  return `Node ${process.versions.node}, ${arch()}, ${cpus().length} x ${cpus()[0]?.model ?? "unknown"}`;
}

/**
 * @param {string | undefined} file
 * @param {Record<string, readonly Figure[]>} scenarios
 */
export function writeFigures(file, scenarios) {
  if (file === undefined) return;
  writeFileSync(file, `${JSON.stringify({ machine: machine(), scenarios }, null, 2)}\n`);
}
