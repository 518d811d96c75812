import { createServer, type Server as HttpServer, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import type { TlsOptions } from "node:tls";
import type { CloseOptions, NodeListener, Stoppable } from "@dewar/http";

/** How long a connection that has just been handed over may take for its request when the server stops. */
const FRESH = 20;

/** Answers connections that were accepted elsewhere. It does not listen itself. */
export class HandedServer implements Stoppable {
  readonly #server: HttpServer;
  readonly #sockets = new Set<Socket>();
  readonly #answers = new Set<ServerResponse>();
  #closing: Promise<void> | undefined;
  #answered: () => void = () => undefined;

  constructor(listener: NodeListener, tls?: TlsOptions) {
    this.#server = tls === undefined ? createServer() : createTlsServer(tls);
    this.#server.maxHeadersCount = 0;
    this.#server.on("request", (incoming, outgoing) => {
      this.#keep(outgoing);
      listener(incoming, outgoing);
    });
  }

  take(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    this.#server.emit("connection", socket);
    socket.resume();
  }

  /** Lets requests in flight finish, for `timeout` milliseconds at most, and closes the connections. */
  close({ timeout = 1000 }: CloseOptions = {}): Promise<void> {
    this.#closing ??= this.#close(timeout);
    return this.#closing;
  }

  closeNow(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async #close(timeout: number): Promise<void> {
    for (const answer of this.#answers) answer.shouldKeepAlive = false;
    if (this.#sockets.size > 0) await new Promise((resolve) => setTimeout(resolve, FRESH));
    const isOver = setTimeout(() => this.#answered(), timeout);
    if (this.#answers.size > 0) await new Promise<void>((resolve) => (this.#answered = resolve));
    clearTimeout(isOver);
    this.closeNow();
  }

  #keep(outgoing: ServerResponse): void {
    this.#answers.add(outgoing);
    if (this.#closing !== undefined) outgoing.shouldKeepAlive = false;
    outgoing.once("close", () => {
      this.#answers.delete(outgoing);
      if (this.#answers.size === 0) this.#answered();
    });
  }
}
