import { once } from "node:events";
import { connect as connectSocket } from "node:net";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Response, serve, type Server } from "../../src/index.ts";

let server: Server;
beforeAll(async () => {
  server = await serve((request) => new Response(`path ${request.path} args ${request.args.size}`), {
    port: 0,
  });
});
afterAll(() => server.close());

/** Sends bytes, and gives back everything that the server answers until it closes the connection. */
async function exchange(text: string): Promise<string> {
  const socket = connectSocket(Number(new URL(server.url).port), "127.0.0.1");
  let answer = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => {
    answer += chunk;
  });
  socket.on("error", () => undefined);
  socket.write(text, "latin1");
  await once(socket, "close");
  return answer;
}

function get(target: string, headers = "Host: tea.test\r\n"): string {
  return `GET ${target} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`;
}

describe("the server answers clearly, and lives on", () => {
  test.each([
    ["a malformed request line", "TEA\r\n\r\n", 400],
    ["bytes that are no HTTP", "\u0016\u0003\u0001\u0002\u0000\u0001", 400],
    ["an URL of 100 kB", get(`/${"a".repeat(100_000)}`), 431],
    ["broken percent-encoding", get("/%zz%E0%A4?%=%zz"), 200],
    ["a target that is no path", get("*"), 400],
    ["[security 67] a second Host", get("/", "Host: a.test\r\nHost: b.test\r\n"), 400],
    ["[security 1] an invalid Host", get("/", "Host: a b\r\n"), 400],
    ["a missing Host", get("/", ""), 400],
    ["[security 66] two ways to tell the length", chunkedWith("Content-Length: 5\r\n"), 400],
    ["[security 66] a space before a colon", get("/", "Host: tea.test\r\nContent-Length : 5\r\n"), 400],
    ["[security 66] a folded header", get("/", "Host: tea.test\r\nX-A: b\r\n c\r\n"), 400],
  ])("%s", async (_, text, status) => {
    expect(await exchange(text)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect((await fetch(`${server.url}/alive`)).status).toBe(200);
  });

  test("[security 9] an absolute target does not shift the path", async () => {
    expect(await exchange(get("http://tea.test/cups?x=1"))).toContain("path /cups args 1");
  });

  test("[security 66] the lenient parser is off", () => {
    expect(Reflect.get(server.nodeServer, "insecureHTTPParser")).toBe(false);
  });

  test("[security 68] slow clients have explicit limits of time", () => {
    const { headersTimeout, requestTimeout, keepAliveTimeout } = server.nodeServer;
    expect([headersTimeout, requestTimeout, keepAliveTimeout]).toEqual([20_000, 300_000, 5000]);
  });
});

function chunkedWith(header: string): string {
  return `POST / HTTP/1.1\r\nHost: tea.test\r\nTransfer-Encoding: chunked\r\n${header}\r\n0\r\n\r\n`;
}
