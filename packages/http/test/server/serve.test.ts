import { spawn } from "node:child_process";
import { once } from "node:events";
import { lstat, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { type IncomingMessage, request as sendHttp } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { proxyFix, type RequestHandler, Response, serve } from "../../src/index.ts";
import { openSocket, untilClosed } from "../raw-socket.ts";

test("serve takes a free port and tells where it listens", async () => {
  await using server = await serve(() => new Response("tea"), { port: 0 });
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await (await fetch(server.url)).text()).toBe("tea");
});

test("serve fails where it cannot listen", async () => {
  await using server = await serve(() => new Response(), { port: 0 });
  const port = Number(new URL(server.url).port);
  await expect(serve(() => new Response(), { port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

describe("a Unix socket", () => {
  let folder = "";
  let socketPath = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "serve-"));
    socketPath = join(folder, "tea.sock");
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function ask(headers: Record<string, string> = {}): Promise<string> {
    const outgoing = sendHttp({ socketPath, agent: false, headers: { Host: "tea.test", ...headers } }).end();
    const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
    let text = "";
    for await (const chunk of incoming) text += String(chunk);
    return text;
  }

  test("is a place to listen, without addresses", async () => {
    await using server = await serve((request) => new Response(request.remoteAddr ?? "nobody"), {
      socketPath,
    });
    expect(server.url).toBe(`unix:${socketPath}`);
    expect(await ask()).toBe("nobody");
  });

  test("[security 2] is a proxy's where the program says so", async () => {
    const show: RequestHandler = (request) => new Response(request.remoteAddr ?? "nobody");
    const headers = { "X-Forwarded-For": "203.0.113.9" };
    for (const [trustedProxies, seen] of [
      [["unix"], "203.0.113.9"],
      [["127.0.0.1"], "nobody"],
    ] as const) {
      await using _server = await serve(proxyFix(show, { trustedProxies }), { socketPath });
      expect(await ask(headers)).toBe(seen);
    }
  });

  test("that a dead process has left behind is replaced", async () => {
    const bind = `require("net").createServer().listen(process.argv[1], () => process.kill(process.pid, "SIGKILL"))`;
    await once(spawn(process.execPath, ["-e", bind, socketPath]), "exit");
    expect((await lstat(socketPath)).isSocket()).toBe(true);
    await using _server = await serve(() => new Response("tea"), { socketPath });
    expect(await ask()).toBe("tea");
  });

  test("of another server, or a file, is left alone", async () => {
    await using _server = await serve(() => new Response("first"), { socketPath });
    await expect(serve(() => new Response(), { socketPath })).rejects.toMatchObject({ code: "EADDRINUSE" });
    expect(await ask()).toBe("first");
    const file = join(folder, "file");
    await writeFile(file, "mine");
    await expect(serve(() => new Response(), { socketPath: file })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
    expect(await readFile(file, "utf8")).toBe("mine");
  });
});

test("[security 69] a connection that cannot be taken is reported, and ends nothing", async () => {
  const onError = vi.fn();
  await using server = await serve(() => new Response("tea"), { port: 0, onError });
  const failure = Object.assign(new Error("accept ENFILE"), { code: "ENFILE" });
  server.nodeServer.emit("error", failure);
  expect(onError).toHaveBeenCalledExactlyOnceWith(failure);
  expect(await (await fetch(server.url)).text()).toBe("tea");
});

test("close lets a request in flight finish, and takes no other", async () => {
  const arrived = withResolvers();
  const release = withResolvers();
  const server = await serve(
    async () => {
      arrived.resolve();
      await release.promise;
      return new Response("done");
    },
    { port: 0 },
  );
  const pending = fetch(server.url);
  await arrived.promise;
  const closing = server.close();
  await expect(fetch(server.url)).rejects.toThrow();
  release.resolve();
  expect(await (await pending).text()).toBe("done");
  await closing;
  await expect(server.close()).resolves.toBeUndefined();
});

test("close lets a connection linger for a request that is on its way", async () => {
  const server = await serve((request) => new Response(request.path), { port: 0 });
  const socket = openSocket(server);
  socket.write("GET /first HTTP/1.1\r\nHost: tea.test\r\n\r\n");
  await once(socket, "data");
  const rest = untilClosed(socket);
  const closing = server.close({ linger: 60_000 });
  expect(server.isReady).toBe(false);
  socket.write("GET /second HTTP/1.1\r\nHost: tea.test\r\n\r\n");
  expect(await rest).toMatch(/Connection: close\r\n[^]*\/second$/);
  await closing;
});

test("close does not wait for a connection that has never sent anything", async () => {
  const server = await serve(() => new Response("unasked"), { port: 0 });
  const socket = openSocket(server);
  const rest = untilClosed(socket);
  await once(socket, "connect");
  // A second one is answered, so that the server has taken the first.
  await (await fetch(server.url)).text();
  await server.close({ timeout: 60_000 });
  expect(await rest).toBe("");
});

test("closeNow waits for nothing", async () => {
  const arrived = withResolvers();
  const server = await serve(
    () => {
      arrived.resolve();
      return new Promise(() => undefined);
    },
    { port: 0 },
  );
  const pending = fetch(server.url).catch((error: unknown) => error);
  await arrived.promise;
  server.closeNow();
  expect(await pending).toBeInstanceOf(Error);
  await server.close();
});

test("close cuts what takes too long", async () => {
  const arrived = withResolvers();
  const server = await serve(
    () => {
      arrived.resolve();
      return new Promise(() => undefined);
    },
    { port: 0 },
  );
  const pending = fetch(server.url).catch((error: unknown) => error);
  await arrived.promise;
  await server.close({ timeout: 1 });
  expect(await pending).toBeInstanceOf(Error);
});

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
