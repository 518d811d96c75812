import { MultiDict } from "../data/multi-dict.ts";
import { percentEncode } from "../urls/percent-encode.ts";
import { textForUrl } from "./url-text.ts";

/**
 * Values by name. A value may be a list, whose items then stand in the URL one by one; null and undefined stand for
 * nothing.
 */
export type UrlValues = Readonly<Record<string, unknown>> | MultiDict<unknown>;

/** How the query of a URL is ordered. */
export interface QueryOrder {
  readonly sortParameters: boolean;
  /** What to compare pairs by; by default the name. */
  readonly sortKey?: ((pair: readonly [name: string, value: string]) => string | number) | undefined;
}

// Unreserved characters, and those of RFC 3986, section 3.4, but for `&`, `=` and `+`, which mean something.
const UNSAFE_IN_QUERY = /[^A-Za-z0-9\-._~!$'()*,/:;?@ ]+/gu;

/**
 * The query of a URL.
 *
 * @param args - Values by name; a string is a query already.
 * @param order - Whether and by what the pairs are sorted.
 * @returns Without the question mark; empty when there is nothing to say.
 */
export function encodeQuery(args: UrlValues | string, order?: QueryOrder): string {
  return typeof args === "string" ? args : encodeEntries(entriesOf(args), order);
}

/** The query of values by name, as {@link encodeQuery} makes it. */
export function encodeEntries(
  entries: Iterable<readonly [name: string, value: unknown]>,
  order?: QueryOrder,
): string {
  const pairs = pairsOf(entries);
  if (order?.sortParameters) sortPairs(pairs, order.sortKey ?? (([name]) => name));
  return pairs.map(([name, value]) => `${encodePart(name)}=${encodePart(value)}`).join("&");
}

function pairsOf(entries: Iterable<readonly [string, unknown]>): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (const [name, value] of entries) {
    for (const item of isList(value) ? value : [value]) {
      if (item !== null && item !== undefined) pairs.push([name, textForUrl(item)]);
    }
  }
  return pairs;
}

/** The values that say something, by name. In a {@link MultiDict} a name with several values has their list. */
export function entriesOf(values: UrlValues): [name: string, value: unknown][] {
  const entries =
    values instanceof MultiDict
      ? Array.from(values.keys(), (name): [string, unknown] => [name, oneOrAll(values.getList(name))])
      : Object.entries(values);
  return entries.filter(([, value]) => value !== null && value !== undefined);
}

function oneOrAll(values: readonly unknown[]): unknown {
  return values.length === 1 ? values[0] : values;
}

function isList(value: unknown): value is Iterable<unknown> {
  return (
    typeof value === "object" && value !== null && Symbol.iterator in value && !(value instanceof Uint8Array)
  );
}

function sortPairs(
  pairs: [string, string][],
  keyOf: (pair: readonly [string, string]) => string | number,
): void {
  pairs.sort((left, right) => {
    const [leftKey, rightKey] = [keyOf(left), keyOf(right)];
    if (leftKey === rightKey) return 0;
    return leftKey < rightKey ? -1 : 1;
  });
}

function encodePart(text: string): string {
  return percentEncode(text, UNSAFE_IN_QUERY).replaceAll(" ", "+");
}
