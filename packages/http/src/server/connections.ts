import { Server as HttpServer } from "node:http";
import type { Socket } from "node:net";

/** The connections of a server that stops. */
export interface Connections {
  /** Closes those without a request, and the others after their answers. */
  closeIdle(): void;
  /** Cuts all of them. */
  closeAll(): void;
}

/** The connections of HTTP/1.1, also of a server that speaks HTTP/2 beside it. */
export class Http1Connections implements Connections {
  readonly #nodeServer: HttpServer;
  readonly #sockets = new Set<Socket>();

  constructor(nodeServer: HttpServer) {
    this.#nodeServer = nodeServer;
    nodeServer.on("connection", this.#keep).on("secureConnection", this.#keep);
  }

  closeIdle(): void {
    // A server of `node:http2` keeps the same list of connections, without these methods.
    HttpServer.prototype.closeIdleConnections.call(this.#nodeServer);
    // To Node one that has never said anything, such as browsers open in advance, is about to send its first request.
    for (const socket of this.#sockets) if (socket.bytesRead === 0) socket.destroy();
  }

  closeAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  readonly #keep = (socket: Socket): void => {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
  };
}
