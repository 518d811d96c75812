import type { Headers } from "./headers.ts";

// RFC 9110, section 8: they describe the content of a message.
const ENTITY = new Set([
  "allow",
  "content-encoding",
  "content-language",
  "content-length",
  "content-location",
  "content-md5",
  "content-range",
  "content-type",
  "expires",
  "last-modified",
]);

// RFC 9110, section 7.6.1: they concern one connection.
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * Whether a header describes the content of a message.
 *
 * @example
 * isEntityHeader("Content-Type"); // => true
 */
export function isEntityHeader(name: string): boolean {
  return ENTITY.has(name.toLowerCase());
}

/**
 * Whether a header concerns a single connection, so that it must not be passed on.
 *
 * @example
 * isHopByHopHeader("Keep-Alive"); // => true
 */
export function isHopByHopHeader(name: string): boolean {
  return HOP_BY_HOP.has(name.toLowerCase());
}

/**
 * Removes the headers that describe content, as a 304 response must not have them.
 *
 * @param headers - They are changed.
 * @param allowed - Names that stay.
 */
export function removeEntityHeaders(
  headers: Headers,
  allowed: Iterable<string> = ["expires", "content-location"],
): void {
  const kept = new Set(Array.from(allowed, (name) => name.toLowerCase()));
  for (const name of ENTITY) if (!kept.has(name)) headers.delete(name);
}

/**
 * Removes the headers that concern a single connection, those that `Connection` names included.
 *
 * @param headers - They are changed.
 */
export function removeHopByHopHeaders(headers: Headers): void {
  const named = headers.getAll("Connection").flatMap((value) => value.split(","));
  for (const name of [...named, ...HOP_BY_HOP]) headers.delete(name.trim());
}
