import { domainToASCII } from "node:url";
import { percentEncode } from "../urls/percent-encode.ts";
import { httpDate } from "./date.ts";
import { HeaderError } from "./header-error.ts";

/** The attributes of a cookie (RFC 6265, section 4.1.2, and its revision 6265bis). */
export interface CookieOptions {
  /** Seconds to live. Without it and `expires` the cookie ends with the browser's session. */
  readonly maxAge?: number | undefined;
  /** When it ends: a Date, or milliseconds since 1970. */
  readonly expires?: Date | number | undefined;
  /** Where it is sent: this path and what is below it. Default `"/"`; null leaves it to the browser. */
  readonly path?: string | null | undefined;
  /** Sent to this domain and those below it. Default: only the host that set it. */
  readonly domain?: string | undefined;
  /** Sent over HTTPS only. */
  readonly secure?: boolean | undefined;
  /** Hidden from scripts. */
  readonly httpOnly?: boolean | undefined;
  /** Whether other sites' pages send it: `"Strict"`, `"Lax"` or `"None"`, in any case. */
  readonly sameSite?: string | undefined;
  /** Kept apart for each top-level site; implies `secure`. */
  readonly partitioned?: boolean | undefined;
  /** Also write `Expires` when only `maxAge` is given, for old clients. Default true. */
  readonly syncExpires?: boolean | undefined;
  /** A warning is emitted when the header is longer; browsers ignore such cookies. Default 4093; 0 for none. */
  readonly maxSize?: number | undefined;
}

const UNQUOTED_VALUE = /^[\w!#$%&'()*+\-./:<=>?@[\]^`{|}~]*$/;
const NEEDS_ESCAPE = /[^\w !#$%&'()*+\-./:<=>?@[\]^`{|}~]/gu;
// RFC 6265 asks for a token; brackets and letters beyond ASCII are in use. These would shift what a reader sees.
const BAD_IN_NAME = /[\0- \x7f=;,\u0080-\u00a0]/;
const DOMAIN = /^[a-z0-9._-]*$/i;
const UNSAFE_IN_PATH = /[^\w%!$&'()*+,/:=@.~-]+/gu;
const SAME_SITE: ReadonlyMap<string, string> = new Map([
  ["strict", "Strict"],
  ["lax", "Lax"],
  ["none", "None"],
]);

/**
 * Writes a `Set-Cookie` header. A value with other characters than a cookie may hold is quoted, and those
 * characters escaped, in the way that `parseCookie` reads.
 *
 * @param name - The cookie's name.
 * @param value - Any text.
 * @param options - The attributes.
 * @throws {HeaderError} When the name, the age, the domain or `sameSite` cannot stand in a cookie.
 * @example
 * dumpCookie("theme", "dark", { httpOnly: true }); // => "theme=dark; HttpOnly; Path=/"
 */
export function dumpCookie(name: string, value = "", options: CookieOptions = {}): string {
  let cookie = `${checkedName(name)}=${quotedValue(value)}`;
  const { maxAge, domain, path = "/", partitioned = false, sameSite } = options;
  if (domain !== undefined) cookie += `; Domain=${checkedDomain(domain)}`;
  const expires = expiry(options);
  if (expires !== undefined) cookie += `; Expires=${httpDate(expires)}`;
  if (maxAge !== undefined) cookie += `; Max-Age=${wholeSeconds(maxAge)}`;
  if (options.secure === true || partitioned) cookie += "; Secure";
  if (options.httpOnly === true) cookie += "; HttpOnly";
  if (path !== null) cookie += `; Path=${percentEncode(path, UNSAFE_IN_PATH)}`;
  if (sameSite !== undefined) cookie += `; SameSite=${checkedSameSite(sameSite)}`;
  if (partitioned) cookie += "; Partitioned";
  warnAboutSize(name, cookie.length, options.maxSize ?? 4093);
  return cookie;
}

// On the wire a letter beyond ASCII is its bytes in UTF-8; a header is text with one character a byte.
function checkedName(name: string): string {
  if (name !== "" && !BAD_IN_NAME.test(name)) return Buffer.from(name, "utf8").toString("latin1");
  throw new HeaderError(
    `${JSON.stringify(name)} is not a cookie name. Use letters, digits, hyphens and underscores.`,
  );
}

function quotedValue(value: string): string {
  if (UNQUOTED_VALUE.test(value)) return value;
  return `"${value.replace(NEEDS_ESCAPE, escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  if (character === '"' || character === "\\") return `\\${character}`;
  let escaped = "";
  for (const byte of Buffer.from(character, "utf8")) escaped += `\\${byte.toString(8).padStart(3, "0")}`;
  return escaped;
}

function checkedDomain(domain: string): string {
  const host = (domain.split(":", 1)[0] ?? "").replace(/^\.+/, "");
  const ascii = /^[\0-\x7f]*$/.test(host) ? host : domainToASCII(host);
  if (DOMAIN.test(ascii) && (ascii !== "" || host === "")) return ascii;
  throw new HeaderError(
    `${JSON.stringify(domain)} is not a cookie domain. Give a host name like "example.com".`,
  );
}

function checkedSameSite(sameSite: string): string {
  const known = SAME_SITE.get(sameSite.toLowerCase());
  if (known !== undefined) return known;
  throw new HeaderError("SameSite must be 'Strict', 'Lax', or 'None'.");
}

function expiry(options: CookieOptions): Date | number | undefined {
  const { expires, maxAge, syncExpires = true } = options;
  if (expires !== undefined || maxAge === undefined || !syncExpires) return expires;
  return Date.now() + wholeSeconds(maxAge) * 1000;
}

function wholeSeconds(maxAge: number): number {
  if (Number.isFinite(maxAge)) return Math.trunc(maxAge);
  throw new HeaderError(`The age of a cookie is a number of seconds, not ${String(maxAge)}.`);
}

function warnAboutSize(name: string, size: number, limit: number): void {
  if (limit === 0 || size <= limit) return;
  process.emitWarning(
    `The cookie ${JSON.stringify(name)} is ${size} bytes long; browsers may ignore one of more than ${limit}.`,
  );
}
