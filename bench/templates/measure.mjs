// @ts-check
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { machine, table, writeFigures } from "../figures.mjs";
import { chosen, readOptions } from "../options.mjs";
import { Worker } from "../worker.mjs";
import { fold } from "./fold.mjs";
import { scenarios } from "./scenarios/index.mjs";

/** @typedef {import("../figures.mjs").Figure} Figure */
/** @typedef {import("./scenarios/index.mjs").Scenario} Scenario */
/** @typedef {{ name: string, role: Figure["role"] }} Peer */

/** @type {readonly Peer[]} */
const PEERS = [
  { name: "by-hand", role: "limit" },
  { name: "dewar", role: "ours" },
  { name: "eta", role: "peer" },
  { name: "ejs", role: "peer" },
  { name: "handlebars", role: "peer" },
  { name: "pug", role: "peer" },
  { name: "nunjucks", role: "peer" },
  { name: "liquidjs", role: "peer" },
  { name: "jinja-python", role: "peer" },
];
const PYTHON = "/usr/bin/python3";

/** @param {readonly string[]} words - The command line. */
export async function measure(words) {
  const options = readOptions(words);
  const peers = chosen(PEERS, options.peers).filter(
    ({ name }) => name !== "jinja-python" || pythonHasJinja(),
  );
  console.log(`${machine()}\n`);
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
  const expected = fold(scenario.byHand(scenario.data));
  const workers = peers.map((peer) => ({ peer, worker: startWorker(peer, scenario) }));
  const turns = [];
  try {
    for (const { peer, worker } of workers) {
      const { able, html } = await worker.answer();
      if (!able) continue;
      checkEqual(peer.name, fold(html), expected);
      await worker.ask(String(seconds * 1000));
      turns.push({
        worker,
        figure: { peer: peer.name, role: peer.role, rounds: /** @type {number[]} */ ([]) },
      });
    }
    for (let round = 0; round < rounds; round++) {
      for (const { worker, figure } of turns) {
        const { microseconds } = await worker.ask(String(seconds * 1000));
        figure.rounds.push(microseconds);
      }
    }
    return turns.map(({ figure }) => figure);
  } finally {
    for (const { worker } of workers) worker.stop();
  }
}

/**
 * @param {Peer} peer
 * @param {Scenario} scenario
 */
function startWorker(peer, { name, data, compiles }) {
  if (peer.name !== "jinja-python")
    return new Worker([process.execPath, fileOf("render.mjs"), peer.name, name]);
  const worker = new Worker([PYTHON, fileOf("render.py")]);
  worker.tell(
    JSON.stringify({ folder: fileOf(`views/${compiles?.view ?? name}`), times: compiles?.times ?? 0, data }),
  );
  return worker;
}

/** @param {string} path */
function fileOf(path) {
  return fileURLToPath(new URL(path, import.meta.url));
}

/**
 * A peer that renders something else would be compared unfairly.
 *
 * @param {string} peer
 * @param {string} actual
 * @param {string} expected
 */
function checkEqual(peer, actual, expected) {
  if (actual === expected) return;
  const length = Math.max(expected.length, actual.length);
  const at =
    Array.from({ length }, (_, index) => index).find((index) => actual[index] !== expected[index]) ?? 0;
  const around = (/** @type {string} */ text) => JSON.stringify(text.slice(Math.max(0, at - 30), at + 50));
  throw new Error(`${peer} renders ${around(actual)}, not ${around(expected)}`);
}

function pythonHasJinja() {
  return spawnSync(PYTHON, ["-c", "import jinja2"]).status === 0;
}
