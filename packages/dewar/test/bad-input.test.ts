import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { Flask, renderTemplate, request } from "../src/index.ts";

let server: Server | undefined;
afterEach(
  () =>
    new Promise<void>((resolve) => {
      server?.closeAllConnections();
      if (server === undefined) resolve();
      else server.close(() => resolve());
    }),
);

async function serveApp(): Promise<number> {
  const app = new Flask(import.meta.url);
  app.config.fromMapping({ MAX_CONTENT_LENGTH: 1000 });
  app.logger = { ...console, error: () => undefined };
  app.get("/", () => "alive");
  app.get("/echo/<path:rest>", ({ rest }) => rest);
  app.post("/json", () => ({ got: request.json }));
  app.get("/template", () => renderTemplate("none.html"));
  app.get("/nothing", (() => undefined) as unknown as () => string);
  server = createServer(app.nodeHandler);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** Sends bytes as they are and gives the status line of the answer. */
function statusOf(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text, "latin1"));
    let answer = "";
    socket.setEncoding("latin1");
    socket.on("data", (chunk) => {
      answer += String(chunk);
      const end = answer.indexOf("\r\n");
      if (end === -1) return;
      resolve(answer.slice(0, end));
      socket.destroy();
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(answer));
  });
}

const get = (path: string, headers = "Host: localhost\r\n") =>
  `GET ${path} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`;

describe("bad input gets a clear answer and the process lives", () => {
  it.each<[string, string, RegExp]>([
    ["a malformed request line", "GET\r\n\r\n", /400 Bad Request/],
    ["a URL of 100 kB", get(`/echo/${"x".repeat(100_000)}`), /431|414/],
    ["a percent sign that encodes nothing", get("/echo/%zz%"), /200 OK/],
    ["bytes that are not UTF-8", get("/echo/%E9%ff"), /200 OK/],
    [
      "[security 1] a Host with a user name in it",
      get("/", "Host: evil.com:fake@good.com\r\n"),
      /400 Bad Request/,
    ],
    ["[security 1] an empty Host", get("/", "Host:\r\n"), /400 Bad Request|200 OK/],
    ["[security 67] two Hosts", get("/", "Host: a.test\r\nHost: b.test\r\n"), /400 Bad Request/],
    ["[security 67] the target *", get("*"), /400 Bad Request/],
    [
      "a body over the limit",
      `POST /json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2000\r\n\r\n${"x".repeat(2000)}`,
      /413 Request Entity Too Large/,
    ],
    [
      "[security 14] a chunked body over the limit",
      `POST /json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n${"x".repeat(2000)}\r\n0\r\n\r\n`,
      /413 Request Entity Too Large/,
    ],
    [
      "JSON that is none",
      "POST /json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n{",
      /400 Bad Request/,
    ],
    [
      "[security 27] a form where JSON is wanted",
      "POST /json HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}",
      /415 Unsupported Media Type/,
    ],
    ["a template that does not exist", get("/template"), /500 Internal Server Error/],
    ["a view that returns undefined", get("/nothing"), /500 Internal Server Error/],
  ])("%s", async (_, text, status) => {
    const port = await serveApp();
    expect(await statusOf(port, text)).toMatch(status);
    expect(await statusOf(port, get("/"))).toMatch(/200 OK/);
  });
});
