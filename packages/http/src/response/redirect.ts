import { escape } from "@dewar/markup";
import { Response } from "./response.ts";

const REDIRECT_CODES: ReadonlySet<number> = new Set([301, 302, 303, 305, 307, 308]);

/**
 * A response that sends the client elsewhere.
 *
 * It takes any location; one that a user has chosen must be checked first.
 *
 * @param location - Where to: a path, or an absolute URL.
 * @param code - 301, 302, 303, 305, 307 or 308. Default: 303, "See Other", after which clients ask with GET
 *   (RFC 9110 section 15.4.4).
 * @throws {RangeError} For another code. {@link HeaderError} for a location with CR, LF or NUL.
 * @example
 * redirect("/login").status; // => "303 See Other"
 * redirect("/login", 308).location; // => "/login"
 * redirect("/login", 200); // throws RangeError
 */
export function redirect(location: string, code = 303): Response {
  if (!REDIRECT_CODES.has(code)) {
    throw new RangeError(`${code} is no redirect. Use one of ${[...REDIRECT_CODES].join(", ")}.`);
  }
  const response = new Response(redirectPage(location), { status: code, mimetype: "text/html" });
  response.headers.set("Location", location);
  return response;
}

/**
 * A response that sends the client to the same URL with a slash behind it, written relative to where the client is.
 *
 * @param request - Its path and query are kept.
 * @param code - As for {@link redirect}. Default: 308, after which clients repeat the request as it was.
 * @example
 * appendSlashRedirect({ path: "/shop/tea", queryString: "size=2" }).location; // => "tea/?size=2"
 */
export function appendSlashRedirect(
  request: { readonly path: string; readonly queryString: string },
  code = 308,
): Response {
  const { path, queryString } = request;
  const last = path.slice(path.lastIndexOf("/") + 1);
  const location = last === "" ? "./" : `${last}/`;
  return redirect(queryString === "" ? location : `${location}?${queryString}`, code);
}

/** The page of a redirect, for clients that do not follow it by themselves. */
export function redirectPage(location: string): string {
  const url = escape(location);
  return (
    "<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n" +
    `<p>You should be redirected automatically to the target URL: <a href="${url}">${url}</a>. ` +
    "If not, click the link.\n"
  );
}
