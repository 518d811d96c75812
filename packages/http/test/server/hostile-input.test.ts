import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Response, serve, type Server } from "../../src/index.ts";
import { exchange } from "../raw-socket.ts";

let server: Server;
beforeAll(async () => {
  server = await serve(
    (request) => new Response(`path ${request.path} args ${request.args.size} host ${request.host}`),
    {
      port: 0,
    },
  );
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
    ["[security 66] an unknown encoding", post("Transfer-Encoding: xchunked\r\n"), 501],
    [
      "[security 66] an encoding before chunked",
      post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"),
      501,
    ],
    ["[security 66] an encoding in a line before chunked", chunkedAfter("identity"), 501],
    [
      "[security 66] chunked in a line before an encoding",
      chunkedWith("Transfer-Encoding: identity\r\n"),
      400,
    ],
    ["[security 66] chunked in quotes", post('Transfer-Encoding: "chunked"\r\n', "0\r\n\r\n"), 501],
    ["[security 66] chunked after a vertical tab", post("Transfer-Encoding: \u000bchunked\r\n"), 400],
    ["[security 66] chunked twice", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), 400],
    ["[security 66] chunks in HTTP/1.0", chunked("0\r\n\r\n").replace("1.1", "1.0"), 400],
    ["[security 66] a version that is not this connection's", get("/").replace("1.1", "2.0"), 505],
    ["[security 66] the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400],
    ["[security 66] the same length twice", post("Content-Length: 5\r\nContent-Length: 5\r\n"), 400],
    ["[security 66] a length with a space in it", post("Content-Length: 5 5\r\n"), 400],
    ["[security 66] a negative length", post("Content-Length: -5\r\n"), 400],
    ["[security 66] a length beyond numbers", post(`Content-Length: ${"9".repeat(30)}\r\n`), 400],
    ["[security 66] no length", post("Content-Length: \r\n"), 400],
    [
      "[security 66] a length among the trailers",
      chunked("5\r\nhello\r\n0\r\nContent-Length: 9\r\n\r\n"),
      400,
    ],
    ["[security 66] a chunk without its end", chunked("5\r\nhelloX0\r\n\r\n"), 400],
    ["[security 66] a chunk beyond numbers", chunked(`${"f".repeat(20)}\r\nhello\r\n0\r\n\r\n`), 400],
    ["[security 66] a negative chunk", chunked("-5\r\nhello\r\n0\r\n\r\n"), 400],
    ["[security 66] chunks in lines of bare LF", chunked("5\nhello\n0\n\n"), 400],
    ["[security 66] lines of bare LF", "GET / HTTP/1.1\nHost: tea.test\n\n", 400],
    ["[security 66] one line of bare LF", "GET / HTTP/1.1\r\nHost: tea.test\nX-A: b\r\n\r\n", 400],
    ["[security 66] lines of bare CR", "GET / HTTP/1.1\rHost: tea.test\r\r", 400],
    ["[security 66] a space before the first name", "GET / HTTP/1.1\r\n Host: tea.test\r\n\r\n", 400],
    ["[security 66] a line without a colon", get("/", "Host: tea.test\r\nHost\r\n"), 400],
    ["[security 66] a header without a name", get("/", "Host: tea.test\r\n: b\r\n"), 400],
    ["[security 66] a space in a target", get("/a b"), 400],
    ["[security 66] a NUL in a target", get("/a\u0000b"), 400],
    ["[security 67] OPTIONS of everything", get("*").replace("GET", "OPTIONS"), 400],
    ["[security 67] a target of another scheme", get("ftp://tea.test/"), 400],
    ["[security 67] the same Host twice", get("/", "Host: a.test\r\nHost: a.test\r\n"), 400],
    ["[security 67] a second Host after thousands of headers", get("/", hostsFarApart()), 400],
    ["[security 1] a list of Hosts", get("/", "Host: a.test, b.test\r\n"), 400],
    ["[security 1] a Host with a user", get("/", "Host: a@b.test\r\n"), 400],
    ["[security 1] an empty Host", get("/", "Host:\r\n"), 400],
    ["[security 1] a malformed host in the target", get("http://evil.test:x@tea.test/"), 400],
    [
      "an expectation that is unknown",
      post("Expect: tea\r\nContent-Length: 5\r\nConnection: close\r\n"),
      417,
    ],
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

  test("[security 9] the host of an absolute target counts, as everything sees it", async () => {
    expect(await exchange(server, get("http://b.test/cups", "Host: a.test\r\n"))).toContain("host b.test");
  });

  test("[security 66] trailers are no headers", async () => {
    const answer = await exchange(
      server,
      post(
        "Connection: close\r\nTransfer-Encoding: chunked\r\n",
        "5\r\nhello\r\n0\r\nHost: evil.test\r\n\r\n",
      ),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 [^]*host tea\.test/);
  });

  test("[security 66] the body of a GET is not the next request", async () => {
    const next = get("/next");
    const text = `GET /first HTTP/1.1\r\nHost: tea.test\r\nContent-Length: ${next.length}\r\n\r\n${next}${get("/second")}`;
    const answer = await exchange(server, text);
    expect(answer.match(/path \/\w+/g)).toEqual(["path /first", "path /second"]);
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
    const h2c = "Host: tea.test\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAA\r\n";
    const clear = `GET /chat HTTP/1.1\r\n${h2c}Connection: Upgrade, HTTP2-Settings, close\r\n\r\n`;
    expect(await exchange(server, clear)).toMatch(/^HTTP\/1\.1 200 OK[^]*path \/chat/);
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

function chunkedAfter(encoding: string): string {
  return post(`Transfer-Encoding: ${encoding}\r\nTransfer-Encoding: chunked\r\n`, "0\r\n\r\n");
}

function hostsFarApart(): string {
  return `Host: a.test\r\n${"a:\r\n".repeat(2500)}Host: b.test\r\n`;
}

function chunkedWith(header: string): string {
  return post(`Transfer-Encoding: chunked\r\n${header}`, "0\r\n\r\n");
}
