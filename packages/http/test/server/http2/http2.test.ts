import { once } from "node:events";
import { connect } from "node:net";
import { constants } from "node:http2";
import { Readable } from "node:stream";
import { connect as connectTls } from "node:tls";

import { describe, expect, test, vi } from "vitest";

import { BodyLimits, Client, Response, serve } from "../../../src/index.ts";
import { asHttp1 } from "../../../src/server/http2/http2-request.ts";
import { answerOn, certificate, connectTo, open, preface, resetRequest, serveHttp2 } from "./http2-client.ts";

const NEVER = (): Promise<Response> => new Promise(() => undefined);

describe("a server of HTTP/2", () => {
  test("needs TLS", async () => {
    await expect(serve(() => new Response(), { port: 0, http2: true })).rejects.toThrow(TypeError);
  });

  test("speaks HTTP/1.1 with those who know no other", async () => {
    await using server = await serveHttp2((request) => new Response(`${request.scheme} ${request.path}`));
    for (const http2 of [true, false]) {
      const client = Client.overSocket(server.url, { ca: certificate.cert, http2 });
      expect((await client.get("/tea")).text).toBe("https /tea");
    }
  });

  test("shows requests as HTTP/1.1 would", async () => {
    await using server = await serveHttp2(
      (request) =>
        new Response(
          JSON.stringify([request.url, request.remoteAddr, [...request.cookies], [...request.headers]]),
        ),
    );
    const session = connectTo(server);
    const answer = await answerOn(
      open(session, {
        ":path": "/tea?a=1",
        ":authority": "tea.test",
        cookie: ["a=1", "b=2"],
        "x-leaf": ["1", "2"],
      }),
    );
    session.destroy();
    expect(JSON.parse(answer.text)).toEqual([
      "https://tea.test/tea?a=1",
      "127.0.0.1",
      [
        ["a", "1"],
        ["b", "2"],
      ],
      [
        ["Host", "tea.test"],
        ["x-leaf", "1"],
        ["x-leaf", "2"],
        ["cookie", "a=1; b=2"],
      ],
    ]);
  });

  test("sends no header about the connection", async () => {
    await using server = await serveHttp2(() => {
      const headers = {
        Connection: "close",
        "Keep-Alive": "timeout=5",
        "Transfer-Encoding": "chunked",
        "X-A": "b",
      };
      return new Response("tea", { headers });
    });
    const session = connectTo(server);
    const { headers } = await answerOn(open(session));
    session.destroy();
    expect(headers).toMatchObject({ ":status": 200, "x-a": "b", "content-length": "3" });
    for (const name of ["connection", "keep-alive", "transfer-encoding"])
      expect(headers).not.toHaveProperty(name);
  });

  test("takes many requests over one connection at a time", async () => {
    await using server = await serveHttp2(
      async (request) => new Response(await Promise.resolve(request.path)),
    );
    const session = connectTo(server);
    const paths = Array.from({ length: 50 }, (_, index) => `/${index}`);
    const answers = await Promise.all(paths.map((path) => answerOn(open(session, { ":path": path }))));
    session.destroy();
    expect(answers.map(({ text }) => text)).toEqual(paths);
  });
});

describe("hosts over HTTP/2", () => {
  test.each([
    ["[security 67] a Host beside another authority", { ":authority": "a.test", host: "b.test" }, 400],
    ["a Host that repeats the authority", { ":authority": "a.test", host: "a.test" }, 200],
    ["[security 1] a malformed authority", { ":authority": "evil.test:x@a.test" }, 400],
    ["[security 67] a target that is no path", { ":method": "OPTIONS", ":path": "*" }, 400],
  ])("%s", async (_, headers, status) => {
    await using server = await serveHttp2((request) => new Response(request.host));
    const session = connectTo(server);
    const answer = await answerOn(open(session, headers));
    session.destroy();
    // Some versions of Node refuse them before they become requests.
    expect(answer.status ?? 400).toBe(status);
  });

  test("[security 70] tunnels are not made", async () => {
    await using server = await serveHttp2(() => new Response());
    const session = connectTo(server);
    expect((await answerOn(open(session, { ":method": "CONNECT", ":authority": "a.test:1" }))).status).toBe(
      405,
    );
    session.destroy();
  });

  test("lines in the form of HTTP/1.1 say whether there is a body", () => {
    expect(asHttp1([":path", "/", "content-length", "5"], false)).toEqual(["content-length", "5"]);
    expect(asHttp1([":path", "/"], false)).toEqual(["Transfer-Encoding", "chunked"]);
    expect(asHttp1([":path", "/"], true)).toEqual([]);
  });
});

