import { hostIsTrusted, redirect, type Response } from "@dewar/http";
import { currentContext } from "../context.ts";

/** Where a user may be sent besides to this application itself. */
export interface SafeRedirectOptions {
  /** Other hosts. One that starts with a dot also stands for every name below it; ports do not count. */
  readonly hosts?: readonly string[];
}

// What browsers pass over or read as a slash, and what people do not see.
const MISLEADING = /[\\\s\p{Cc}\p{Cf}\p{Cs}]/u;

/**
 * Whether a redirect to `target` stays here. To be asked about every target that a user or a link has brought:
 * otherwise a link to this application leads wherever its author wants, past the name that the user trusts.
 *
 * Here are paths that begin with one slash, and http and https URLs with the host of the current request; over HTTPS
 * only https ones. Nothing that browsers read in several ways is.
 *
 * @param target - A path or a URL; nothing is not safe.
 * @param options - Other hosts to send users to.
 * @example
 * isSafeRedirect("/cart?step=2"); // => true
 * isSafeRedirect("//evil.test"); // => false
 * isSafeRedirect("https://pay.test/", { hosts: ["pay.test"] }); // => true
 */
export function isSafeRedirect(
  target: string | null | undefined,
  options: SafeRedirectOptions = {},
): target is string {
  if (target === undefined || target === null || MISLEADING.test(target)) return false;
  if (target.startsWith("/")) return !target.startsWith("//");
  return namesKnownHost(target, options.hosts ?? []);
}

/**
 * A redirect to where the user wants to go, if that is here, else to `fallback`.
 *
 * @param target - What the user brought, such as `request.args.get("next")`.
 * @param fallback - A target of the application's own. It is not checked.
 * @param options - As for {@link isSafeRedirect}; `code` as for `redirect`.
 * @example
 * safeRedirect("/cart", "/").location; // => "/cart"
 * safeRedirect("https://evil.test", "/").location; // => "/"
 */
export function safeRedirect(
  target: string | null | undefined,
  fallback: string,
  options: SafeRedirectOptions & { readonly code?: number } = {},
): Response {
  return redirect(isSafeRedirect(target, options) ? target : fallback, options.code);
}

function namesKnownHost(target: string, hosts: readonly string[]): boolean {
  // "http:evil.test" and "http:/evil.test" are complete URLs to browsers.
  if (!/^https?:\/\/[^/]/i.test(target) || !URL.canParse(target)) return false;
  const { protocol, host, username, password } = new URL(target);
  if (username !== "" || password !== "") return false;
  const context = currentContext();
  if (context?.hasRequest !== true) return hostIsTrusted(host, hosts);
  const { request } = context;
  if (request.isSecure && protocol !== "https:") return false;
  return host === request.host.toLowerCase() || hostIsTrusted(host, hosts);
}
