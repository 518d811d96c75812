// @ts-check
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { onCore } from "../worker.mjs";

/** @typedef {import("./scenarios/index.mjs").Scenario} Scenario */

const CONNECTIONS = 50;
const run = promisify(execFile);

/** Whether wrk is there; autocannon, which is slower, does otherwise. */
export const LOAD_TOOL = spawnSync("wrk", ["--version"]).error === undefined ? "wrk" : "autocannon";

/**
 * Sends the request of a scenario over and over, on connections that are kept.
 *
 * @param {number} port
 * @param {Scenario} scenario
 * @param {number} seconds
 * @returns {Promise<number>} How many responses came back, all of status 200.
 */
export async function load(port, { request, connections = CONNECTIONS }, seconds) {
  const folder = mkdtempSync(join(tmpdir(), "load-"));
  const bodyFile = join(folder, "body");
  writeFileSync(bodyFile, request.body ?? "");
  const url = `http://127.0.0.1:${port}${request.path}`;
  const tool = LOAD_TOOL === "wrk" ? wrk : autocannon;
  try {
    return await tool({ url, request, bodyFile, connections, seconds: wholeSeconds(seconds) });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @typedef {object} Order
 * @property {string} url
 * @property {Scenario["request"]} request
 * @property {string} bodyFile - Where the body of the request is.
 * @property {number} connections
 * @property {number} seconds
 */

/** @param {Order} order */
async function wrk({ url, request, bodyFile, connections, seconds }) {
  const script = `${bodyFile}.lua`;
  writeFileSync(script, luaOf(request, bodyFile));
  const stdout = await output(["wrk", "-t1", `-c${connections}`, `-d${seconds}s`, "-s", script, url]);
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(stdout);
  return Number(/(\d+) requests in/.exec(stdout)?.[1]);
}

/**
 * @param {Scenario["request"]} request
 * @param {string} bodyFile
 */
function luaOf({ method, headers = {}, body }, bodyFile) {
  return [
    `wrk.method = ${JSON.stringify(method)}`,
    ...Object.entries(headers).map(
      ([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`,
    ),
    ...(body === undefined ? [] : [`wrk.body = io.open(${JSON.stringify(bodyFile)}, "rb"):read("*a")`]),
  ].join("\n");
}

/** @param {Order} order */
async function autocannon({ url, request, bodyFile, connections, seconds }) {
  const program = new URL("../node_modules/autocannon/autocannon.js", import.meta.url).pathname;
  const words = ["--json", "-c", String(connections), "-d", String(seconds), "-m", request.method];
  const fields = Object.entries(request.headers ?? {}).flatMap(([name, value]) => ["-H", `${name}=${value}`]);
  const content = request.body === undefined ? [] : ["-i", bodyFile];
  const result = JSON.parse(await output([process.execPath, program, ...words, ...fields, ...content, url]));
  if (result.non2xx > 0 || result.errors > 0) throw new Error(JSON.stringify(result));
  return Number(result.requests.total);
}

/**
 * What a program writes that runs beside the measured one.
 *
 * @param {string[]} command
 */
async function output(command) {
  const [program = "", ...words] = onCore(1, command);
  return (await run(program, words)).stdout;
}

// Neither tool knows parts of a second.
/** @param {number} seconds */
function wholeSeconds(seconds) {
  return Math.max(1, Math.round(seconds));
}
