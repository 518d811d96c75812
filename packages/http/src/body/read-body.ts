import { ClientDisconnected } from "../errors/bad-request.ts";
import { RequestEntityTooLarge } from "../errors/client-errors.ts";
import { concatenate } from "./concatenate.ts";

/** A body that arrives: a Node stream, a web stream, or anything else that can be read with `for await`. */
export type BodySource = NodeReadable | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** What is needed of a Node `Readable`, such as the request of `node:http`. */
export interface NodeReadable {
  on(event: string, listener: (...values: unknown[]) => void): this;
  off(event: string, listener: (...values: unknown[]) => void): this;
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
export function readBody(source: BodySource, options: ReadOptions = {}): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const keep = (chunk: Uint8Array): void => void chunks.push(chunk);
  return consumeBody(source, options, keep).then(() => concatenate(chunks));
}

/**
 * Feeds a body to a sink, chunk by chunk, as {@link readBody} reads it. What comes after the announced length is
 * not looked at; a Node stream is read to its end nevertheless, for only then is its request complete.
 *
 * @param source - The stream.
 * @param options - The announced length and the limit.
 * @param sink - Takes each chunk. When it throws, reading ends and the error is passed on.
 */
export function consumeBody(source: BodySource, options: ReadOptions, sink: BodySink): Promise<void> {
  const { contentLength, maxContentLength = Number.POSITIVE_INFINITY } = options;
  if (contentLength === 0) return Promise.resolve();
  if (contentLength !== undefined && contentLength > maxContentLength) {
    return Promise.reject(new RequestEntityTooLarge());
  }
  const meter = new Meter(contentLength, maxContentLength, sink);
  return isNodeReadable(source) ? pumpNode(source, meter) : pumpIterable(source, meter);
}

/** Counts what passes to a sink. */
class Meter {
  readonly #expected: number | undefined;
  readonly #limit: number;
  readonly #sink: BodySink;
  #received = 0;

  constructor(expected: number | undefined, limit: number, sink: BodySink) {
    this.#expected = expected;
    this.#limit = limit;
    this.#sink = sink;
  }

  get isFull(): boolean {
    return this.#expected !== undefined && this.#received >= this.#expected;
  }

  pass(chunk: Uint8Array): void | Promise<void> {
    const wanted = this.#wanted(chunk);
    if (wanted.byteLength === 0) return undefined;
    this.#received += wanted.byteLength;
    if (this.#received > this.#limit) throw new RequestEntityTooLarge();
    return this.#sink(wanted);
  }

  /** Tells that nothing more comes. */
  end(): void {
    if (this.#expected !== undefined && !this.isFull) throw new ClientDisconnected();
  }

  #wanted(chunk: Uint8Array): Uint8Array {
    if (this.#expected === undefined) return chunk;
    const left = this.#expected - this.#received;
    return chunk.byteLength <= left ? chunk : chunk.subarray(0, left);
  }
}

function isNodeReadable(source: BodySource): source is NodeReadable {
  return "on" in source && "off" in source && "pause" in source;
}

// Not `for await`: to stop early it destroys the stream, and with it the socket that still has to carry the answer.
function pumpNode(source: NodeReadable, meter: Meter): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      source.off("data", take).off("end", finish).off("error", disconnect).off("close", disconnect);
    };
    const fail = (error: unknown): void => {
      leave();
      source.pause();
      reject(error);
    };
    const disconnect = (cause?: unknown): void => fail(new ClientDisconnected(undefined, { cause }));
    const finish = (): void => {
      leave();
      try {
        resolve(meter.end());
      } catch (error) {
        reject(error);
      }
    };
    const take = (chunk: unknown): void => {
      try {
        const pending = meter.pass(chunk as Uint8Array);
        if (pending === undefined) return;
        source.pause();
        pending.then(() => source.resume(), fail);
      } catch (error) {
        fail(error);
      }
    };
    if (source.readableEnded) finish();
    else if (source.destroyed) disconnect();
    else source.on("data", take).on("end", finish).on("error", disconnect).on("close", disconnect).resume();
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
      if (next.done === true) break;
      await meter.pass(next.value);
    }
  } finally {
    await chunks.return?.();
  }
  meter.end();
}

// Only a failure of the stream itself says that the client has gone.
async function readNext(chunks: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array>> {
  try {
    return await chunks.next();
  } catch (cause) {
    throw new ClientDisconnected(undefined, { cause });
  }
}
