import { constants, Http2ServerResponse, type OutgoingHttpHeaders, type ServerHttp2Stream } from "node:http2";

import { isHopByHopHeader } from "../../headers/message-headers.ts";
import type { Http2Request } from "./http2-request.ts";

/** An answer over HTTP/2 that is written as one over HTTP/1.1. */
export class Http2Response extends Http2ServerResponse<Http2Request> {
  /** Whether nothing can be written any more. */
  override destroyed: boolean = false;

  constructor(stream: ServerHttp2Stream) {
    super(stream);
    stream.once("close", () => {
      this.destroyed = true;
    });
  }

  /**
   * @param statusCode - The status code.
   * @param _reason - There is none in HTTP/2.
   * @param headers - Name, value, name, value, as `node:http` takes them too; or an object.
   */
  override writeHead(
    statusCode: number,
    _reason?: string | OutgoingHttpHeaders,
    headers?: OutgoingHttpHeaders | readonly string[],
  ): this {
    return super.writeHead(statusCode, isFlat(headers) ? asHttp2(headers) : headers);
  }

  /** Resets the stream, which is how the client sees that the body is not whole. */
  override destroy(): this {
    this.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    return this;
  }
}

function isFlat(headers: OutgoingHttpHeaders | readonly string[] | undefined): headers is readonly string[] {
  return Array.isArray(headers);
}

// Headers about the connection must not be sent (RFC 9113 section 8.2.2).
function asHttp2(lines: readonly string[]): OutgoingHttpHeaders {
  const headers = new Map<string, string | string[]>();
  for (let index = 0; index < lines.length; index += 2) {
    const name = (lines[index] ?? "").toLowerCase();
    if (isHopByHopHeader(name)) continue;
    const value = lines[index + 1] ?? "";
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(headers);
}
