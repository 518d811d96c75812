import { Accept, parseAccept } from "./accept.ts";

// Other names of the charsets that are still asked for (IANA's registry of character sets).
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["usascii", "ascii"],
  ["latin1", "iso88591"],
  ["l1", "iso88591"],
  ["cp1252", "windows1252"],
]);

/**
 * The `Accept-Charset` header (RFC 9110, section 12.5.2). `utf8` and `UTF-8` are the same charset.
 *
 * @example
 * CharsetAccept.fromHeader("ISO-8859-1, utf-8;q=0.7").quality("utf8"); // => 0.7
 */
export class CharsetAccept extends Accept {
  static override fromHeader(text: string | undefined): CharsetAccept {
    return new CharsetAccept(parseAccept(text));
  }

  protected override matches(offer: string, choice: string): boolean {
    return choice === "*" || normalize(choice) === normalize(offer);
  }
}

function normalize(charset: string): string {
  const name = charset.toLowerCase().replace(/[^a-z0-9]/g, "");
  return ALIASES.get(name) ?? name;
}
