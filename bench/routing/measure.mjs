// @ts-check
import { fileURLToPath } from "node:url";
import { machine, table, writeFigures } from "../figures.mjs";
import { chosen, readOptions } from "../options.mjs";
import { Worker } from "../worker.mjs";
import { scenarios } from "./scenarios.mjs";

/** @typedef {import("../figures.mjs").Figure} Figure */
/** @typedef {import("./scenarios.mjs").Scenario} Scenario */
/** @typedef {{ name: string, role: Figure["role"] }} Peer */

/** @type {readonly Peer[]} */
const PEERS = [
  { name: "dewar", role: "ours" },
  { name: "find-my-way", role: "peer" },
  { name: "rou3", role: "peer" },
];

/** @param {readonly string[]} words - The command line. */
export async function measure(words) {
  const options = readOptions(words);
  const peers = chosen(PEERS, options.peers);
  console.log(`${machine()}\n\nA figure is that of a thousand matches.\n`);
  /** @type {Record<string, Figure[]>} */
  const all = {};
  for (const scenario of chosen(scenarios, options.scenarios)) {
    const figures = await measureScenario(scenario, peers, options);
    console.log(table(scenario.name, figures));
    all[scenario.name] = figures;
  }
  writeFigures(options.json, all);
}

/**
 * Each peer has a process of its own, and they take turns, so that a slower moment of the machine falls on all.
 *
 * @param {Scenario} scenario
 * @param {readonly Peer[]} peers
 * @param {import("../options.mjs").BenchOptions} options
 * @returns {Promise<Figure[]>}
 */
async function measureScenario(scenario, peers, { rounds, seconds }) {
  const program = fileURLToPath(new URL("match.mjs", import.meta.url));
  const turns = peers.map(({ name, role }) => ({
    worker: new Worker([process.execPath, program, name, scenario.name]),
    figure: { peer: name, role, rounds: /** @type {number[]} */ ([]) },
  }));
  try {
    for (const { worker, figure } of turns) {
      const { id } = await worker.answer();
      if (id !== scenario.id) throw new Error(`${figure.peer} finds "${id}", not "${scenario.id}"`);
      await worker.ask(String(seconds * 1000));
    }
    for (let round = 0; round < rounds; round++) {
      for (const { worker, figure } of turns) {
        const { microseconds } = await worker.ask(String(seconds * 1000));
        figure.rounds.push(microseconds);
      }
    }
    return turns.map(({ figure }) => figure);
  } finally {
    for (const { worker } of turns) worker.stop();
  }
}
