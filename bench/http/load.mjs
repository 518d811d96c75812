// @ts-check
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { onCore } from "../worker.mjs";

/** @typedef {import("./scenarios/index.mjs").Scenario["request"]} Request */

const CONNECTIONS = 50;
const run = promisify(execFile);

/** Whether wrk is there; autocannon, which is slower, does otherwise. */
export const LOAD_TOOL = spawnSync("wrk", ["--version"]).error === undefined ? "wrk" : "autocannon";

/**
 * Sends one request over and over, on connections that are kept.
 *
 * @param {number} port
 * @param {Request} request
 * @param {number} seconds
 * @returns {Promise<number>} How many responses came back, all of status 200.
 */
export function load(port, request, seconds) {
  const url = `http://127.0.0.1:${port}${request.path}`;
  return LOAD_TOOL === "wrk" ? wrk(url, request, seconds) : autocannon(url, request, seconds);
}

/**
 * @param {string} url
 * @param {Request} request
 * @param {number} seconds
 */
async function wrk(url, request, seconds) {
  const folder = mkdtempSync(join(tmpdir(), "wrk-"));
  try {
    const script = join(folder, "request.lua");
    writeFileSync(script, luaOf(request));
    const words = ["-t1", `-c${CONNECTIONS}`, `-d${wholeSeconds(seconds)}s`, "-s", script, url];
    const [program = "", ...rest] = onCore(1, ["wrk", ...words]);
    const { stdout } = await run(program, rest);
    if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(stdout);
    return Number(/(\d+) requests in/.exec(stdout)?.[1]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {Request} request */
function luaOf({ method, headers = {}, body }) {
  return [
    `wrk.method = ${JSON.stringify(method)}`,
    ...Object.entries(headers).map(
      ([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`,
    ),
    ...(body === undefined ? [] : [`wrk.body = [==[${body}]==]`]),
  ].join("\n");
}

/**
 * @param {string} url
 * @param {Request} request
 * @param {number} seconds
 */
async function autocannon(url, { method, headers = {}, body }, seconds) {
  const program = new URL("../node_modules/autocannon/autocannon.js", import.meta.url).pathname;
  const words = ["--json", "-c", String(CONNECTIONS), "-d", String(wholeSeconds(seconds)), "-m", method];
  const fields = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}=${value}`]);
  const content = body === undefined ? [] : ["-b", body];
  const command = onCore(1, [process.execPath, program, ...words, ...fields, ...content, url]);
  const [first = "", ...rest] = command;
  const { stdout } = await run(first, rest);
  const result = JSON.parse(stdout);
  if (result.non2xx > 0 || result.errors > 0) throw new Error(stdout);
  return Number(result.requests.total);
}

// Neither tool knows parts of a second.
/** @param {number} seconds */
function wholeSeconds(seconds) {
  return Math.max(1, Math.round(seconds));
}
