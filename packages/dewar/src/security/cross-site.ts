import type { Request } from "../request.ts";

/**
 * Why a request that is to change something must be taken for one that a page of another site has caused.
 *
 * Browsers say so in `Sec-Fetch-Site` (W3C, Fetch Metadata Request Headers), older ones in `Origin`. Where there is
 * neither, a `Referer` must take their place over HTTPS, where nobody on the way can have put one in or left it out.
 * Another subdomain is another origin.
 *
 * @param trusted - Origins that may send requests all the same.
 * @returns What is wrong, for the error page; undefined when nothing is.
 */
export function crossSiteReason(request: Request, trusted: readonly string[]): string | undefined {
  const origin = request.headers.get("Origin");
  if (origin !== undefined && trusted.includes(origin)) return undefined;
  const site = request.headers.get("Sec-Fetch-Site");
  if (site !== undefined) {
    return site === "same-origin" || site === "none" ? undefined : "The request comes from another site.";
  }
  if (origin !== undefined) {
    return isOwn(request, origin) ? undefined : "The request comes from another origin.";
  }
  if (!request.isSecure) return undefined;
  const referer = request.headers.get("Referer");
  if (referer === undefined) return "The request has neither an Origin nor a Referer.";
  if (isOwn(request, referer) || trusted.includes(originOf(referer))) return undefined;
  return "The Referer is a page of another origin.";
}

// A request that looks insecure may have come through a proxy that nobody has declared: then the host must do.
function isOwn(request: Request, url: string): boolean {
  const origin = originOf(url);
  const own = request.host.toLowerCase();
  return origin === `https://${own}` || (!request.isSecure && origin === `http://${own}`);
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : "null";
}
