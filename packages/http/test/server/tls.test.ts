import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { request as sendHttps } from "node:https";
import { connect as connectTls } from "node:tls";

import { expect, test } from "vitest";

import { adhocCertificate, Response, serve, type Server } from "../../src/index.ts";
import { closed, exchange, openSocket } from "../raw-socket.ts";

test("a certificate for development is for its hosts and signed by itself", () => {
  const certificate = new X509Certificate(adhocCertificate(["tea.test", "10.0.0.1"]).cert);
  expect(certificate.subject).toBe("CN=tea.test");
  expect(certificate.subjectAltName).toBe("DNS:tea.test, IP Address:10.0.0.1");
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkHost("tea.test")).toBe("tea.test");
  expect(Date.parse(certificate.validFrom)).toBeLessThan(Date.now());
  expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now());
  expect(() => adhocCertificate(["☃.test"])).toThrow(TypeError);
});

test("requests over TLS are secure", async () => {
  const tls = adhocCertificate();
  await using server = await serve((request) => new Response(`${request.isSecure} ${request.url}`), {
    port: 0,
    tls,
  });
  expect(await textOf(server, tls.cert)).toBe(`true ${server.url}/`);
});

test("[security 69] what is no TLS does not end the server", async () => {
  const tls = adhocCertificate();
  await using server = await serve(() => new Response("alive"), { port: 0, tls });
  expect(await exchange(server, "GET / HTTP/1.1\r\nHost: tea.test\r\n\r\n")).not.toContain("200");
  expect(
    await exchange(server, "\u0016\u0003\u0001\u0000\u0005\u0001\u0000\u0000\u0001\u0000"),
  ).not.toContain("HTTP");
  expect(await textOf(server, tls.cert)).toBe("alive");
});

test("[security 68] a handshake that does not end is given up", async () => {
  await using server = await serve(() => new Response(), {
    port: 0,
    tls: adhocCertificate(),
    headersTimeout: 40,
  });
  await closed(openSocket(server).resume());
});

test.each([
  ["SNICallback", false],
  ["SNICallback", true],
  ["ALPNCallback", false],
  ["ALPNCallback", true],
])("[security 69] a %s that throws ends nothing but its connection, with HTTP/2: %s", async (name, http2) => {
  const broken = (): never => {
    throw new Error("no certificate for that name");
  };
  await using server = await serve(() => new Response(), {
    port: 0,
    http2,
    tls: { ...adhocCertificate(), [name]: broken },
  });
  const { port } = new URL(server.url);
  const socket = connectTls({ port: Number(port), servername: "tea.test", ALPNProtocols: ["http/1.1"] });
  const [error] = (await once(socket, "error")) as [Error];
  expect(error.message).not.toContain("no certificate");
  expect(server.isReady).toBe(true);
});

/** The answer to a client that trusts a certificate. */
async function textOf(server: Server, ca: string): Promise<string> {
  const outgoing = sendHttps(server.url, { ca, agent: false }).end();
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
  let text = "";
  for await (const chunk of incoming) text += String(chunk);
  return text;
}
