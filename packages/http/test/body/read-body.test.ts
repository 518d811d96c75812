import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { PassThrough, Readable } from "node:stream";
import {
  ClientDisconnected,
  consumeBody,
  HTTPException,
  parseContentLength,
  readBody,
  RequestEntityTooLarge,
} from "@dewar/http";
import { afterEach, describe, expect, test } from "vitest";

const chunks = (): Buffer[] => [Buffer.from("green "), Buffer.from("tea")];
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

describe.each([
  ["a Node stream", () => Readable.from(chunks(), { objectMode: false })],
  ["a web stream", () => Readable.toWeb(Readable.from(chunks())) as ReadableStream<Uint8Array>],
  [
    "an async generator",
    async function* generate() {
      yield* chunks();
    },
  ],
])("the body of %s", (_, open) => {
  test("is read to its end", async () => {
    expect(text(await readBody(open()))).toBe("green tea");
    expect(text(await readBody(open(), { contentLength: 9, maxContentLength: 9 }))).toBe("green tea");
  });

  test("is a 413 as soon as it is over the limit, whatever its length was said to be [security 14]", async () => {
    await expect(readBody(open(), { maxContentLength: 8 })).rejects.toThrow(RequestEntityTooLarge);
    await expect(readBody(open(), { contentLength: 9, maxContentLength: 8 })).rejects.toThrow(
      RequestEntityTooLarge,
    );
  });

  test("ends at the length that it was said to have [security 14]", async () => {
    expect(text(await readBody(open(), { contentLength: 7, maxContentLength: 7 }))).toBe("green t");
    expect(text(await readBody(open(), { contentLength: 0 }))).toBe("");
  });

  test("is a 400 when it ends before [security 14]", async () => {
    await expect(readBody(open(), { contentLength: 10 })).rejects.toThrow(ClientDisconnected);
  });

  test("waits for its sink, and passes on what the sink throws", async () => {
    const order: string[] = [];
    await consumeBody(open(), {}, async (chunk) => {
      order.push(text(chunk));
      await Promise.resolve();
      order.push("done");
    });
    expect(order).toEqual(["green ", "done", "tea", "done"]);

    const failure = new Error("no room");
    await expect(consumeBody(open(), {}, () => Promise.reject(failure))).rejects.toBe(failure);
    const fail = (): void => {
      throw failure;
    };
    await expect(consumeBody(open(), {}, fail)).rejects.toBe(failure);
  });
});

describe("a stream", () => {
  test("is left open and without our listeners, also after an error [security 14]", async () => {
    for (const maxContentLength of [2, 100]) {
      const stream = new PassThrough();
      const before = stream.eventNames().map((name) => [name, stream.listenerCount(name)]);
      const reading = readBody(stream, { maxContentLength, contentLength: undefined });
      stream.write("green");
      if (maxContentLength === 100) stream.end();
      await reading.catch(() => undefined);
      expect(stream.eventNames().map((name) => [name, stream.listenerCount(name)])).toEqual(before);
      if (maxContentLength === 2) expect(stream.destroyed).toBe(false);
    }
  });

  test("that fails or closes early is a client that has gone [security 19]", async () => {
    for (const error of [undefined, new Error("reset")]) {
      const stream = new PassThrough();
      const reading = readBody(stream);
      stream.write("green");
      stream.destroy(error);
      await expect(reading).rejects.toThrow(ClientDisconnected);
      await expect(readBody(stream)).rejects.toThrow(ClientDisconnected);
    }
  });
});

describe("over a socket", () => {
  let close = (): void => {};

  afterEach(() => close());

  async function post(
    headers: Record<string, string>,
    body: string,
    seen: { complete?: boolean } = {},
  ): Promise<string> {
    close();
    const server = createServer((incoming, outgoing) => {
      const contentLength = parseContentLength(incoming.headers["content-length"]);
      readBody(incoming, { contentLength, maxContentLength: 10 }).then(
        (bytes) => {
          seen.complete = incoming.complete;
          return outgoing.end(text(bytes));
        },
        (error: unknown) => {
          const code = error instanceof HTTPException ? error.code : 500;
          outgoing.writeHead(code, { Connection: "close" }).end(String(code));
        },
      );
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    close = () => {
      server.closeAllConnections();
      server.close();
    };
    const { port } = server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const outgoing = request({ port, host: "127.0.0.1", method: "POST", headers }, (incoming) => {
        readBody(incoming).then((bytes) => resolve(text(bytes)), reject);
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }

  test("bodies are read with a length and in chunks", async () => {
    expect(await post({ "Content-Length": "9" }, "green tea")).toBe("green tea");
    expect(await post({ "Transfer-Encoding": "chunked" }, "green tea")).toBe("green tea");
  });

  test("a body that was read leaves nothing of its request on the wire", async () => {
    for (const header of [{ "Content-Length": "9" }, { "Transfer-Encoding": "chunked" }]) {
      const seen = { complete: false };
      await post({ ...header }, "green tea", seen);
      expect(seen.complete).toBe(true);
    }
  });

  test("bodies in chunks are refused once they are too long [security 14]", async () => {
    expect(await post({ "Transfer-Encoding": "chunked" }, "much green tea")).toBe("413");
  });
});

test.each([
  ["0", 0],
  ["42", 42],
  ["+3", undefined],
  ["-3", undefined],
  ["3.0", undefined],
  ["0x3", undefined],
  ["", undefined],
  [undefined, undefined],
])("the length %j is %j", (header, length) => {
  expect(parseContentLength(header)).toBe(length);
});
