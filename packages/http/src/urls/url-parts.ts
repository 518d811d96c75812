/** A URL or a reference in five parts (RFC 3986, section 3). A missing part is undefined, an empty one "". */
export interface UrlParts {
  readonly scheme: string | undefined;
  readonly authority: string | undefined;
  readonly path: string;
  readonly query: string | undefined;
  readonly fragment: string | undefined;
}

/** An authority in its parts (RFC 3986, section 3.2). */
export interface AuthorityParts {
  /** Name and password, without the `@`. */
  readonly userInfo: string | undefined;
  /** A name or an address; one of IPv6 with its brackets. */
  readonly host: string;
  /** Digits, without the colon. */
  readonly port: string | undefined;
}

// RFC 3986, appendix B, with the scheme's syntax made exact. Each part ends where the next may begin.
const URL_PARTS = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#([^]*))?$/i;

/** Takes a URL apart, the scheme in lower case. Any text has parts. */
export function splitUrl(url: string): UrlParts {
  const [, scheme, authority, path = "", query, fragment] = URL_PARTS.exec(url) ?? [];
  return { scheme: scheme?.toLowerCase(), authority, path, query, fragment };
}

/** Puts parts together again; empty query and fragment leave no mark. */
export function joinUrl({ scheme, authority, path, query = "", fragment = "" }: UrlParts): string {
  let url = scheme === undefined ? "" : `${scheme}:`;
  if (authority !== undefined) url += `//${authority}`;
  url += path;
  if (query !== "") url += `?${query}`;
  return fragment === "" ? url : `${url}#${fragment}`;
}

/** Takes an authority apart. */
export function splitAuthority(authority: string): AuthorityParts {
  const at = authority.lastIndexOf("@");
  const hostAndPort = authority.slice(at + 1);
  const colon = hostAndPort.indexOf(":", hostAndPort.lastIndexOf("]") + 1);
  return {
    userInfo: at === -1 ? undefined : authority.slice(0, at),
    host: colon === -1 ? hostAndPort : hostAndPort.slice(0, colon),
    port: colon === -1 ? undefined : hostAndPort.slice(colon + 1),
  };
}

/** Puts an authority together again; an empty port leaves no mark. */
export function joinAuthority({ userInfo, host, port = "" }: AuthorityParts): string {
  const user = userInfo === undefined ? "" : `${userInfo}@`;
  return port === "" ? user + host : `${user}${host}:${port}`;
}
