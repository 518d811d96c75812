import { ENTITIES, LEGACY_ENTITIES } from "./entities.ts";

const REFERENCE = /&(?:#(?:(\d+)|[xX]([\da-fA-F]+));?|([A-Za-z][A-Za-z\d]{0,31})(;?))/g;

/** What browsers read for 128 to 159: the characters of Windows-1252. Gaps stand for the control character. */
const WINDOWS_1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/**
 * Replaces entities by the characters they stand for: numeric ones, and the names of HTML 4. An unknown name
 * stays as it is.
 *
 * @param html - HTML without tags, or a part of it.
 * @returns Plain text. Escape it before it goes into HTML again.
 * @example
 * unescape("fish &amp; chips&#33;"); // => "fish & chips!"
 */
export function unescape(html: string): string {
  if (!html.includes("&")) return html;
  return html.replace(REFERENCE, (whole: string, decimal, hexadecimal, name, end) => {
    if (typeof decimal === "string") return characterOf(Number.parseInt(decimal, 10));
    if (typeof hexadecimal === "string") return characterOf(Number.parseInt(hexadecimal, 16));
    return named(String(name), end === ";") ?? whole;
  });
}

function named(name: string, closed: boolean): string | undefined {
  const character = closed ? ENTITIES.get(name) : undefined;
  if (character !== undefined) return character;
  // `&copy2026` means the sign and then the year: the longest name at the start counts.
  for (let length = Math.min(name.length, 6); length > 1; length--) {
    const legacy = LEGACY_ENTITIES.get(name.slice(0, length));
    if (legacy !== undefined) return legacy + name.slice(length) + (closed ? ";" : "");
  }
  return undefined;
}

// HTML standard, "numeric character reference end state".
function characterOf(code: number): string {
  if (code >= 128 && code < 160) return WINDOWS_1252.charAt(code - 128);
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return "\ufffd";
  return isNoCharacter(code) ? "" : String.fromCodePoint(code);
}

function isNoCharacter(code: number): boolean {
  if (code < 32) return !(code === 9 || code === 10 || code === 12 || code === 13);
  return code === 127 || (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe;
}
