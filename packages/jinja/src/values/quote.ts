// What Python's str.isprintable() refuses: the categories "other" and "separator", the plain space excepted.
const UNPRINTABLE = /[\p{C}\p{Z}\\']/u;
const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/**
 * Writes a string as a Python literal: in single quotes unless it has some and no double quotes, with escapes for
 * what cannot be seen.
 *
 * @example
 * quote("it's"); // => `"it's"`
 * quote("a\u00a0b"); // => "'a\\xa0b'"
 */
export function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  if (!UNPRINTABLE.test(text.replaceAll(" ", ""))) return mark + text + mark;
  let body = "";
  for (const character of text) {
    body += character === mark ? `\\${mark}` : printable(character);
  }
  return mark + body + mark;
}

function printable(character: string): string {
  if (character === " ") return character;
  const short = SHORT_ESCAPES.get(character);
  if (short !== undefined) return short;
  return /[\p{C}\p{Z}]/u.test(character) ? escapeCodePoint(character.codePointAt(0) ?? 0) : character;
}

/** Writes a code point as the shortest of `\\x..`, `\\u....` and `\\U........`. */
export function escapeCodePoint(code: number): string {
  const digits = code.toString(16);
  if (code < 0x100) return `\\x${digits.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${digits.padStart(4, "0")}` : `\\U${digits.padStart(8, "0")}`;
}
