import {
  constants,
  type Http2SecureServer,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";

import type { Connections } from "../connections.ts";

/** How long a client may take, in milliseconds. */
export interface SessionLimits {
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
  readonly writeTimeout: number;
}

/** The HTTP/2 connections of a server. Those that do not move are closed, as those of HTTP/1.1 are. */
export class Http2Sessions implements Connections {
  readonly #sessions = new Set<ServerHttp2Session>();
  readonly #limits: SessionLimits;

  constructor(server: Http2SecureServer, limits: SessionLimits) {
    this.#limits = limits;
    server.on("session", (session) => this.#add(session));
  }

  /** What was sent too late was not looked at, as clients are told, who may send it again (RFC 9113 section 6.8). */
  closeIdle(): void {
    for (const session of this.#sessions) session.close();
  }

  closeAll(): void {
    for (const session of this.#sessions) session.destroy();
  }

  #add(session: ServerHttp2Session): void {
    this.#sessions.add(session);
    let openStreams = 0;
    const closeIfIdle = (): void => {
      if (openStreams === 0) session.close();
    };
    const timer = setTimeout(closeIfIdle, this.#limits.keepAliveTimeout);
    session.on("stream", (stream) => {
      openStreams += 1;
      this.#limit(stream);
      stream.once("close", () => {
        openStreams -= 1;
        timer.refresh();
      });
    });
    session.once("close", () => {
      clearTimeout(timer);
      this.#sessions.delete(session);
    });
  }

  #limit(stream: ServerHttp2Stream): void {
    const { requestTimeout, writeTimeout } = this.#limits;
    const reset = (): void => stream.close(constants.NGHTTP2_CANCEL);
    // A handler may take its time; a client that does not take what is there may not.
    stream.setTimeout(writeTimeout, () => {
      if (stream.writableLength > 0) reset();
    });
    if (stream.endAfterHeaders) return;
    const timer = setTimeout(() => {
      if (stream.state.remoteClose !== 1) reset();
    }, requestTimeout);
    stream.once("close", () => clearTimeout(timer));
  }
}
