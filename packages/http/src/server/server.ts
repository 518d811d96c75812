import type { Server as HttpServer } from "node:http";
import { Server as NetServer } from "node:net";

import { type Connections, Http1Connections } from "./connections.ts";

/** How {@link Server.close} waits. Times are in milliseconds. */
export interface CloseOptions {
  /** How long requests in flight may take before their connections are cut. Default: 25 seconds. */
  readonly timeout?: number | undefined;
  /** How long a connection without a request stays open, for one that is on its way. Default: 0. */
  readonly linger?: number | undefined;
}

/** A server that listens. */
export class Server {
  /** The server of `node:http` or `node:https`, or that of `node:http2`, which speaks both. */
  readonly nodeServer: HttpServer;
  /** Where it can be reached, without a slash at the end; for a Unix socket `unix:` and its path. */
  readonly url: string;
  readonly #connections: Connections;
  #closing: Promise<void> | undefined;

  /** @param nodeServer - A server that is listening. */
  constructor(
    nodeServer: HttpServer,
    url: string,
    connections: Connections = new Http1Connections(nodeServer),
  ) {
    this.nodeServer = nodeServer;
    this.url = url;
    this.#connections = connections;
  }

  /** Whether new requests are welcome: what a load balancer wants to know. False from the moment of {@link close}. */
  get isReady(): boolean {
    return this.#closing === undefined;
  }

  /**
   * Stops: takes no new connections, closes idle ones, and lets requests in flight finish.
   *
   * @param options - How long to wait for them. Only those of the first call count.
   */
  close(options: CloseOptions = {}): Promise<void> {
    this.#closing ??= this.#close(options);
    return this.#closing;
  }

  /** Cuts every connection, with the requests in flight. */
  closeNow(): void {
    void this.close();
    this.#connections.closeAll();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #close({ timeout = 25_000, linger = 0 }: CloseOptions): Promise<void> {
    const { nodeServer } = this;
    const connections = this.#connections;
    // A connection of HTTP/1.1 whose request is in flight must not wait for another one afterwards.
    nodeServer.prependListener("request", (_incoming, outgoing) => {
      outgoing.shouldKeepAlive = false;
    });
    nodeServer.keepAliveTimeout = 1;
    // The method of `node:http` would not wait before it closes idle connections.
    const closed = new Promise<void>((resolve) => {
      NetServer.prototype.close.call(nodeServer, () => resolve());
    });
    const cutting = setTimeout(() => connections.closeAll(), timeout);
    const lingering = setTimeout(() => connections.closeIdle(), linger);
    if (linger === 0) connections.closeIdle();
    await closed;
    clearTimeout(cutting);
    clearTimeout(lingering);
    nodeServer.close();
  }
}
