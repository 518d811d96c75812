import { ImmutableMultiDict } from "../data/immutable-multi-dict.ts";
import { endOfQuotedString } from "./quoting.ts";
import { skipWhiteSpace } from "./white-space.ts";

const BEYOND_ASCII = /[\x80-\xff]/;
const BEYOND_LATIN1 = /[^\0-\xff]/;

/**
 * Reads a `Cookie` header. A cookie without a name is left out, so that it cannot pass for one with a prefix like
 * `__Host-`; only space and tab around a name are removed, for the same reason.
 *
 * @param text - The header as Node gives it, one character a byte; undefined when there is none. Names and values
 * are then read as UTF-8.
 * @example
 * parseCookie("theme=dark; note=\"a\\054b\"").get("note"); // => "a,b"
 */
export function parseCookie(text: string | undefined): ImmutableMultiDict {
  return new ImmutableMultiDict(text === undefined ? [] : cookiePairs(text));
}

function* cookiePairs(text: string): Generator<[string, string]> {
  let index = 0;
  let equals = indexOrEnd(text, "=", 0);
  while (index < text.length) {
    let end = indexOrEnd(text, ";", index);
    if (equals < index) equals = indexOrEnd(text, "=", index);
    if (equals > end || equals === text.length) {
      const name = trimWhiteSpace(text.slice(index, end));
      if (name !== "") yield [decode(name), ""];
    } else {
      const name = trimWhiteSpace(text.slice(index, equals));
      end = endOfValue(text, equals + 1, end);
      if (name !== "") yield [decode(name), plainValue(trimWhiteSpace(text.slice(equals + 1, end)))];
    }
    index = end + 1;
  }
}

function indexOrEnd(text: string, mark: string, start: number): number {
  const index = text.indexOf(mark, start);
  return index === -1 ? text.length : index;
}

// A quoted value may hold semicolons, if nothing but a semicolon follows its closing quote.
function endOfValue(text: string, start: number, semicolon: number): number {
  const open = skipWhiteSpace(text, start);
  if (text.charCodeAt(open) !== 34) return semicolon;
  const close = endOfQuotedString(text, open);
  if (close === -1) return semicolon;
  const next = skipWhiteSpace(text, close);
  return next === text.length || text.charCodeAt(next) === 59 ? next : semicolon;
}

function plainValue(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return decode(text);
  const inner = text.slice(1, -1);
  if (!inner.includes("\\")) return decode(inner);
  return decode(
    inner.replace(/\\(?:([0-3][0-7]{2})|(.))/g, (_, octal: string | undefined, character: string) =>
      octal === undefined ? character : String.fromCharCode(Number.parseInt(octal, 8)),
    ),
  );
}

function decode(text: string): string {
  if (!BEYOND_ASCII.test(text) || BEYOND_LATIN1.test(text)) return text;
  return Buffer.from(text, "latin1").toString("utf8");
}

function trimWhiteSpace(text: string): string {
  const start = skipWhiteSpace(text, 0);
  let end = text.length;
  while (end > start && (text.charCodeAt(end - 1) === 32 || text.charCodeAt(end - 1) === 9)) end--;
  return text.slice(start, end);
}
