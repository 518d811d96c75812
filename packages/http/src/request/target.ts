import { BadRequest } from "../errors/bad-request.ts";

/** A request target taken apart. Nothing in it is decoded. */
export interface RequestTarget {
  readonly path: string;
  /** What follows the first question mark, without it. */
  readonly query: string;
  /** The host of a target in absolute form, which counts more than the `Host` header (RFC 9112 section 3.2.2). */
  readonly authority: string | undefined;
}

const ABSOLUTE = /^https?:\/\/([^/?#]*)/i;
const BEYOND_ASCII = /[\u0080-\uffff]/;
const ENCODED_BYTE = /^[0-9a-f]{2}$/i;

/**
 * Takes a request target apart (RFC 9112 section 3.2). It never looks at `.` and `..`: a path means what it says.
 *
 * @param target - The target in origin form, or in absolute form as sent to proxies.
 * @throws {BadRequest} When it is neither, such as `*` or `host:port`.
 * @example
 * parseTarget("/tea?kind=green"); // => { path: "/tea", query: "kind=green", authority: undefined }
 * parseTarget("http://tea.test/cup"); // => { path: "/cup", query: "", authority: "tea.test" }
 * parseTarget("*"); // throws BadRequest
 */
export function parseTarget(target: string): RequestTarget {
  if (target.charCodeAt(0) === 47) return split(target, undefined);
  const [origin, authority] = ABSOLUTE.exec(target) ?? [];
  if (origin === undefined) {
    throw new BadRequest("The request target is neither a path nor an absolute URL.");
  }
  return split(target.slice(origin.length), authority);
}

/**
 * Decodes the path of a target, once: percent-encoded bytes and bytes beyond ASCII are read as UTF-8, with U+FFFD
 * for those that are not. A percent sign that encodes nothing stands for itself.
 *
 * @param path - The path as it was sent, one character a byte.
 * @example
 * decodePath("/caf%C3%A9/100%25"); // => "/café/100%"
 * decodePath("/%zz/%E9"); // => "/%zz/\ufffd"
 */
export function decodePath(path: string): string {
  if (BEYOND_ASCII.test(path)) return decodePathBytes(path);
  if (!path.includes("%")) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    // Some of it is not percent-encoded UTF-8.
    return decodePathBytes(path);
  }
}

/**
 * Reads text of one character a byte, as HTTP parsers deliver it, as UTF-8. U+FFFD stands for what is not UTF-8.
 *
 * @param text - Characters up to U+00FF.
 */
export function decodeBytes(text: string): string {
  return BEYOND_ASCII.test(text) ? decodeUtf8(Buffer.from(text, "latin1")) : text;
}

function decodePathBytes(path: string): string {
  const bytes: number[] = [];
  for (let index = 0; index < path.length; index++) {
    const digits = path[index] === "%" ? path.slice(index + 1, index + 3) : "";
    if (ENCODED_BYTE.test(digits)) {
      bytes.push(Number.parseInt(digits, 16));
      index += 2;
    } else bytes.push(path.charCodeAt(index) & 0xff);
  }
  return decodeUtf8(Uint8Array.from(bytes));
}

function split(text: string, authority: string | undefined): RequestTarget {
  const mark = text.indexOf("?");
  if (mark === -1) return { path: text, query: "", authority };
  return { path: text.slice(0, mark), query: text.slice(mark + 1), authority };
}

function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
