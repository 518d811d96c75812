import { SecurityError } from "../errors/bad-request.ts";
import type { ServerAddress } from "./source.ts";

// RFC 3986 section 3.2.2 without percent-encoding and without user info: a name, an IPv4 or an IPv6 address, a port.
const HOST = /^(?:[a-z0-9\-.]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/i;

/**
 * Whether a text can be the host of a request.
 *
 * @example
 * isValidHost("tea.test:8080"); // => true
 * isValidHost("tea.test:fake@good.test"); // => false
 */
export function isValidHost(host: string): boolean {
  return HOST.test(host);
}

/**
 * Whether a host is among those that an application answers for.
 *
 * @param host - A host, with or without a port.
 * @param trusted - Names. One that starts with a dot also stands for every name below it. Ports do not count.
 * Nothing means every valid host.
 * @example
 * hostIsTrusted("shop.tea.test:80", [".tea.test"]); // => true
 * hostIsTrusted("tea.test.evil.test", [".tea.test"]); // => false
 */
export function hostIsTrusted(host: string, trusted?: Iterable<string> | null): boolean {
  if (!isValidHost(host)) return false;
  if (trusted === undefined || trusted === null) return true;
  const name = withoutPort(host).toLowerCase();
  for (const entry of trusted) {
    const wanted = withoutPort(entry).toLowerCase();
    if (wanted.startsWith(".") ? isOrIsBelow(name, wanted) : name === wanted) return true;
  }
  return false;
}

/**
 * The host of a request, without a port that its scheme implies.
 *
 * @param scheme - "http", "https", "ws" or "wss".
 * @param named - What the client named: the `Host` header.
 * @param server - Where the server listens, which stands in for a host that the client did not name.
 * @param trusted - As in {@link hostIsTrusted}; an empty list means every valid host.
 * @returns The host; "" when it is missing or could not be one.
 * @throws {SecurityError} When there are trusted hosts and it is not among them.
 * @example
 * getHost("https", "tea.test:443"); // => "tea.test"
 * getHost("http", undefined, { host: "127.0.0.1", port: 8080 }); // => "127.0.0.1:8080"
 */
export function getHost(
  scheme: string,
  named: string | undefined,
  server?: ServerAddress,
  trusted?: readonly string[] | null,
): string {
  const host = withoutImpliedPort(scheme, named ?? hostOfServer(server));
  if (trusted !== undefined && trusted !== null && trusted.length > 0 && !hostIsTrusted(host, trusted)) {
    throw new SecurityError(`Host '${host}' is not trusted.`);
  }
  return isValidHost(host) ? host : "";
}

function hostOfServer(server: ServerAddress | undefined): string {
  if (server === undefined) return "";
  const host = server.host.includes(":") && !server.host.startsWith("[") ? `[${server.host}]` : server.host;
  return server.port === undefined ? host : `${host}:${server.port}`;
}

function withoutImpliedPort(scheme: string, host: string): string {
  if ((scheme === "http" || scheme === "ws") && host.endsWith(":80")) return host.slice(0, -3);
  if ((scheme === "https" || scheme === "wss") && host.endsWith(":443")) return host.slice(0, -4);
  return host;
}

function withoutPort(host: string): string {
  return host.replace(/:[0-9]*$/, "");
}

function isOrIsBelow(name: string, dotted: string): boolean {
  return name === dotted.slice(1) || name.endsWith(dotted);
}
