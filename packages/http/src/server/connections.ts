import { Server as HttpServer } from "node:http";

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

  constructor(nodeServer: HttpServer) {
    this.#nodeServer = nodeServer;
  }

  closeIdle(): void {
    // A server of `node:http2` keeps the same list of connections, without these methods.
    HttpServer.prototype.closeIdleConnections.call(this.#nodeServer);
  }

  closeAll(): void {
    HttpServer.prototype.closeAllConnections.call(this.#nodeServer);
  }
}
