import type { Request } from "@dewar/http";

const LOCAL_HOST = /^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/**
 * Whether a request names this machine, or the host that the server was told to listen on. The name counts, not only
 * where the request comes from: a page of any site may send its visitors' browsers here under a name of its own (DNS
 * rebinding).
 *
 * @param runHost - What the server was told.
 */
export function namesThisMachine(request: Request, runHost: string | undefined): boolean {
  const host = hostOf(request);
  if (host === undefined) return false;
  const name = host.replace(/:\d+$/, "").toLowerCase();
  return LOCAL_HOST.test(name) || (runHost !== undefined && name === bracketed(runHost.toLowerCase()));
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
