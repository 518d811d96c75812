import type { IncomingMessage } from "node:http";

import type { RequestSource, ServerAddress } from "../request/source.ts";

/** A request of `node:http` as a {@link RequestSource}. Addresses are asked of the socket when they are wanted. */
export class NodeSource implements RequestSource {
  readonly #incoming: IncomingMessage;
  #hasBody: boolean | undefined;

  constructor(incoming: IncomingMessage) {
    this.#incoming = incoming;
  }

  get method(): string {
    return this.#incoming.method ?? "GET";
  }

  get scheme(): string {
    return "encrypted" in this.#incoming.socket ? "https" : "http";
  }

  get target(): string {
    return this.#incoming.url ?? "/";
  }

  get rawHeaders(): string[] {
    return this.#incoming.rawHeaders;
  }

  get server(): ServerAddress | undefined {
    const { localAddress, localPort } = this.#incoming.socket;
    return localAddress === undefined ? undefined : { host: plainAddress(localAddress), port: localPort };
  }

  get remoteAddr(): string | undefined {
    const { remoteAddress } = this.#incoming.socket;
    return remoteAddress === undefined ? undefined : plainAddress(remoteAddress);
  }

  get remotePort(): number | undefined {
    return this.#incoming.socket.remotePort;
  }

  get body(): IncomingMessage | undefined {
    this.#hasBody ??= announcesBody(this.#incoming.rawHeaders);
    return this.#hasBody ? this.#incoming : undefined;
  }
}

// RFC 9112 section 6.3: a request has a body only if one of these two headers says so.
function announcesBody(rawHeaders: readonly string[]): boolean {
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    if (name.length === 14 && name.toLowerCase() === "content-length") return true;
    if (name.length === 17 && name.toLowerCase() === "transfer-encoding") return true;
  }
  return false;
}

// A socket for both families writes IPv4 addresses as IPv6 ones. There is one way to write an address here.
function plainAddress(address: string): string {
  return address.startsWith("::ffff:") && address.includes(".") ? address.slice(7) : address;
}
