import { createServer, type Server as HttpServer, type ServerOptions } from "node:http";
import { createServer as createTlsServer, type ServerOptions as TlsServerOptions } from "node:https";
import type { Duplex } from "node:stream";

import { statusName } from "../errors/statuses.ts";
import type { Request, RequestClass } from "../request/request.ts";
import { nodeHandler } from "./node-adapter.ts";
import type { HandlerOptions, RequestHandler } from "./request-handler.ts";

/** Where and how {@link serve} listens. Times are in milliseconds. */
export interface ServeOptions<R extends Request = Request> extends HandlerOptions<R> {
  /** The address to listen on. Default: "127.0.0.1". */
  readonly host?: string | undefined;
  /** The port; 0 takes a free one. Default: 5000. */
  readonly port?: number | undefined;
  /** The path of a Unix socket to listen on, in place of host and port. */
  readonly socketPath?: string | undefined;
  /** Serve HTTPS with these options of `node:https`, at least `key` and `cert`. */
  readonly tls?: TlsServerOptions | undefined;
  /** How long a client may take to send its headers. Default: 20 seconds. */
  readonly headersTimeout?: number | undefined;
  /** How long a client may take to send a whole request. Default: 5 minutes. */
  readonly requestTimeout?: number | undefined;
  /** How long a connection may wait for its next request. Default: 5 seconds. */
  readonly keepAliveTimeout?: number | undefined;
  /** The most bytes of request line and headers together. Default: 16 KiB. */
  readonly maxHeaderSize?: number | undefined;
}

/** How {@link Server.close} waits. */
export interface CloseOptions {
  /** How many milliseconds requests in flight may take before their connections are cut. Default: 25 seconds. */
  readonly timeout?: number | undefined;
}

/** A server that listens. */
export class Server {
  /** The server of `node:http` or `node:https`. */
  readonly nodeServer: HttpServer;
  /** Where it can be reached, without a slash at the end; for a Unix socket `unix:` and its path. */
  readonly url: string;
  #closing: Promise<void> | undefined;

  /** @param nodeServer - A server that is listening. */
  constructor(nodeServer: HttpServer, url: string) {
    this.nodeServer = nodeServer;
    this.url = url;
  }

  /**
   * Stops: takes no new connections, closes idle ones, and lets requests in flight finish.
   *
   * @param options - How long to wait for them.
   */
  close(options: CloseOptions = {}): Promise<void> {
    this.#closing ??= this.#close(options.timeout ?? 25_000);
    return this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #close(timeout: number): Promise<void> {
    const { nodeServer } = this;
    const closed = new Promise<void>((resolve) => {
      nodeServer.close(() => resolve());
    });
    // A connection whose request is in flight must not wait for another one afterwards.
    nodeServer.prependListener("request", (_incoming, outgoing) => {
      outgoing.shouldKeepAlive = false;
    });
    nodeServer.keepAliveTimeout = 1;
    nodeServer.closeIdleConnections();
    const timer = setTimeout(() => nodeServer.closeAllConnections(), timeout);
    await closed;
    clearTimeout(timer);
  }
}

/**
 * Listens, and answers requests with a handler.
 *
 * Clients that are slow, or that speak no proper HTTP, are answered with 408, 431 or 400 and cut off.
 *
 * @param handler - What answers: an application, or a function from request to response.
 * @param options - Where and how to listen.
 * @returns The server, once it listens.
 * @throws The error of `node:net` when it cannot listen, such as EADDRINUSE.
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
  const nodeServer = createNodeServer(options);
  nodeServer.on("request", nodeHandler(handler, options));
  nodeServer.on("clientError", refuse);
  const { host = "127.0.0.1", port = 5000, socketPath } = options;
  await new Promise<void>((resolve, reject) => {
    nodeServer.once("error", reject);
    nodeServer.listen(socketPath === undefined ? { host, port } : { path: socketPath }, resolve);
    nodeServer.once("listening", () => nodeServer.off("error", reject));
  });
  return new Server(nodeServer, urlOf(nodeServer, options));
}

function createNodeServer(options: ServeOptions): HttpServer {
  const settings: ServerOptions = {
    insecureHTTPParser: false,
    headersTimeout: options.headersTimeout ?? 20_000,
    requestTimeout: options.requestTimeout ?? 300_000,
    keepAliveTimeout: options.keepAliveTimeout ?? 5000,
    maxHeaderSize: options.maxHeaderSize ?? 16 * 1024,
  };
  return options.tls === undefined
    ? createServer(settings)
    : createTlsServer({ ...options.tls, ...settings });
}

function urlOf(nodeServer: HttpServer, options: ServeOptions): string {
  const address = nodeServer.address();
  if (address === null || typeof address === "string") return `unix:${options.socketPath ?? ""}`;
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `${options.tls === undefined ? "http" : "https"}://${host}:${address.port}`;
}

// What arrived was no HTTP, so that there is no request to answer: the status line is written by hand.
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const status = refusalStatus(error.code);
  socket.end(`HTTP/1.1 ${status} ${statusName(status)}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function refusalStatus(code: string | undefined): number {
  if (code === "HPE_HEADER_OVERFLOW") return 431;
  return code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
}
