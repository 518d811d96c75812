/**
 * Replaces each match of `unsafe` by the percent-encoded bytes of its UTF-8 form (RFC 3986, section 2.1).
 *
 * Unlike `encodeURIComponent` it leaves the choice of characters to the caller and never throws: half of a
 * surrogate pair becomes U+FFFD.
 *
 * @param text - Any text.
 * @param unsafe - A global regular expression whose matches must not stay.
 */
export function percentEncode(text: string, unsafe: RegExp): string {
  return text.replace(unsafe, (match) => {
    let encoded = "";
    for (const byte of Buffer.from(match, "utf8")) {
      encoded += `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    }
    return encoded;
  });
}
