import { createServer, type Server as HttpServer, type ServerOptions } from "node:http";
import { createServer as createTlsServer, type ServerOptions as TlsServerOptions } from "node:https";

import type { Request, RequestClass } from "../request/request.ts";
import { limitConnections } from "./connection-limits.ts";
import type { Connections } from "./connections.ts";
import { listen } from "./listen.ts";
import { nodeHandler } from "./node-adapter.ts";
import { type HandlerOptions, type RequestHandler, reportOnConsole } from "./request-handler.ts";
import { Server } from "./server.ts";

const DEFAULT_WRITE_TIMEOUT = 60_000;

/** Where and how {@link serve} listens. Times are in milliseconds. */
export interface ServeOptions<R extends Request = Request> extends HandlerOptions<R> {
  /** The address to listen on. Default: "127.0.0.1". */
  readonly host?: string | undefined;
  /** The port; 0 takes a free one. Default: 5000. */
  readonly port?: number | undefined;
  /**
   * The path of a Unix socket to listen on, in place of host and port. A socket that an ended process has left there
   * is replaced.
   */
  readonly socketPath?: string | undefined;
  /** Serve HTTPS with these options of `node:https`, at least `key` and `cert`. */
  readonly tls?: TlsServerOptions | undefined;
  /**
   * Speak HTTP/2 with clients that know it, and HTTP/1.1 with the others. Browsers know it over TLS only, so that it
   * needs `tls`. Default: false.
   */
  readonly http2?: boolean | undefined;
  /** How long a client may take for the handshake of TLS, and to send its headers. Default: 20 seconds. */
  readonly headersTimeout?: number | undefined;
  /** How long a client may take to send a whole request. Default: 5 minutes. */
  readonly requestTimeout?: number | undefined;
  /** How long a connection may wait for its next request. Default: 5 seconds. */
  readonly keepAliveTimeout?: number | undefined;
  /** How long a client may take nothing of an answer that waits for it. Default: 1 minute. */
  readonly writeTimeout?: number | undefined;
  /** The most bytes of request line and headers together. Default: 16 KiB. */
  readonly maxHeaderSize?: number | undefined;
}

/**
 * Listens, and answers requests with a handler.
 *
 * Clients that are slow, or that speak no proper HTTP, are answered with 408, 431 or 400 and cut off. What a handler,
 * a stream or a connection throws goes to `onError` or ends that connection; it never ends the process.
 *
 * @param handler - What answers: an application, or a function from request to response.
 * @param options - Where and how to listen.
 * @returns The server, once it listens.
 * @throws The error of `node:net` when it cannot listen, such as EADDRINUSE.
 * @throws {TypeError} When HTTP/2 is asked for without TLS.
 * @example
 * const server = await serve((request) => new Response(`Hello ${request.path}`), { port: 0 });
 * await (await fetch(`${server.url}/tea`)).text(); // => "Hello /tea"
 * await server.close();
 */
export function serve(handler: RequestHandler, options?: ServeOptions): Promise<Server>;
export function serve<R extends Request>(
  handler: RequestHandler<R>,
  options: ServeOptions<R> & { readonly requestClass: RequestClass<R> },
): Promise<Server>;
export async function serve(handler: RequestHandler, options: ServeOptions = {}): Promise<Server> {
  const { nodeServer, connections } = await createNodeServer(options);
  nodeServer.on("request", nodeHandler(handler, options));
  // Their bytes are limited. A limit of their number would hide the last ones from the handler, a second Host perhaps.
  nodeServer.maxHeadersCount = 0;
  limitConnections(nodeServer, options.writeTimeout ?? DEFAULT_WRITE_TIMEOUT);
  const { host = "127.0.0.1", port = 5000, socketPath } = options;
  await listen(nodeServer, { host, port, socketPath });
  const report = options.onError ?? reportOnConsole;
  // Such as too many open files, for a connection that could not be taken.
  nodeServer.on("error", (error) => report(error));
  return new Server(nodeServer, urlOf(nodeServer, options), connections);
}

interface NodeServer {
  readonly nodeServer: HttpServer;
  /** Where they are not those of HTTP/1.1 alone. */
  readonly connections?: Connections;
}

async function createNodeServer(options: ServeOptions): Promise<NodeServer> {
  const { headersTimeout = 20_000, requestTimeout = 300_000, writeTimeout = DEFAULT_WRITE_TIMEOUT } = options;
  const settings = {
    insecureHTTPParser: false,
    headersTimeout,
    requestTimeout,
    // How often Node looks at the two; it would be every 30 seconds.
    connectionsCheckingInterval: Math.ceil(Math.min(headersTimeout, requestTimeout) / 4),
    keepAliveTimeout: options.keepAliveTimeout ?? 5000,
    maxHeaderSize: options.maxHeaderSize ?? 16 * 1024,
  } satisfies ServerOptions;
  if (options.tls === undefined) {
    if (options.http2 === true)
      throw new TypeError("HTTP/2 needs TLS: give `tls` with a key and a certificate.");
    return { nodeServer: createServer(settings) };
  }
  const tls = { handshakeTimeout: headersTimeout, ...options.tls };
  if (options.http2 !== true) return { nodeServer: createTlsServer({ ...tls, ...settings }) };
  // Loaded where it is wanted: most servers stand behind a proxy that speaks HTTP/1.1 with them.
  const { createHttp2Server } = await import("./http2/create-http2-server.ts");
  return createHttp2Server(tls, { ...settings, writeTimeout });
}

function urlOf(nodeServer: HttpServer, options: ServeOptions): string {
  const address = nodeServer.address();
  if (address === null || typeof address === "string") return `unix:${options.socketPath ?? ""}`;
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `${options.tls === undefined ? "http" : "https"}://${host}:${address.port}`;
}
