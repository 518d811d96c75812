// @ts-check
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream";
import { FILES } from "../files.mjs";
import { ACTIONS, RESOURCES } from "../scenarios/routes-200.mjs";
import { FRAME } from "../scenarios/upload.mjs";

// The limit: what Node itself costs, with the work of each scenario written out by hand.

/** @typedef {import("node:http").RequestListener} Handler */

/** @type {Record<string, () => Handler>} */
const handlers = {
  plaintext: () => (_, response) => sendText(response, "Hello, World!"),
  json: () => (_, response) => sendJson(response, { message: "Hello, World!", items: [1, 2, 3] }),
  parameter: () => (request, response) => {
    const { url = "" } = request;
    const mark = url.indexOf("?");
    const page = new URLSearchParams(url.slice(mark)).get("page");
    sendText(response, `user ${url.slice("/users/".length, mark)}, page ${page}`);
  },
  "routes-200": () => {
    const routes = new Map(RESOURCES.map((resource) => [resource, new Set(ACTIONS)]));
    return (request, response) => {
      const [, , , resource = "", id, action = ""] = (request.url ?? "").split("/");
      if (routes.get(resource)?.has(action)) sendText(response, `${resource} ${id} ${action}`);
      else response.writeHead(404).end();
    };
  },
  "json-body": () => async (request, response) => {
    const { customer, lines } = JSON.parse(await read(request));
    sendJson(response, { customer: customer.name, articles: sum(lines) });
  },
  form: () => async (request, response) => {
    sendText(response, new URLSearchParams(await read(request)).get("field7") ?? "");
  },
  static: () => async (request, response) => {
    const path = pathOf(request);
    const { mtime, size } = await stat(path);
    const content = await readFile(path);
    response.writeHead(200, fileHeaders(mtime, size)).end(content);
  },
  download: () => async (request, response) => {
    const path = pathOf(request);
    const { mtime, size } = await stat(path);
    response.writeHead(200, fileHeaders(mtime, size));
    pipeline(createReadStream(path), response, () => {});
  },
  // It only counts: what the file itself costs is left out.
  upload: () => (request, response) => {
    let received = 0;
    request.on("data", (chunk) => {
      received += chunk.length;
    });
    request.on("end", () => sendText(response, `holiday ${received - FRAME}`));
  },
};

/** @param {import("node:http").IncomingMessage} request */
function pathOf({ url = "" }) {
  return join(FILES, url.slice("/static/".length));
}

/**
 * @param {Date} modified
 * @param {number} size
 */
function fileHeaders(modified, size) {
  const fields = {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": String(size),
    "Last-Modified": modified.toUTCString(),
    ETag: `"${modified.getTime()}-${size}"`,
  };
  return Object.entries(fields).flat();
}

/** @param {string} scenario */
export function handlerFor(scenario) {
  return handlers[scenario]?.();
}

/** @param {readonly { count: number }[]} lines */
function sum(lines) {
  return lines.reduce((total, line) => total + line.count, 0);
}

/** @param {import("node:http").IncomingMessage} request */
async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/**
 * @param {import("node:http").ServerResponse} response
 * @param {string} text
 */
function sendText(response, text) {
  send(response, "text/plain; charset=utf-8", text);
}

/**
 * @param {import("node:http").ServerResponse} response
 * @param {unknown} value
 */
function sendJson(response, value) {
  send(response, "application/json", JSON.stringify(value));
}

/**
 * @param {import("node:http").ServerResponse} response
 * @param {string} type
 * @param {string} body
 */
function send(response, type, body) {
  response
    .writeHead(200, ["Content-Type", type, "Content-Length", String(Buffer.byteLength(body))])
    .end(body);
}
