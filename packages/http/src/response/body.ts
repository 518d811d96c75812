/** One piece of a streamed body. */
export type BodyChunk = string | Uint8Array;

/** A body that is read while it is sent: iterables, Node streams, web streams. */
export type StreamedBody =
  | Iterable<BodyChunk>
  | AsyncIterable<BodyChunk>
  | ReadableStream<Uint8Array>
  | ReadableStream<string>;

/** What a response can send. Null is an empty body. */
export type ResponseBody = string | Uint8Array | StreamedBody | null;

const encoder = new TextEncoder();

/**
 * The chunks of a streamed body as bytes. Ending the iteration early ends the source: an iterator gets its
 * `return`, a Node stream is destroyed, a web stream cancelled.
 */
export async function* encodeChunks(body: StreamedBody): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of iterableOf(body)) {
    if (chunk.length > 0) yield typeof chunk === "string" ? encoder.encode(chunk) : chunk;
  }
}

/** Joins chunks of bytes. */
export function concatenate(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1 && chunks[0] !== undefined) return chunks[0];
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.byteLength, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

function iterableOf(body: StreamedBody): Iterable<BodyChunk> | AsyncIterable<BodyChunk> {
  return Symbol.asyncIterator in body || Symbol.iterator in body ? body : readerOf(body);
}

// Some runtimes have web streams that cannot be iterated.
async function* readerOf(stream: ReadableStream<BodyChunk>): AsyncGenerator<BodyChunk, void, undefined> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}
