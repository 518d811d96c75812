import { type IncomingHttpHeaders, Http2ServerRequest, type ServerHttp2Stream } from "node:http2";
import type { ReadableOptions } from "node:stream";

/** A request of HTTP/2 as a server of HTTP/1.1 would have received it. */
export class Http2Request extends Http2ServerRequest {
  override readonly rawHeaders: string[];

  constructor(
    stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    options: ReadableOptions,
    rawHeaders: readonly string[],
  ) {
    super(stream, headers, options, rawHeaders);
    this.rawHeaders = asHttp1(rawHeaders, stream.endAfterHeaders);
  }
}

/**
 * The header lines that mean the same in HTTP/1.1 (RFC 9113 sections 8.2.3 and 8.3.1): the authority is the host, a
 * cookie in several lines is one. A `Host` that differs from the authority stays beside it, and is refused as a second
 * one. A body whose length is not known has the header that says so.
 *
 * @param lines - Name, value, name, value.
 * @param hasNoBody - Whether the request ended with its headers.
 * @example
 * asHttp1([":method", "GET", ":authority", "tea.test", "cookie", "a=1", "cookie", "b=2"], true);
 * // => ["Host", "tea.test", "cookie", "a=1; b=2"]
 */
export function asHttp1(lines: readonly string[], hasNoBody: boolean): string[] {
  const authority = valueOf(lines, ":authority");
  const raw = authority === undefined ? [] : ["Host", authority];
  const cookies: string[] = [];
  let hasLength = false;
  for (let index = 0; index < lines.length; index += 2) {
    const name = lines[index] ?? "";
    const value = lines[index + 1] ?? "";
    if (name.startsWith(":") || (name === "host" && value === authority)) continue;
    if (name === "cookie") cookies.push(value);
    else raw.push(name, value);
    hasLength ||= name === "content-length";
  }
  if (cookies.length > 0) raw.push("cookie", cookies.join("; "));
  if (!hasNoBody && !hasLength) raw.push("Transfer-Encoding", "chunked");
  return raw;
}

function valueOf(lines: readonly string[], name: string): string | undefined {
  for (let index = 0; index < lines.length; index += 2) if (lines[index] === name) return lines[index + 1];
  return undefined;
}
