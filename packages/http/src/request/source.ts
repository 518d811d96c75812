import type { BodySource } from "../body/read-body.ts";

/**
 * What a server knows of a request: the facts as they arrived. A {@link Request} reads from it what it is asked for,
 * when it is asked.
 */
export interface RequestSource {
  /** The method, in upper case unless the client sent it otherwise. */
  readonly method: string;
  /** "http" or "https": how the client reached the server. */
  readonly scheme: string;
  /** The request target as it was sent: path and query, percent-encoded. */
  readonly target: string;
  /** Flat, as Node delivers it: name, value, name, value. */
  readonly rawHeaders: string[];
  /** Where the application is mounted, decoded: "/shop", or "" for the root. */
  readonly rootPath?: string | undefined;
  /** The decoded path below {@link rootPath}, where it is not the path of the target. */
  readonly path?: string | undefined;
  /** The host that the client named, where it is not in the `Host` header. */
  readonly host?: string | undefined;
  /** The address and port that the server listens on: the host of a request that names none. */
  readonly server?: ServerAddress | undefined;
  /** The address of the other end of the connection. */
  readonly remoteAddr?: string | undefined;
  readonly remotePort?: number | undefined;
  /** The bytes of the body, or the stream they come in. Undefined when the request has none. */
  readonly body?: Uint8Array | BodySource | undefined;
}

/** Where a server listens. The port is undefined for a Unix socket. */
export interface ServerAddress {
  readonly host: string;
  readonly port?: number | undefined;
}

/** The members of a source that middleware may see differently from the server. */
export type SourceOverrides = Partial<
  Pick<RequestSource, "scheme" | "host" | "rootPath" | "path" | "remoteAddr" | "remotePort" | "server">
>;

/**
 * A source that differs from another in some members.
 *
 * @param source - The source that answers for the rest.
 * @param overrides - The members that differ.
 */
export function overrideSource(source: RequestSource, overrides: SourceOverrides): RequestSource {
  return {
    method: source.method,
    scheme: source.scheme,
    target: source.target,
    rawHeaders: source.rawHeaders,
    rootPath: source.rootPath,
    path: source.path,
    host: source.host,
    server: source.server,
    remoteAddr: source.remoteAddr,
    remotePort: source.remotePort,
    body: source.body,
    ...overrides,
  };
}
