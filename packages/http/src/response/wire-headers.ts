import type { Headers } from "../headers/headers.ts";
import { removeEntityHeaders } from "../headers/message-headers.ts";
import { iriToUri } from "../urls/iri.ts";

/** Whether a response with that status has no body, whatever it was given (RFC 9110 section 6.4.1). */
export function forbidsBody(statusCode: number): boolean {
  return statusCode === 204 || statusCode === 304 || (statusCode >= 100 && statusCode < 200);
}

/**
 * The headers of a response as they are sent: URLs in ASCII, no headers that the status forbids, the length of the
 * body where it is known.
 *
 * @param headers - The headers of the response. They stay as they are.
 * @param statusCode - The status code.
 * @param bodyLength - The bytes of the body; undefined for a stream.
 * @returns Name, value, name, value.
 */
export function wireHeaders(headers: Headers, statusCode: number, bodyLength: number | undefined): string[] {
  const wire = headers.copy();
  for (const name of ["Location", "Content-Location"]) {
    const url = wire.get(name);
    if (url !== undefined) wire.set(name, iriToUri(url));
  }
  if (statusCode === 304) removeEntityHeaders(wire);
  else if (forbidsBody(statusCode)) wire.delete("Content-Length");
  else if (bodyLength !== undefined && !wire.has("Content-Length")) wire.set("Content-Length", bodyLength);
  return wire.toRaw();
}
