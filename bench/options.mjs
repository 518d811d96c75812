// @ts-check
import { parseArgs } from "node:util";

/**
 * @typedef {object} BenchOptions
 * @property {string[]} scenarios - The ones to run; none means all.
 * @property {string[]} peers - The ones to measure; none means all.
 * @property {number} rounds - How often each peer has its turn.
 * @property {number} seconds - The length of a turn.
 * @property {string | undefined} json - Where to write the figures.
 */

/**
 * @param {readonly string[]} words
 * @returns {BenchOptions}
 */
export function readOptions(words) {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      peers: { type: "string", default: "" },
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "1" },
      json: { type: "string" },
    },
  });
  return {
    scenarios: positionals,
    peers: values.peers.split(",").filter((peer) => peer !== ""),
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    json: values.json,
  };
}

/**
 * @template {{ name: string }} T
 * @param {readonly T[]} all
 * @param {readonly string[]} names
 * @returns {T[]} Those with the names, or all when there are no names.
 */
export function chosen(all, names) {
  const unknown = names.find((name) => !all.some((one) => one.name === name));
  if (unknown !== undefined) {
    throw new Error(`There is no ${unknown}; there are ${all.map((one) => one.name).join(", ")}.`);
  }
  return names.length === 0 ? [...all] : all.filter((one) => names.includes(one.name));
}
