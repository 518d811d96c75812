import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

/** Answers a connection that has been accepted, here or in another process. */
export type Taker = (socket: Socket) => void;

/**
 * A port that stays open while what answers behind it changes. In between connections wait; none is refused.
 */
export class FrontDoor {
  readonly #address: AddressInfo;
  readonly #waiting: Socket[] = [];
  #taker: Taker | undefined;

  private constructor(server: Server) {
    // A server that listens on host and port has an address of this form.
    this.#address = server.address() as AddressInfo;
    server.on("connection", (socket: Socket) => this.#take(socket));
  }

  /** @throws The error of `node:net` when it cannot listen. */
  static async open(host: string, port: number): Promise<FrontDoor> {
    // Nothing is read of a connection here: all of it is for the one who takes it.
    const server = createServer({ pauseOnConnect: true });
    server.listen({ host, port });
    await once(server, "listening");
    return new FrontDoor(server);
  }

  /** Where the port is reached: with the free one if that was asked for. */
  url(scheme: "http" | "https"): string {
    const { address, family, port } = this.#address;
    return `${scheme}://${family === "IPv6" ? `[${address}]` : address}:${port}`;
  }

  /** From now on connections go to `taker`, those that wait first. */
  leadTo(taker: Taker): void {
    this.#taker = taker;
    for (const socket of this.#waiting.splice(0)) if (!socket.destroyed) taker(socket);
  }

  /** From now on connections wait. */
  hold(): void {
    this.#taker = undefined;
  }

  #take(socket: Socket): void {
    socket.on("error", () => socket.destroy());
    if (this.#taker === undefined) this.#waiting.push(socket);
    else this.#taker(socket);
  }
}
