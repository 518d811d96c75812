import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type IncomingMessage, request as sendHttp } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "vitest";

import { Response, serve } from "../../src/index.ts";
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

test("serve listens on a Unix socket", async () => {
  const folder = await mkdtemp(join(tmpdir(), "serve-"));
  const socketPath = join(folder, "tea.sock");
  const server = await serve((request) => new Response(request.remoteAddr ?? "nobody"), { socketPath });
  expect(server.url).toBe(`unix:${socketPath}`);
  const outgoing = sendHttp({ socketPath, path: "/", headers: { Host: "tea.test" } }).end();
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
  let text = "";
  for await (const chunk of incoming) text += String(chunk);
  expect(text).toBe("nobody");
  await server.close();
  await rm(folder, { recursive: true });
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
