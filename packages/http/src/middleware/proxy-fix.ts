import { BlockList, isIP } from "node:net";

import { parseListHeader } from "../headers/list-header.ts";
import type { Request } from "../request/request.ts";
import type { SourceOverrides } from "../request/source.ts";
import { withoutTrailingSlashes } from "../urls/slashes.ts";
import type { RequestHandler } from "../server/request-handler.ts";

/** Which proxies to believe, and how many of them set each header. */
export interface ProxyFixOptions {
  /**
   * The addresses that the proxies connect from: addresses, networks such as "10.0.0.0/8", or "unix" for connections
   * over a Unix socket. Default: loopback. Leave "unix" out where the server listens on a port.
   */
  readonly trustedProxies?: readonly string[] | undefined;
  /** How many proxies set `X-Forwarded-For`. Default: 1; 0 ignores the header. */
  readonly for?: number | undefined;
  /** How many proxies set `X-Forwarded-Proto`. Default: 1. */
  readonly proto?: number | undefined;
  /** How many proxies set `X-Forwarded-Host`. Default: 0. */
  readonly host?: number | undefined;
  /** How many proxies set `X-Forwarded-Port`. Default: 0. */
  readonly port?: number | undefined;
  /** How many proxies set `X-Forwarded-Prefix`. Default: 0. */
  readonly prefix?: number | undefined;
}

// Such a connection has no address; but neither has one whose client has left. So the program has to say it.
const UNIX = "unix";

/**
 * Shows a handler its requests as they were before the proxies in front of the server: the address of the client,
 * the scheme, the host, where the application is mounted.
 *
 * Clients can send these headers too. So they count only when the connection itself comes from a trusted proxy, and
 * of each header only the value that the outermost of the given number of proxies has added, counted from the right.
 *
 * @param handler - What answers.
 * @param options - Which proxies there are.
 * @throws {TypeError} When a trusted proxy is neither an address nor a network.
 * @example
 * const app = proxyFix((request) => new Response(`${request.scheme} ${request.remoteAddr}`));
 * const headers = { "X-Forwarded-For": "6.6.6.6, 203.0.113.9", "X-Forwarded-Proto": "https" };
 * (await new Client(app).get("/", { headers })).text; // => "https 203.0.113.9"
 */
export function proxyFix(handler: RequestHandler, options: ProxyFixOptions = {}): RequestHandler {
  const { trustedProxies = ["127.0.0.0/8", "::1"] } = options;
  const proxies = blockListOf(trustedProxies.filter((entry) => entry !== UNIX));
  const believesUnix = trustedProxies.includes(UNIX);
  return (request) => {
    const { remoteAddr } = request;
    const isFromProxy = remoteAddr === undefined ? believesUnix : isTrusted(proxies, remoteAddr);
    return handler(isFromProxy ? request.derive(forwardedFacts(request, options)) : request);
  };
}

function forwardedFacts(request: Request, options: ProxyFixOptions): SourceOverrides {
  const value = (name: string, count: number): string | undefined => forwarded(request, name, count);
  const client = value("X-Forwarded-For", options.for ?? 1);
  const scheme = value("X-Forwarded-Proto", options.proto ?? 1);
  const host = value("X-Forwarded-Host", options.host ?? 0);
  const port = value("X-Forwarded-Port", options.port ?? 0);
  const prefix = value("X-Forwarded-Prefix", options.prefix ?? 0);
  const { source } = request;
  return {
    ...(client !== undefined && { remoteAddr: client, remotePort: undefined }),
    ...((scheme === "http" || scheme === "https") && { scheme }),
    ...((host !== undefined || port !== undefined) && {
      host: withPort(host ?? source.host ?? request.headers.get("Host") ?? "", port),
    }),
    ...(prefix !== undefined && { rootPath: withoutTrailingSlashes(prefix) }),
  };
}

/** The value that the `count`-th proxy from the right has set. Fewer values than proxies means: none is genuine. */
function forwarded(request: Request, name: string, count: number): string | undefined {
  if (count === 0) return undefined;
  const values = parseListHeader(request.headers.getAll(name).join(","));
  const value = values.at(-count)?.trim();
  return value === "" ? undefined : value;
}

function withPort(host: string, port: string | undefined): string {
  return port === undefined || !/^\d{1,5}$/.test(port) ? host : `${host.replace(/:\d*$/, "")}:${port}`;
}

function isTrusted(proxies: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && proxies.check(address, version === 6 ? "ipv6" : "ipv4");
}

// Compared as numbers, not as text: there are many ways to write an address.
function blockListOf(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) addEntry(list, entry);
  return list;
}

function addEntry(list: BlockList, entry: string): void {
  const [address = "", bits, ...rest] = entry.split("/");
  const version = isIP(address);
  const longest = version === 6 ? 128 : 32;
  const isNetwork = bits !== undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= longest;
  if (version === 0 || rest.length > 0 || (bits !== undefined && !isNetwork)) {
    throw new TypeError(
      `${entry} is no trusted proxy. Write an address, a network such as "10.0.0.0/8", or "unix".`,
    );
  }
  const family = version === 6 ? "ipv6" : "ipv4";
  if (bits === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(bits), family);
}