describe("streams over HTTP/2", () => {
  test("[security 44] end their source when the client leaves", async () => {
    const source = new Readable({ read() {} });
    source.push("first");
    await using server = await serveHttp2(() => new Response(source));
    const session = connectTo(server);
    const stream = open(session);
    await once(stream, "data");
    stream.close(constants.NGHTTP2_CANCEL);
    await once(source, "close");
    session.destroy();
  });

  test("[security 44] wait for a slow client", async () => {
    let produced = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        produced += 1;
        yield new Uint8Array(64 * 1024);
      }
    }
    await using server = await serveHttp2(() => new Response(endless()));
    const session = connectTo(server);
    const stream = open(session).pause();
    await once(stream, "response");
    let before = -1;
    await vi.waitFor(() => {
      const settled = produced === before && produced > 0;
      before = produced;
      expect(settled).toBe(true);
    });
    expect(produced).toBeLessThan(200);
    session.destroy();
  });

  test("[security 69] that fail are reset, so that they do not look whole", async () => {
    const onError = vi.fn();
    async function* failing(): AsyncGenerator<string> {
      yield "a";
      throw new Error("kettle broke");
    }
    await using server = await serveHttp2(() => new Response(failing()), { onError });
    const session = connectTo(server);
    const answer = await answerOn(open(session));
    expect(answer.code).toBe(constants.NGHTTP2_INTERNAL_ERROR);
    await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce());
    // The connection goes on.
    expect((await answerOn(open(session))).status).toBe(200);
    session.destroy();
  });
});

describe("bodies over HTTP/2", () => {
  test("[security 14] over the limit are refused, and the connection goes on", async () => {
    const handler = vi.fn(() => new Response("tea"));
    await using server = await serveHttp2(handler, { bodyLimits: new BodyLimits({ maxContentLength: 10 }) });
    const session = connectTo(server);
    const announced = open(session, { ":method": "POST", "content-length": "20" });
    expect(await answerOn(announced)).toMatchObject({ status: 413 });
    const endless = open(session, { ":method": "POST" });
    const response = once(endless, "response");
    const ended = once(endless.resume(), "end");
    const send = (): void => {
      while (endless.writable && endless.write(Buffer.alloc(16 * 1024)));
    };
    endless.on("drain", send);
    send();
    expect((await response)[0]).toMatchObject({ ":status": 413 });
    await ended;
    expect(handler).not.toHaveBeenCalled();
    expect(await answerOn(open(session))).toMatchObject({ status: 200, text: "tea" });
    session.destroy();
  });

  test("that break off never reach the handler", async () => {
    const handler = vi.fn((request) => new Response(request.text));
    await using server = await serveHttp2(handler);
    const session = connectTo(server);
    const stream = open(session, { ":method": "POST" });
    stream.write("half");
    stream.close(constants.NGHTTP2_CANCEL);
    await once(stream, "close");
    expect((await answerOn(open(session))).status).toBe(200);
    expect(handler).toHaveBeenCalledOnce();
    session.destroy();
  });
});

