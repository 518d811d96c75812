import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeHandler, Response } from "@dewar/http";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { field, file, multipart } from "./multipart-bodies.ts";

const LARGE = 2_000_000;

describe("an upload over a socket", () => {
  const before = process.env["TMPDIR"];
  let folder: string;
  let close = (): void => {};

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "uploads-test-"));
    process.env["TMPDIR"] = folder;
  });

  afterEach(async () => {
    close();
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
    await rm(folder, { recursive: true });
  });

  async function listen(listener: RequestListener): Promise<number> {
    const server = createServer(listener).listen(0, "127.0.0.1");
    close = () => {
      server.closeAllConnections();
      server.close();
    };
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  }

  test("lies in a temporary file while its request is answered, and not longer [security 19]", async () => {
    let during: string[] = [];
    const port = await listen(
      nodeHandler(async (request) => {
        during = await readdir(folder);
        const content = await request.files.get("photo")?.text();
        return new Response(`${content?.length} ${request.form.get("tea")}`);
      }),
    );
    const body = multipart(file("photo", "cup.png", "x".repeat(LARGE)), field("tea", "green"));
    const answer = await fetch(`http://127.0.0.1:${port}/`, {
      method: "POST",
      headers: { "Content-Type": "multipart/form-data; boundary=cut" },
      body: new Uint8Array(body),
    });
    expect(await answer.text()).toBe(`${LARGE} green`);
    expect(during).toHaveLength(1);
    await vi.waitFor(async () => expect(await readdir(folder)).toEqual([]));
  });

  test("leaves nothing behind when the client goes away [security 19]", async () => {
    const view = vi.fn(() => new Response("never"));
    const port = await listen(nodeHandler(view));
    const socket = connect(port, "127.0.0.1");
    const head = "POST / HTTP/1.1\r\nHost: tea.test\r\nContent-Type: multipart/form-data; boundary=cut\r\n";
    socket.write(`${head}Content-Length: ${2 * LARGE}\r\n\r\n`);
    socket.write(multipart(file("photo", "cup.png", "x".repeat(LARGE))).subarray(0, LARGE));
    await vi.waitFor(async () => expect(await readdir(folder)).toHaveLength(1));
    socket.destroy();
    await vi.waitFor(async () => expect(await readdir(folder)).toEqual([]));
    expect(view).not.toHaveBeenCalled();
  });
});
