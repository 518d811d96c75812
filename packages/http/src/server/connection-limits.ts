import type { Server as HttpServer, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";

import { statusName } from "../errors/statuses.ts";

/**
 * Answers connections that bring no proper HTTP, and cuts those that do not move.
 *
 * @param nodeServer - The server whose connections they are.
 * @param writeTimeout - How many milliseconds a client may take nothing of an answer that waits for it.
 */
export function limitConnections(nodeServer: HttpServer, writeTimeout: number): void {
  nodeServer.on("clientError", refuse);
  nodeServer.setTimeout(writeTimeout, cutIfStuck);
}

// What arrived was no HTTP, so that there is no request to answer: the status line is written by hand.
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  // In the middle of an answer these bytes would become a part of it; before the end of a handshake they would wait.
  const cannotAnswer = error.code === "ECONNRESET" || error.code === "ERR_TLS_HANDSHAKE_TIMEOUT";
  if (!socket.writable || cannotAnswer || answerOn(socket)?.headersSent === true) {
    socket.destroy();
    return;
  }
  const status = refusalStatus(error.code);
  socket.end(`HTTP/1.1 ${status} ${statusName(status)}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function refusalStatus(code: string | undefined): number {
  switch (code) {
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return 408;
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return 413;
    case "HPE_HEADER_OVERFLOW":
      return 431;
    default:
      return 400;
  }
}

// Node tells this of every connection on which nothing has moved for a while. A handler may take its time, and so may
// a stream that has nothing to say. Sessions of HTTP/2 have limits of their own.
function cutIfStuck(socket: unknown): void {
  if (!(socket instanceof Socket)) return;
  if (answerOn(socket) === undefined || socket.writableLength > 0) socket.destroy();
}

// Node's own handling of these events asks the same, and offers no other way to.
function answerOn(socket: Duplex): ServerResponse | undefined {
  return (Reflect.get(socket, "_httpMessage") as ServerResponse | null | undefined) ?? undefined;
}