describe("limits of HTTP/2", () => {
  test("[security 68] are told to the client", async () => {
    await using server = await serveHttp2(() => new Response());
    const session = connectTo(server);
    await once(session, "remoteSettings");
    expect(session.remoteSettings).toMatchObject({ maxConcurrentStreams: 100, maxHeaderListSize: 16 * 1024 });
    session.destroy();
  });

  test("[security 68] headers that are too long are refused", async () => {
    const handler = vi.fn(() => new Response());
    await using server = await serveHttp2(handler);
    const session = connectTo(server);
    // The limit holds from when the client has heard of it; until then there is that of Node, 64 KiB.
    await once(session, "remoteSettings");
    const answer = await answerOn(open(session, { "x-long": "x".repeat(20_000) }));
    expect(answer).toMatchObject({ status: undefined, code: constants.NGHTTP2_ENHANCE_YOUR_CALM });
    session.destroy();
    expect(handler).not.toHaveBeenCalled();
  });

  test("[security 68] a client that takes nothing of its answer loses it", async () => {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield new Uint8Array(64 * 1024);
    }
    const handler = (): Response => {
      const response = new Response(endless());
      response.callOnClose(end);
      return response;
    };
    await using server = await serveHttp2(handler, { writeTimeout: 40 });
    const session = connectTo(server);
    open(session).pause();
    await ended;
    session.destroy();
  });

  test("[security 68] a body that does not end is given up, and a handler that takes its time is not", async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const handler = async (): Promise<Response> => {
      await released;
      return new Response("patience");
    };
    await using server = await serveHttp2(handler, { requestTimeout: 40, writeTimeout: 10 });
    const session = connectTo(server);
    const patient = answerOn(open(session));
    const whole = open(session, { ":method": "POST" });
    whole.end("tea");
    const patientWithBody = answerOn(whole);
    const slow = open(session, { ":method": "POST" });
    slow.write("half");
    expect((await answerOn(slow)).code).toBe(constants.NGHTTP2_CANCEL);
    release();
    expect((await patient).text).toBe("patience");
    expect((await patientWithBody).text).toBe("patience");
    session.destroy();
  });

  test("[security 68] a connection without requests is closed", async () => {
    await using server = await serveHttp2(() => new Response("tea"), { keepAliveTimeout: 20 });
    const silent = connectTo(server);
    await once(silent, "close");
    const session = connectTo(server);
    expect((await answerOn(open(session))).text).toBe("tea");
    await once(session, "close");
  });

  test("[security 68] a handshake that does not end is given up", async () => {
    await using server = await serveHttp2(() => new Response(), { headersTimeout: 40 });
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1").on("error", () => undefined);
    await once(socket.resume(), "close");
  });

  test("[security 68] a client that opens streams only to reset them is cut off", async () => {
    const handler = vi.fn(NEVER);
    await using server = await serveHttp2(handler, { keepAliveTimeout: 50 });
    const port = Number(new URL(server.url).port);
    const socket = connectTls({ port, ca: certificate.cert, host: "127.0.0.1", ALPNProtocols: ["h2"] });
    socket.on("error", () => undefined).write(preface());
    for (let stream = 1; stream < 20_000; stream += 2) socket.write(resetRequest(stream));
    await once(socket.resume(), "close");
    expect(handler.mock.calls.length).toBeLessThan(5000);
    const session = connectTo(server);
    await once(session, "remoteSettings");
    session.destroy();
  });

  test("[security 69] what is no HTTP/2 ends nothing but its connection", async () => {
    const onError = vi.fn();
    await using server = await serveHttp2(() => new Response("alive"), { onError });
    const port = Number(new URL(server.url).port);
    for (const bytes of ["GET / HTTP/1.1\r\n\r\n", `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${"\xff".repeat(100)}`]) {
      const tls = connectTls({ port, ca: certificate.cert, host: "127.0.0.1", ALPNProtocols: ["h2"] });
      tls.on("error", () => undefined).write(bytes, "latin1");
      await once(tls.resume(), "close");
    }
    const plain = connect(port, "127.0.0.1").on("error", () => undefined);
    plain.write("GET / HTTP/1.1\r\nHost: a.test\r\n\r\n");
    await once(plain.resume(), "close");
    const session = connectTo(server);
    expect((await answerOn(open(session))).text).toBe("alive");
    session.destroy();
  });
});

describe("the end of a server of HTTP/2", () => {
  test("lets requests in flight finish, and sends others away", async () => {
    const arrived = withResolvers();
    const release = withResolvers();
    const server = await serveHttp2(async () => {
      arrived.resolve();
      await release.promise;
      return new Response("done");
    });
    const session = connectTo(server);
    const pending = answerOn(open(session));
    await arrived.promise;
    const goaway = once(session, "goaway");
    const closing = server.close();
    await goaway;
    const other = async (): Promise<unknown> => (await answerOn(open(session))).status;
    expect(await other().catch(() => undefined)).toBeUndefined();
    release.resolve();
    expect((await pending).text).toBe("done");
    await closing;
  });

  test("answers requests that are on their way while it lingers", async () => {
    const server = await serveHttp2((request) => new Response(request.path));
    const session = connectTo(server);
    expect((await answerOn(open(session, { ":path": "/first" }))).text).toBe("/first");
    const closing = server.close({ linger: 60_000 });
    expect((await answerOn(open(session, { ":path": "/second" }))).text).toBe("/second");
    session.destroy();
    await closing;
  });

  test("waits for nothing when it must not", async () => {
    const arrived = withResolvers();
    const server = await serveHttp2(() => {
      arrived.resolve();
      return NEVER();
    });
    const session = connectTo(server);
    const pending = answerOn(open(session));
    await arrived.promise;
    server.closeNow();
    expect((await pending).status).toBeUndefined();
    await server.close();
  });
});

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
