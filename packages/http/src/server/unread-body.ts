import type { IncomingMessage } from "node:http";

// What is taken of a body that nobody wants, so that the client gets to read the answer.
const MOST_BYTES = 1024 * 1024;

/**
 * Whether the connection is worth keeping after an answer that came before the body was read: the rest must be short,
 * and known to be. A 413 tells the client to stop, so that there is nothing to keep.
 */
export function isWorthKeeping(incoming: IncomingMessage, statusCode: number): boolean {
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
  let left = MOST_BYTES;
  incoming.on("data", (chunk: Uint8Array) => {
    left -= chunk.byteLength;
    if (left < 0) incoming.destroy();
  });
  return incoming.resume();
}
