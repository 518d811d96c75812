import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Response, serve, type Server } from "../../src/index.ts";
import { exchange } from "../raw-socket.ts";

let server: Server;
beforeAll(async () => {
  server = await serve((request) => new Response(`path ${request.path} args ${request.args.size}`), {
    port: 0,
  });
});
afterAll(() => server.close());

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
    ["[security 66] a folded encoding", post("Transfer-Encoding:\r\n chunked\r\n"), 400],
    ["[security 66] two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n"), 400],
    ["[security 66] a list of lengths", post("Content-Length: 5, 5\r\n"), 400],
    ["[security 66] a signed length", post("Content-Length: +5\r\n"), 400],
    ["[security 66] a length in hexadecimal", post("Content-Length: 0x5\r\n"), 400],
    ["[security 66] an encoding after chunked", post("Transfer-Encoding: chunked, gzip\r\n"), 400],
    ["[security 66] an unknown encoding", post("Transfer-Encoding: xchunked\r\n"), 400],
    ["[security 66] a control character in a name", get("/", "Host: tea.test\r\nX\u0000A: b\r\n"), 400],
    ["[security 66] a bare CR in a value", get("/", "Host: tea.test\r\nX-A: b\rX-B: c\r\n"), 400],
    ["[security 66] a bare LF in a chunk extension", chunked("5;a\nb\r\nhello\r\n0\r\n\r\n"), 400],
    ["[security 66] a chunk size that is none", chunked("0x5\r\nhello\r\n0\r\n\r\n"), 400],
    ["[security 66] a chunk longer than its size", chunked("3\r\nhello\r\n0\r\n\r\n"), 400],
    ["[security 66] chunk extensions without end", chunked(`5;${"a".repeat(20_000)}\r\n`), 413],
  ])("%s", async (_, text, status) => {
    expect(await exchange(server, text)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect((await fetch(`${server.url}/alive`)).status).toBe(200);
  });

  test("[security 9] an absolute target does not shift the path", async () => {
    expect(await exchange(server, get("http://tea.test/cups?x=1"))).toContain("path /cups args 1");
  });

  test("[security 66] what follows a refused request is no request", async () => {
    const smuggled = `${post("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")}${get("/admin")}`;
    const answer = await exchange(server, smuggled);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(answer).not.toContain("/admin");
  });

  test("[security 70] an upgrade that no route takes is not made", async () => {
    const upgrade = "Host: tea.test\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n";
    const text = `GET /chat HTTP/1.1\r\n${upgrade}Connection: Upgrade, close\r\n\r\n`;
    expect(await exchange(server, text)).toMatch(/^HTTP\/1\.1 200 OK[^]*path \/chat/);
    expect(await exchange(server, "CONNECT tea.test:443 HTTP/1.1\r\nHost: tea.test:443\r\n\r\n")).toBe("");
  });

  test("[security 66] the lenient parser is off", () => {
    expect(Reflect.get(server.nodeServer, "insecureHTTPParser")).toBe(false);
  });
});

function post(headers: string, body = "hello"): string {
  return `POST / HTTP/1.1\r\nHost: tea.test\r\n${headers}\r\n${body}`;
}

function chunked(body: string): string {
  return post("Transfer-Encoding: chunked\r\n", body);
}

function chunkedWith(header: string): string {
  return post(`Transfer-Encoding: chunked\r\n${header}`, "0\r\n\r\n");
}
