import { once } from "node:events";
import type { IncomingMessage } from "node:http";

import { describe, expect, test, vi } from "vitest";

import { BodyLimits, Response, serve } from "../../src/index.ts";
import { closed, exchange, openSocket, untilClosed } from "../raw-socket.ts";

const POST = "POST /tea HTTP/1.1\r\nHost: tea.test\r\n";

describe("a client that is too slow", () => {
  test("[security 68] with its headers gets a 408", async () => {
    await using server = await serve(() => new Response(), {
      port: 0,
      headersTimeout: 40,
      requestTimeout: 80,
    });
    expect(await exchange(server, "GET / HTTP/1.1\r\nHost: te")).toMatch(/^HTTP\/1\.1 408 /);
  });

  test("[security 68] with its body gets a 408, and no handler", async () => {
    const handler = vi.fn(() => new Response());
    await using server = await serve(handler, { port: 0, headersTimeout: 40, requestTimeout: 80 });
    expect(await exchange(server, `${POST}Content-Length: 10\r\n\r\n12345`)).toMatch(/^HTTP\/1\.1 408 /);
    expect(handler).not.toHaveBeenCalled();
  });

  test("[security 68] to read is cut off, and its stream is ended", async () => {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    function* endless(): Generator<Uint8Array> {
      for (;;) yield new Uint8Array(256 * 1024);
    }
    const handler = (): Response => {
      const response = new Response(endless());
      response.callOnClose(end);
      return response;
    };
    await using server = await serve(handler, { port: 0, writeTimeout: 40 });
    const socket = openSocket(server).pause();
    socket.write("GET / HTTP/1.1\r\nHost: tea.test\r\n\r\n");
    await ended;
    socket.destroy();
  });

  test("[security 68] to send its next request loses its connection", async () => {
    await using server = await serve(() => new Response("tea"), { port: 0, keepAliveTimeout: 20 });
    expect(await exchange(server, "GET / HTTP/1.1\r\nHost: tea.test\r\n\r\n")).toMatch(/tea$/);
  });

  test("[security 68] has explicit limits of time by default", async () => {
    await using server = await serve(() => new Response(), { port: 0 });
    const { headersTimeout, requestTimeout, keepAliveTimeout, timeout } = server.nodeServer;
    expect([headersTimeout, requestTimeout, keepAliveTimeout, timeout]).toEqual([
      20_000, 300_000, 5000, 60_000,
    ]);
  });

  test("is not one whose answer takes time", async () => {
    let timeouts = 0;
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const handler = async (): Promise<Response> => {
      await released;
      return new Response("patience");
    };
    await using server = await serve(handler, { port: 0, writeTimeout: 10 });
    server.nodeServer.on("timeout", () => {
      timeouts += 1;
      release();
    });
    expect(await (await fetch(server.url)).text()).toBe("patience");
    expect(timeouts).toBeGreaterThan(0);
  });
});

test("[security 19] a client that leaves in the middle of its body never reaches the handler", async () => {
  const handler = vi.fn(() => new Response("tea"));
  const onError = vi.fn();
  await using server = await serve(handler, { port: 0, onError });
  const arrived = once(server.nodeServer, "request");
  const socket = openSocket(server);
  socket.write(`${POST}Content-Length: 10\r\n\r\nhalf`);
  const [incoming] = (await arrived) as [IncomingMessage];
  const left = new Promise((resolve) => {
    incoming.once("close", resolve);
  });
  socket.destroy();
  await left;
  expect((await fetch(server.url)).status).toBe(200);
  expect(handler).toHaveBeenCalledOnce();
  expect(onError).not.toHaveBeenCalled();
});

describe("an answer that comes before the body was read", () => {
  const limited = { port: 0, bodyLimits: new BodyLimits({ maxContentLength: 10 }) };

  test("[security 14] says that the connection is closed, where the body is too long", async () => {
    await using server = await serve(() => new Response(), limited);
    const answer = await exchange(server, `${POST}Content-Length: 20\r\n\r\n${"x".repeat(20)}`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*\r\nConnection: close\r\n/s);
  });

  test("[security 14] reaches a client that is still sending", async () => {
    await using server = await serve(() => new Response(), limited);
    const socket = openSocket(server);
    const answer = untilClosed(socket);
    socket.write(`${POST}Transfer-Encoding: chunked\r\n\r\n14\r\n${"x".repeat(20)}\r\n`);
    await once(socket, "data");
    expect(socket.readyState).toBe("open");
    socket.write("0\r\n\r\n");
    expect(await answer).toContain("413");
  });

  test("[security 14] does not reach one that never stops", async () => {
    await using server = await serve(() => new Response(), limited);
    const socket = openSocket(server);
    socket.write(`${POST}Content-Length: 99999999999\r\n\r\n`);
    const send = (): void => {
      while (socket.writable && socket.write(Buffer.alloc(64 * 1024)));
    };
    socket.on("drain", send).resume();
    send();
    await closed(socket);
  });

  test("keeps the connection where the rest is short", async () => {
    await using server = await serve(() => new Response("tea"), { port: 0, loadBody: false });
    const next = "GET / HTTP/1.1\r\nHost: tea.test\r\nConnection: close\r\n\r\n";
    const answers = await exchange(server, `${POST}Content-Length: 5\r\n\r\nhello${next}`);
    expect(answers.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  });
});

describe("a connection that breaks HTTP in the middle of an answer", () => {
  test("[security 66] gets no second status line into it", async () => {
    async function* pieces(): AsyncGenerator<string> {
      yield "first";
      await new Promise(() => undefined);
    }
    await using server = await serve(() => new Response(pieces()), { port: 0, loadBody: false });
    const socket = openSocket(server);
    const answer = untilClosed(socket);
    socket.write(`${POST}Transfer-Encoding: chunked\r\n\r\n`);
    await once(socket, "data");
    socket.write("no size\r\n");
    expect((await answer).match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  test("[security 69] or is reset ends nothing but itself", async () => {
    const onError = vi.fn();
    async function* endless(): AsyncGenerator<string> {
      for (;;) yield "x".repeat(10_000);
    }
    await using server = await serve(() => new Response(endless()), { port: 0, onError });
    const socket = openSocket(server);
    socket.write("GET / HTTP/1.1\r\nHost: tea.test\r\n\r\n");
    await once(socket, "data");
    socket.resetAndDestroy();
    await closed(socket);
    const alive = openSocket(server);
    alive.write("GET / HTTP/1.1\r\nHost: tea.test\r\n\r\n");
    await once(alive, "data");
    alive.destroy();
  });
});
