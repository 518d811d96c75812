import { parseExtendedValue } from "./extended-value.ts";
import { endOfQuotedString, quoteHeaderValue, unquoteHeaderValue } from "./quoting.ts";

/** The values that can be written into a list or dict header. */
export type HeaderItem = string | number | boolean;

/**
 * Reads a header that is a list, its items between commas (RFC 9110, section 5.6.1). An item that is a quoted string
 * loses its quotes; a quoted part of an item keeps them. Empty items are left out. A quote that never closes makes
 * the whole header unreadable.
 *
 * @param text - The header, undefined when there is none.
 * @returns The items; none when the header cannot be read.
 * @example
 * parseListHeader('token, "quoted, value"'); // => ["token", "quoted, value"]
 */
export function parseListHeader(text: string | undefined): string[] {
  if (text === undefined) return [];
  const items = splitList(text);
  return items === undefined ? [] : items.map(unquoteHeaderValue);
}

/**
 * Reads a header that is a list of `name=value` items. A name without `=` has the value undefined; of two equal
 * names the later counts. Values in the form of RFC 8187 (`name*=UTF-8''...`) are decoded.
 *
 * @param text - The header, undefined when there is none.
 * @example
 * parseDictHeader('realm="tea house", stale').get("realm"); // => "tea house"
 */
export function parseDictHeader(text: string | undefined): Map<string, string | undefined> {
  const entries = new Map<string, string | undefined>();
  for (const item of parseListHeader(text)) {
    const equals = item.indexOf("=");
    const name = (equals === -1 ? item : item.slice(0, equals)).trim();
    if (name === "") continue;
    if (equals === -1) {
      entries.set(name, undefined);
      continue;
    }
    const value = item.slice(equals + 1).trim();
    if (name.endsWith("*"))
      entries.set(name.slice(0, -1), unquoteHeaderValue(parseExtendedValue(value).value));
    else entries.set(name, unquoteHeaderValue(value));
  }
  return entries;
}

/**
 * Writes a list or dict header. Values are quoted where they need it; a name whose value is undefined or null stands
 * alone, and the value of a name that ends with `*` is written as it is.
 *
 * @param items - Values for a list; a Map or object for `name=value` items.
 * @example
 * dumpHeader(["gzip", "a b"]); // => 'gzip, "a b"'
 * dumpHeader({ realm: "tea house", stale: undefined }); // => 'realm="tea house", stale'
 */
export function dumpHeader(
  items:
    | Iterable<HeaderItem>
    | ReadonlyMap<string, HeaderItem | null | undefined>
    | Readonly<Record<string, HeaderItem | null | undefined>>,
): string {
  if (items instanceof Map || !isIterable(items)) {
    const entries: Iterable<[string, HeaderItem | null | undefined]> =
      items instanceof Map ? items : Object.entries(items);
    return Array.from(entries, ([name, value]) => dumpEntry(name, value)).join(", ");
  }
  return Array.from(items, (item) => quoteHeaderValue(item)).join(", ");
}

function dumpEntry(name: string, value: HeaderItem | null | undefined): string {
  if (value === undefined || value === null) return name;
  return `${name}=${name.endsWith("*") ? String(value) : quoteHeaderValue(value)}`;
}

function isIterable(items: Parameters<typeof dumpHeader>[0]): items is Iterable<HeaderItem> {
  return Symbol.iterator in items;
}

// The items with their quotes, or undefined when a quote does not close.
function splitList(text: string): string[] | undefined {
  const items: string[] = [];
  let start = 0;
  let index = 0;
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 34) {
      const end = endOfQuotedString(text, index);
      if (end === -1) return undefined;
      index = end - 1;
    } else if (code === 44) {
      pushItem(items, text.slice(start, index));
      start = index + 1;
    }
  }
  pushItem(items, text.slice(start));
  return items;
}

function pushItem(items: string[], text: string): void {
  const item = text.trim();
  if (item !== "") items.push(item);
}
