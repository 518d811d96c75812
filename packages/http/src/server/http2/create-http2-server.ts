import type { Server as HttpServer, ServerOptions } from "node:http";
import { createSecureServer, type Http2SecureServer } from "node:http2";
import type { ServerOptions as TlsServerOptions } from "node:https";

import { type Connections, Http1Connections } from "../connections.ts";
import { Http2Request } from "./http2-request.ts";
import { Http2Response } from "./http2-response.ts";
import { Http2Sessions, type SessionLimits } from "./http2-sessions.ts";

/** A server that speaks both, and its connections. */
export interface Http2Server {
  readonly nodeServer: HttpServer;
  readonly connections: Connections;
}

/** What holds for HTTP/1.1, and what of it holds for HTTP/2. */
export interface Http2ServerSettings extends SessionLimits, Pick<ServerOptions, "headersTimeout"> {
  readonly maxHeaderSize: number;
}

/**
 * Makes a server that speaks HTTP/2 and HTTP/1.1 over TLS, as the client wants it.
 *
 * @param tls - Key, certificate and so on.
 * @param settings - The limits of both.
 */
export function createHttp2Server(tls: TlsServerOptions, settings: Http2ServerSettings): Http2Server {
  const server = createSecureServer({
    ...tls,
    allowHTTP1: true,
    Http2ServerRequest: Http2Request,
    Http2ServerResponse: Http2Response,
    settings: { maxConcurrentStreams: 100, maxHeaderListSize: settings.maxHeaderSize },
    // In megabytes. Node limits the rest by itself: pairs of headers, pings, settings, and streams that are opened
    // only to be reset (CVE-2023-44487).
    maxSessionMemory: 10,
  });
  // Not every version of Node takes them as options.
  Object.assign(server, settings);
  const nodeServer = asHttpServer(server);
  const parts = [new Http1Connections(nodeServer), new Http2Sessions(server, settings)];
  return {
    nodeServer,
    connections: {
      closeIdle: () => parts.forEach((part) => part.closeIdle()),
      closeAll: () => parts.forEach((part) => part.closeAll()),
    },
  };
}

// It emits the same events, and its HTTP/1.1 half is a server of `node:http` in all but its class.
function asHttpServer(server: Http2SecureServer): HttpServer {
  return server as unknown as HttpServer;
}
