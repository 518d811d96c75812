import type { UrlBinding } from "./url-adapter.ts";

/** What a map needs to know of a request. */
export interface BindableRequest {
  readonly method: string;
  readonly scheme: string;
  /** With a port that is not the scheme's own; empty when the request names none, or one that is malformed. */
  readonly host: string;
  /** Decoded, below {@link rootPath}. */
  readonly path: string;
  /** Where the application is mounted; empty or `/x`. */
  readonly rootPath: string;
  /** Undecoded, without the question mark. */
  readonly queryString?: string | undefined;
  readonly headers: { get(name: string): string | null | undefined };
}

/** What a request does not tell. */
export interface RequestBinding {
  /** The host of the application itself. Default: the host that the request names. */
  readonly serverName?: string | undefined;
  /** In place of the subdomain that the request's host has. */
  readonly subdomain?: string | undefined;
}

/** The matching settings of a map. */
interface DomainMatching {
  readonly hostMatching: boolean;
  readonly subdomainMatching: boolean;
  readonly defaultSubdomain: string;
}

/** Reads off a request what {@link UrlMap.bind} wants to know. */
export function bindingOfRequest(
  map: DomainMatching,
  request: BindableRequest,
  options: RequestBinding,
): { readonly serverName: string; readonly binding: UrlBinding } {
  const host = request.host.toLowerCase();
  const urlScheme = schemeOf(request);
  const given = map.hostMatching ? undefined : options.serverName?.toLowerCase();
  const serverName = given === undefined ? host : withoutDefaultPort(given, urlScheme);
  const known = map.subdomainMatching ? subdomainOf(host, serverName) : undefined;
  const binding: UrlBinding = {
    scriptName: request.rootPath,
    subdomain: options.subdomain ?? known,
    urlScheme,
    defaultMethod: request.method,
    pathInfo: request.path,
    queryArgs: request.queryString,
  };
  return { serverName, binding };
}

/**
 * The part of a host before the name of the server.
 *
 * @param host - In lower case, with its port if there is one.
 * @param serverName - Likewise.
 * @returns Empty for the server itself; undefined for a host that is not of the server.
 * @example
 * subdomainOf("api.example.com", "example.com"); // => "api"
 * subdomainOf("example.org", "example.com"); // => undefined
 */
export function subdomainOf(host: string, serverName: string): string | undefined {
  if (host === serverName) return "";
  return host.endsWith(`.${serverName}`) ? host.slice(0, -serverName.length - 1) : undefined;
}

function schemeOf(request: BindableRequest): string {
  if (!isWebsocketUpgrade(request)) return request.scheme;
  return request.scheme === "https" ? "wss" : "ws";
}

// RFC 6455, section 4.2.1: a `Connection` that names `Upgrade`, and an `Upgrade` to `websocket`.
function isWebsocketUpgrade({ headers }: BindableRequest): boolean {
  if (headers.get("Upgrade")?.toLowerCase() !== "websocket") return false;
  const connection = headers.get("Connection") ?? "";
  return connection.split(",").some((option) => option.trim().toLowerCase() === "upgrade");
}

function withoutDefaultPort(serverName: string, scheme: string): string {
  const port = scheme === "https" || scheme === "wss" ? ":443" : ":80";
  return serverName.endsWith(port) ? serverName.slice(0, -port.length) : serverName;
}
