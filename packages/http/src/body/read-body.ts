import { ClientDisconnected } from "../errors/bad-request.ts";
import { RequestEntityTooLarge } from "../errors/client-errors.ts";

/** A body that arrives: a Node stream, a web stream, or anything else that can be read with `for await`. */
export type BodySource = NodeReadable | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** What is needed of a Node `Readable`, such as the request of `node:http`. */
export interface NodeReadable {
  on(event: string, listener: (...values: unknown[]) => void): unknown;
  off(event: string, listener: (...values: unknown[]) => void): unknown;
  pause(): unknown;
  resume(): unknown;
  readonly destroyed: boolean;
  readonly readableEnded: boolean;
}

/** How much is expected of a body. */
export interface ReadOptions {
  /** The value of `Content-Length`; undefined when the body ends by itself. */
  readonly contentLength?: number | undefined;
  /** The most bytes that are taken. Default: no limit. */
  readonly maxContentLength?: number | undefined;
}

/** Where the chunks of a body go. The next chunk waits until its promise is kept. */
export type BodySink = (chunk: Uint8Array) => void | Promise<void>;

/**
 * Reads the `Content-Length` header.
 *
 * @param text - The header; undefined when there is none.
 * @returns Its number, undefined when it is missing or is not just digits (RFC 9110, section 8.6).
 * @example
 * parseContentLength("42"); // => 42
 * parseContentLength("+42"); // => undefined
 */
export function parseContentLength(text: string | undefined): number | undefined {
  if (text === undefined || !/^[0-9]+$/.test(text)) return undefined;
  return Number(text);
}

/**
 * Reads a whole body.
 *
 * @param source - The stream. It is left open, without a listener of ours, whatever happens.
 * @param options - The announced length and the limit.
 * @throws {RequestEntityTooLarge} As soon as the announced length, or what has arrived, is over the limit.
 * @throws {ClientDisconnected} When the stream fails, or ends before the announced length.
 */
export async function readBody(source: BodySource, options: ReadOptions = {}): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  await consumeBody(source, options, (chunk) => {
    chunks.push(chunk);
  });
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
}

/**
 * Feeds a body to a sink, chunk by chunk, as {@link readBody} reads it. What comes after the announced length is
 * not looked at.
 *
 * @param source - The stream.
 * @param options - The announced length and the limit.
 * @param sink - Takes each chunk. When it throws, reading ends and the error is passed on.
 */
export async function consumeBody(source: BodySource, options: ReadOptions, sink: BodySink): Promise<void> {
  const { contentLength, maxContentLength = Number.POSITIVE_INFINITY } = options;
  if (contentLength !== undefined && contentLength > maxContentLength) throw new RequestEntityTooLarge();
  const meter = new Meter(contentLength ?? Number.POSITIVE_INFINITY, maxContentLength, sink);
  if (contentLength !== 0) {
    await (isNodeReadable(source) ? pumpNode(source, meter) : pumpIterable(source, meter));
  }
  if (contentLength !== undefined && meter.received < contentLength) throw new ClientDisconnected();
}

/** Counts what passes to a sink. */
class Meter {
  received = 0;
  readonly #expected: number;
  readonly #limit: number;
  readonly #sink: BodySink;

  constructor(expected: number, limit: number, sink: BodySink) {
    this.#expected = expected;
    this.#limit = limit;
    this.#sink = sink;
  }

  get isFull(): boolean {
    return this.received >= this.#expected;
  }

  pass(chunk: Uint8Array): void | Promise<void> {
    const wanted = Math.min(chunk.byteLength, this.#expected - this.received);
    this.received += wanted;
    if (this.received > this.#limit) throw new RequestEntityTooLarge();
    return this.#sink(wanted === chunk.byteLength ? chunk : chunk.subarray(0, wanted));
  }
}

function isNodeReadable(source: BodySource): source is NodeReadable {
  return "on" in source && "off" in source && "pause" in source;
}

// Not `for await`: to stop early it destroys the stream, and with it the socket that still has to carry the answer.
function pumpNode(source: NodeReadable, meter: Meter): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      for (const [event, listener] of listeners) source.off(event, listener);
      // On to its end, which a keep-alive connection waits for.
      source.resume();
      resolve();
    };
    const fail = (error: unknown): void => {
      for (const [event, listener] of listeners) source.off(event, listener);
      source.pause();
      reject(error);
    };
    const disconnect = (cause?: unknown): void => fail(new ClientDisconnected(undefined, { cause }));
    const proceed = (): void => {
      if (meter.isFull) finish();
      else source.resume();
    };
    const take = (chunk: unknown): void => {
      try {
        const pending = meter.pass(chunk as Uint8Array);
        if (pending === undefined) {
          if (meter.isFull) finish();
          return;
        }
        source.pause();
        pending.then(proceed, fail);
      } catch (error) {
        fail(error);
      }
    };
    const listeners = [
      ["data", take],
      ["end", finish],
      ["error", disconnect],
      ["close", () => disconnect()],
    ] as const;
    if (source.readableEnded) resolve();
    else if (source.destroyed) reject(new ClientDisconnected());
    else {
      for (const [event, listener] of listeners) source.on(event, listener);
      source.resume();
    }
  });
}

async function pumpIterable(
  source: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>,
  meter: Meter,
): Promise<void> {
  const chunks = source[Symbol.asyncIterator]();
  try {
    while (!meter.isFull) {
      const next = await readNext(chunks);
      if (next.done === true) return;
      await meter.pass(next.value);
    }
  } finally {
    await chunks.return?.();
  }
}

// Only a failure of the stream itself says that the client has gone.
async function readNext(chunks: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array>> {
  try {
    return await chunks.next();
  } catch (cause) {
    throw new ClientDisconnected(undefined, { cause });
  }
}
