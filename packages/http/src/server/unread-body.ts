import type { IncomingMessage } from "node:http";
import type { Http2Stream } from "node:http2";

// What is taken of a body that nobody wants, so that the client gets to read the answer.
const MOST_BYTES = 1024 * 1024;

/**
 * Whether the connection is worth keeping after an answer that came before the body was read: the rest must be short,
 * and known to be. A 413 tells the client to stop, so that there is nothing to keep. A connection of HTTP/2 always is:
 * its other requests do not wait behind this one.
 */
export function isWorthKeeping(incoming: IncomingMessage, statusCode: number): boolean {
  if (streamOf(incoming) !== undefined) return true;
  const length = Number(incoming.headers["content-length"] ?? Number.POSITIVE_INFINITY);
  return statusCode !== 413 && length <= MOST_BYTES;
}

/**
 * Takes the rest of a body from the wire and throws it away. A client that sends much of it is cut off.
 *
 * @returns The request, which is closed when all has been taken.
 */
export function discardUnreadBody(incoming: IncomingMessage): IncomingMessage {
  if (incoming.complete) return incoming;
  const stream = streamOf(incoming);
  if (stream !== undefined) {
    // Tells the client to stop (RFC 9113 section 8.1): later, since Node would drop an answer that is not out yet. What
    // has arrived by then has to be taken, or Node would keep the stream.
    if (stream.state.remoteClose !== 1) setImmediate(() => stream.close());
    return incoming.resume();
  }
  let left = MOST_BYTES;
  incoming.on("data", (chunk: Uint8Array) => {
    left -= chunk.byteLength;
    if (left < 0) incoming.destroy();
  });
  return incoming.resume();
}

// The requests of `node:http2` look like those of `node:http`, and have this besides.
function streamOf(incoming: IncomingMessage): Http2Stream | undefined {
  return (incoming as { readonly stream?: Http2Stream }).stream;
}
