import { percentEncode } from "../urls/percent-encode.ts";
import { uriToIri } from "../urls/iri.ts";
import { withoutLeadingSlashes, withoutTrailingSlashes } from "../urls/slashes.ts";

/** The parts of a URL as a request has them. */
export interface CurrentUrlParts {
  readonly scheme: string;
  readonly host: string;
  /** Where the application is mounted, decoded. */
  readonly rootPath?: string | undefined;
  /** The decoded path below it. */
  readonly path?: string | undefined;
  /** The query as it was sent, without its question mark. */
  readonly query?: string | undefined;
}

// What does not stand for itself in a path (RFC 3986 section 3.3), a percent sign apart.
const UNSAFE_IN_PATH = /[^A-Za-z0-9\-._~!$&'()*+,/:;=@%]+/gu;
const UNSAFE_IN_QUERY = /[^A-Za-z0-9\-._~!$&'()*+,/:;=?@%]/g;

/**
 * The URL of a request, for people to read: characters beyond ASCII are not percent-encoded.
 *
 * @param parts - The parts; those left out at the end are left out of the URL.
 * @example
 * currentUrl({ scheme: "http", host: "tea.test", path: "/café", query: "q=1" }); // => "http://tea.test/café?q=1"
 * currentUrl({ scheme: "https", host: "tea.test", rootPath: "/shop" }); // => "https://tea.test/shop/"
 */
export function currentUrl(parts: CurrentUrlParts): string {
  const { rootPath = "", path, query } = parts;
  let url = `${parts.scheme}://${parts.host}`;
  const root = `${withoutTrailingSlashes(rootPath)}/`;
  url += percentEncode(root.startsWith("/") ? root : `/${root}`, UNSAFE_IN_PATH);
  if (path !== undefined) url += percentEncode(withoutLeadingSlashes(path), UNSAFE_IN_PATH);
  if (query !== undefined && query !== "") url += `?${encodeQuery(query)}`;
  return uriToIri(url);
}

// One character is one byte here, also where the bytes are no UTF-8.
function encodeQuery(query: string): string {
  return query.replace(UNSAFE_IN_QUERY, (byte) => {
    const code = byte.charCodeAt(0);
    return code > 0xff ? encodeURIComponent(byte) : `%${code.toString(16).toUpperCase().padStart(2, "0")}`;
  });
}
