import { parseCookie } from "../headers/cookie.ts";
import { dumpCookie } from "../headers/set-cookie.ts";
import { parseDate } from "../headers/date.ts";

/** A cookie as a client keeps it. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  /** Whether only that domain gets it, and not those below it. */
  readonly originOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: string | undefined;
  readonly expires: Date | undefined;
  readonly maxAge: number | undefined;
}

/** Where a cookie belongs. */
export interface CookieScope {
  /** Default: "localhost". */
  readonly domain?: string | undefined;
  /** Default: "/". */
  readonly path?: string | undefined;
}

/**
 * The cookies of a client, by domain and path (RFC 6265 section 5). Secure cookies are sent over HTTP too, so that
 * tests of a site with secure cookies need no TLS.
 *
 * @example
 * const jar = new CookieJar();
 * jar.store("theme=dark; Path=/tea", "localhost", "/");
 * jar.header("localhost", "/tea/cup"); // => "theme=dark"
 * jar.header("localhost", "/coffee"); // => undefined
 */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();

  /** The cookies, in the order in which they came. */
  [Symbol.iterator](): IterableIterator<Cookie> {
    return this.#cookies.values();
  }

  /** The cookie of that name and scope. */
  get(name: string, scope: CookieScope = {}): Cookie | undefined {
    return this.#cookies.get(keyOf(name, scope.domain ?? "localhost", scope.path ?? "/"));
  }

  /** Adds a cookie, or replaces the one of the same name, domain and path. */
  set(cookie: Cookie): void {
    this.#cookies.set(keyOf(cookie.name, cookie.domain, cookie.path), cookie);
  }

  /** Removes the cookie of that name and scope. */
  delete(name: string, scope: CookieScope = {}): boolean {
    return this.#cookies.delete(keyOf(name, scope.domain ?? "localhost", scope.path ?? "/"));
  }

  clear(): void {
    this.#cookies.clear();
  }

  /**
   * Keeps what a `Set-Cookie` header says; one that has expired removes the cookie.
   *
   * @param text - The header.
   * @param host - The host that sent it, without a port.
   * @param path - The path of the request that it answers.
   */
  store(text: string, host: string, path: string): void {
    const cookie = parseSetCookie(text, host, path);
    if (cookie === undefined) return;
    if (isExpired(cookie)) this.#cookies.delete(keyOf(cookie.name, cookie.domain, cookie.path));
    else this.set(cookie);
  }

  /** The `Cookie` header of a request, undefined where no cookie belongs. */
  header(host: string, path: string): string | undefined {
    const matching = [...this].filter((cookie) => belongsTo(cookie, host, path));
    if (matching.length === 0) return undefined;
    // The value as a server would have quoted it; the attributes are not sent back.
    return matching.map(({ name, value }) => dumpCookie(name, value, { path: null })).join("; ");
  }
}

function keyOf(name: string, domain: string, path: string): string {
  return JSON.stringify([domain, path, name]);
}

function parseSetCookie(text: string, host: string, path: string): Cookie | undefined {
  const [pair = "", ...segments] = text.split(";");
  const [entry] = parseCookie(pair);
  if (entry === undefined) return undefined;
  const attributes = new Map(segments.map(attributeOf));
  const domain = (attributes.get("domain") ?? "").replace(/^\./, "").toLowerCase();
  const maxAge = attributes.get("max-age");
  const cookiePath = attributes.get("path") ?? "";
  return {
    name: entry[0],
    value: entry[1],
    domain: domain === "" ? host.toLowerCase() : domain,
    originOnly: domain === "",
    path: cookiePath.startsWith("/") ? cookiePath : folderOf(path),
    secure: attributes.has("secure"),
    httpOnly: attributes.has("httponly"),
    sameSite: attributes.get("samesite"),
    expires: parseDate(attributes.get("expires")),
    maxAge: maxAge === undefined || !/^-?\d+$/.test(maxAge) ? undefined : Number(maxAge),
  };
}

function attributeOf(segment: string): [string, string] {
  const equals = segment.indexOf("=");
  if (equals === -1) return [segment.trim().toLowerCase(), ""];
  return [segment.slice(0, equals).trim().toLowerCase(), segment.slice(equals + 1).trim()];
}

// RFC 6265 section 5.1.4: the path up to its last slash.
function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 1));
}

function isExpired(cookie: Cookie): boolean {
  if (cookie.maxAge !== undefined) return cookie.maxAge <= 0;
  return cookie.expires !== undefined && cookie.expires.getTime() <= Date.now();
}

function belongsTo(cookie: Cookie, host: string, path: string): boolean {
  const name = host.toLowerCase();
  const isBelow = !cookie.originOnly && name.endsWith(`.${cookie.domain}`);
  if (name !== cookie.domain && !isBelow) return false;
  const folder = cookie.path.endsWith("/") ? cookie.path : `${cookie.path}/`;
  return path === cookie.path || path.startsWith(folder);
}
