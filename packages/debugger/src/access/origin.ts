import type { Request } from "@dewar/http";

const LOCAL_HOST = /^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

const LOOPBACK = /^(?:(?:::ffff:)?127(?:\.\d{1,3}){3}|::1)$/;

/**
 * Whether a request comes from this machine and names it, or names the one host that the server was told to listen on.
 * The name counts, not only where the request comes from: a page of any site may send its visitors' browsers here
 * under a name of its own (DNS rebinding).
 *
 * @param runHost - What the server was told. `0.0.0.0` and `::` are no names: whoever sends them may be anywhere.
 */
export function isTrusted(request: Request, runHost: string | undefined): boolean {
  const name = hostOf(request)?.replace(/:\d+$/, "").toLowerCase();
  if (name === undefined) return false;
  if (runHost !== undefined && !isWildcard(runHost) && name === bracketed(runHost.toLowerCase())) return true;
  return LOCAL_HOST.test(name) && addressesOf(request).every((address) => LOOPBACK.test(address));
}

/** A tunnel runs on this machine, and names in a header whom it speaks for. */
function addressesOf(request: Request): string[] {
  const forwarded = request.headers.get("X-Forwarded-For");
  const others = forwarded === undefined ? [] : forwarded.split(",").map((address) => address.trim());
  return [request.remoteAddr ?? "", ...others];
}

function isWildcard(host: string): boolean {
  return host === "0.0.0.0" || host === "::";
}

/**
 * Whether a request comes from a page that this server sent. Browsers say so in headers that pages cannot set; one
 * that is too old for `Sec-Fetch-Site` sends `Origin`.
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("Sec-Fetch-Site");
  if (site !== undefined) return site === "same-origin";
  return request.headers.get("Origin") === `${request.scheme}://${hostOf(request) ?? ""}`;
}

function hostOf(request: Request): string | undefined {
  try {
    return request.host;
  } catch {
    // A host that is none.
    return undefined;
  }
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
