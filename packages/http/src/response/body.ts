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

/** Reads a streamed body, chunk by chunk. */
export interface BodyReader {
  /** The next chunk, undefined at the end. */
  next(): Promise<BodyChunk | undefined>;
  /** Ends the source, also while a chunk is awaited: nobody reads any further. */
  cancel(): void;
}

const encoder = new TextEncoder();

/** Whether a body is sent in pieces. */
export function isStreamedBody(body: ResponseBody): body is StreamedBody {
  return body !== null && typeof body !== "string" && !(body instanceof Uint8Array);
}

/** Opens a streamed body. */
export function openBody(body: StreamedBody): BodyReader {
  if ("getReader" in body) return readWebStream(body);
  if (Symbol.asyncIterator in body) {
    const chunks = body[Symbol.asyncIterator]();
    // A Node stream ends at once when it is destroyed; its iterator would first wait for the next chunk.
    return {
      next: () => nextOf(chunks),
      cancel: isDestroyable(body) ? () => body.destroy() : () => endOf(chunks),
    };
  }
  const chunks = body[Symbol.iterator]();
  return { next: () => nextOf(chunks), cancel: () => endOf(chunks) };
}

/** The chunks of a streamed body as bytes. Ending the iteration ends the source. */
export async function* encodeChunks(body: StreamedBody): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = openBody(body);
  try {
    for (let chunk = await reader.next(); chunk !== undefined; chunk = await reader.next()) {
      if (chunk.length > 0) yield typeof chunk === "string" ? encoder.encode(chunk) : chunk;
    }
  } finally {
    reader.cancel();
  }
}

function readWebStream(stream: ReadableStream<Uint8Array> | ReadableStream<string>): BodyReader {
  const reader: ReadableStreamDefaultReader<BodyChunk> = stream.getReader();
  return {
    next: async () => {
      const { done, value } = await reader.read();
      return done ? undefined : value;
    },
    cancel: () => {
      reader.cancel().catch(ignore);
    },
  };
}

async function nextOf(
  chunks: Iterator<BodyChunk> | AsyncIterator<BodyChunk>,
): Promise<BodyChunk | undefined> {
  const { done, value } = await chunks.next();
  if (done === true) return undefined;
  if (typeof value === "string" || value instanceof Uint8Array) return value;
  throw new TypeError("A streamed body yielded something else than text or bytes.");
}

// The source is given up: what it still has to say about that concerns nobody.
function endOf(chunks: Iterator<BodyChunk> | AsyncIterator<BodyChunk>): void {
  Promise.resolve()
    .then(() => chunks.return?.())
    .catch(ignore);
}

function isDestroyable(body: object): body is { destroy: () => void } {
  return "destroy" in body && typeof body.destroy === "function";
}

function ignore(): void {}
