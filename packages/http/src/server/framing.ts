import type { IncomingMessage, ServerResponse } from "node:http";

import { statusName } from "../errors/statuses.ts";

/**
 * Answers, and closes the connection, where it is not certain how long a request is: what one server takes for a body
 * another may take for the next request. Node lets some of these pass (RFC 9112 sections 2.5 and 6.1).
 *
 * @returns Whether the request was refused.
 */
export function refuseUncertainLength(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
  const status = uncertainty(incoming);
  if (status === undefined) return false;
  outgoing.writeHead(status, statusName(status), ["Connection", "close", "Content-Length", "0"]);
  outgoing.end();
  return true;
}

function uncertainty(incoming: IncomingMessage): number | undefined {
  const { httpVersion, rawHeaders } = incoming;
  // The frames of HTTP/2 say where a request ends.
  if ("stream" in incoming) return undefined;
  if (httpVersion !== "1.1" && httpVersion !== "1.0") return 505;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    if (name.length !== 17 || name.toLowerCase() !== "transfer-encoding") continue;
    if (httpVersion === "1.0") return 400;
    // No other coding is undone here, so that a handler would be given bytes it cannot read.
    if (rawHeaders[index + 1]?.toLowerCase() !== "chunked") return 501;
  }
  return undefined;
}
