// @ts-check
import { isDeepStrictEqual } from "node:util";
import { machine, table, writeFigures } from "../figures.mjs";
import { chosen, readOptions } from "../options.mjs";
import { Worker } from "../worker.mjs";
import { LOAD_TOOL, load } from "./load.mjs";
import { scenarios } from "./scenarios/index.mjs";

/** @typedef {import("../figures.mjs").Figure} Figure */
/** @typedef {import("./scenarios/index.mjs").Scenario} Scenario */

/** @type {readonly { name: string, role: Figure["role"] }[]} */
const PEERS = [
  { name: "node", role: "limit" },
  { name: "dewar", role: "ours" },
  { name: "fastify", role: "peer" },
  { name: "hono", role: "peer" },
  { name: "h3", role: "peer" },
  { name: "express", role: "peer" },
];

/** @param {readonly string[]} words - The command line. */
export async function measure(words) {
  const options = readOptions(words);
  const peers = chosen(PEERS, options.peers);
  console.log(`${machine()}, load from ${LOAD_TOOL}\n`);
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
 * All peers serve at the same time, but only one is asked at a time, in turn, so that a slower moment of the machine
 * falls on all of them.
 *
 * @param {Scenario} scenario
 * @param {typeof PEERS} peers
 * @param {import("../options.mjs").BenchOptions} options
 * @returns {Promise<Figure[]>}
 */
async function measureScenario(scenario, peers, { rounds, seconds }) {
  const started = peers.map((peer) => ({ peer, worker: startWorker(peer, scenario) }));
  try {
    const servers = await Promise.all(started.map(serverOf));
    const ready = servers.filter(({ port }) => port !== 0);
    for (const { peer, port } of ready) await check(peer.name, port, scenario);
    for (const { port } of ready) await load(port, scenario, seconds);
    for (let round = 0; round < rounds; round++) {
      for (const server of ready) server.figure.rounds.push(await turn(server, scenario, seconds));
    }
    return ready.map(({ figure }) => figure);
  } finally {
    for (const { worker } of started) worker.stop();
  }
}

/**
 * @param {(typeof PEERS)[number]} peer
 * @param {Scenario} scenario
 */
function startWorker(peer, scenario) {
  const program = new URL("server.mjs", import.meta.url).pathname;
  return new Worker([process.execPath, program, peer.name, scenario.name]);
}

/** @param {{ peer: (typeof PEERS)[number], worker: Worker }} started */
async function serverOf({ peer, worker }) {
  const { port } = await worker.answer();
  /** @type {Figure} */
  const figure = { peer: peer.name, role: peer.role, rounds: [] };
  return { peer, worker, port, figure };
}

/**
 * Microseconds of the server's CPU for one request.
 *
 * @param {{ worker: Worker, port: number }} server
 * @param {Scenario} scenario
 * @param {number} seconds
 */
async function turn({ worker, port }, scenario, seconds) {
  const before = await worker.ask("cpu");
  const requests = await load(port, scenario, seconds);
  const after = await worker.ask("cpu");
  return (after.user + after.system - before.user - before.system) / requests;
}

/**
 * A peer that answers something else would be compared unfairly.
 *
 * @param {string} peer
 * @param {number} port
 * @param {Scenario} scenario
 */
async function check(peer, port, { request, body }) {
  const { path, ...init } = request;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
  const text = await response.text();
  if (response.status !== 200 || !sameBody(text, body)) {
    const [actual, expected] = [text, body].map((words) => JSON.stringify(words.slice(0, 200)));
    throw new Error(`${peer} answers ${response.status} ${actual}, not 200 ${expected}`);
  }
}

// Equal JSON may be spelled differently: Dewar sorts the keys, as Flask does.
/**
 * @param {string} actual
 * @param {string} expected
 */
function sameBody(actual, expected) {
  if (actual === expected) return true;
  return expected.startsWith("{") && isDeepStrictEqual(JSON.parse(actual), JSON.parse(expected));
}
