import { createHmac, timingSafeEqual } from "node:crypto";

/** What signs remember-me cookies: a SECRET_KEY. */
export type CookieKey = string | Uint8Array;

/**
 * The value of a remember-me cookie, as Flask-Login writes it: the text, a bar, and its HMAC-SHA-512 in hexadecimal.
 *
 * @param payload - The id of a user.
 * @param key - The SECRET_KEY.
 * @example
 * encodeCookie("7", "dev").slice(0, 18); // => "7|cd92df2b260070a3"
 */
export function encodeCookie(payload: string, key: CookieKey): string {
  return `${payload}|${digest(payload, key).toString("hex")}`;
}

/**
 * Reads the value of a remember-me cookie.
 *
 * @param cookie - What a client sent.
 * @param keys - The keys that verify it, each of them.
 * @returns The id of a user; undefined for a cookie that none of the keys has signed.
 * @example
 * decodeCookie(encodeCookie("7", "old"), ["new", "old"]); // => "7"
 * decodeCookie("7|forged", ["new"]); // => undefined
 */
export function decodeCookie(cookie: string, keys: readonly CookieKey[]): string | undefined {
  const bar = cookie.lastIndexOf("|");
  if (bar === -1) return undefined;
  const payload = cookie.slice(0, bar);
  // As text: what is no hexadecimal must not pass by being decoded in part.
  const given = Buffer.from(cookie.slice(bar + 1));
  const isSigned = keys.some((key) => {
    const wanted = Buffer.from(digest(payload, key).toString("hex"));
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
  return isSigned ? payload : undefined;
}

function digest(payload: string, key: CookieKey): Buffer {
  return createHmac("sha512", typeof key === "string" ? bytesOf(key) : key)
    .update(payload)
    .digest();
}

/** Flask-Login takes a key as Latin-1 and refuses others, so those are ours to take: as UTF-8. */
function bytesOf(key: string): Buffer {
  return Buffer.from(key, /^[\0-\xff]*$/.test(key) ? "latin1" : "utf8");
}
