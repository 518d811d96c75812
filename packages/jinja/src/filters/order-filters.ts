import { FilterArgumentError } from "../errors/runtime-error.ts";
import {
  type FilterFunction,
  passEnvironment,
  type RenderEnvironment,
  withParameters,
} from "../runtime/calling.ts";
import { add } from "../values/arithmetic.ts";
import { type Dict, dictEntries, hashable, isDict } from "../values/dict.ts";
import { equals, sameOrEquals, storedKey } from "../values/equality.ts";
import { PythonError, typeError } from "../values/errors.ts";
import { indexOf } from "../values/index-value.ts";
import { itemsOf, iterate } from "../values/iterate.ts";
import { MISSING } from "../values/missing.ts";
import { numericValue } from "../values/numbers.ts";
import { compare, greaterThan, lessThan, nativeOrder, type Order } from "../values/order.ts";
import { Tuple } from "../values/tuple.ts";
import { truthy } from "../values/truth.ts";
import { isString, typeName } from "../values/types.ts";
import { Undefined } from "../values/undefined.ts";
import { attributeGetter, foldCase, type Getter, sortKeyGetter } from "./attribute-getter.ts";

/** Sorts by keys; equal ones keep their order, whichever the direction. */
function sortedBy<T>(
  items: readonly T[],
  keyOf: (item: T) => unknown,
  reverse: boolean,
  otherwise: Order = compare,
): T[] {
  const keys = items.map(keyOf);
  const order = nativeOrder(keys) ?? otherwise;
  const areOwnKeys = items.every((item, index) => item === keys[index]);
  if (areOwnKeys) return [...items].sort(reverse ? (a, b) => order(b, a) : order);
  const keyed = items.map((item, index) => ({ item, key: keys[index] }));
  keyed.sort(reverse ? (a, b) => order(b.key, a.key) : (a, b) => order(a.key, b.key));
  return keyed.map(({ item }) => item);
}

function sort(
  environment: RenderEnvironment,
  value: unknown,
  reverse: unknown = false,
  caseSensitive: unknown = false,
  attribute: unknown = null,
): unknown[] {
  const change = truthy(caseSensitive) ? (key: unknown) => key : foldCase;
  const keyOf = sortKeyGetter(environment, attribute, change);
  return sortedBy(itemsOf(value), keyOf, indexOf(reverse) !== 0, compareAsItems);
}

// As items of two lists: what is equal need not have an order.
function compareAsItems(a: unknown, b: unknown): number {
  if (typeof a === "string" && typeof b === "string") return compare(a, b);
  return sameOrEquals(a, b) ? 0 : compare(a, b);
}

function dictsort(
  value: unknown,
  caseSensitive: unknown = false,
  by: unknown = "key",
  reverse: unknown = false,
): Tuple[] {
  if (by !== "key" && by !== "value") {
    throw new FilterArgumentError('You can only sort by either "key" or "value"');
  }
  const place = by === "key" ? 0 : 1;
  const fold = truthy(caseSensitive) ? (key: unknown) => key : foldCase;
  const pairs = dictEntries(dictOrFail(value));
  return sortedBy(pairs, (pair) => fold(pair[place]), indexOf(reverse) !== 0).map((pair) => new Tuple(pair));
}

function dictOrFail(value: unknown): Dict {
  if (isDict(value)) return value;
  if (value instanceof Undefined) return value.fail();
  throw new PythonError("AttributeError", `'${typeName(value)}' object has no attribute 'items'`);
}

/** A getter for the key by which items are compared: of an attribute, without regard to case unless told. */
function comparedKey(environment: RenderEnvironment, attribute: unknown, caseSensitive: unknown): Getter {
  const get = attributeGetter(environment, attribute);
  return truthy(caseSensitive) ? get : (item) => foldCase(get(item));
}

function* unique(
  environment: RenderEnvironment,
  value: unknown,
  caseSensitive: unknown = false,
  attribute: unknown = null,
): IterableIterator<unknown> {
  const keyOf = comparedKey(environment, attribute, caseSensitive);
  const seen = new Set<unknown>();
  for (const item of iterate(value)) {
    const key = setKey(keyOf(item));
    if (typeof key === "object" ? storedKey(seen, key) !== MISSING : seen.has(key)) continue;
    seen.add(key);
    yield item;
  }
}

// 1, 1.0 and True are one key: as plain numbers a set finds them without a search.
function setKey(value: unknown): unknown {
  return numericValue(value) ?? hashable(value);
}

function extreme(
  environment: RenderEnvironment,
  value: unknown,
  keyOf: Getter,
  isBetter: (key: unknown, best: unknown) => boolean,
): unknown {
  let best: { readonly item: unknown; readonly key: unknown } | undefined;
  for (const item of iterate(value)) {
    const key = keyOf(item);
    if (best === undefined || isBetter(key, best.key)) best = { item, key };
  }
  if (best !== undefined) return best.item;
  return environment.undefined({ hint: "No aggregated item, sequence was empty." });
}

function min(
  environment: RenderEnvironment,
  value: unknown,
  caseSensitive: unknown = false,
  attribute: unknown = null,
): unknown {
  return extreme(environment, value, comparedKey(environment, attribute, caseSensitive), lessThan);
}

function max(
  environment: RenderEnvironment,
  value: unknown,
  caseSensitive: unknown = false,
  attribute: unknown = null,
): unknown {
  return extreme(environment, value, comparedKey(environment, attribute, caseSensitive), greaterThan);
}

/** A group of items with the value they share; it unpacks as a pair. */
class Group extends Tuple {
  get __type__(): string {
    return "jinja2.filters._GroupTuple";
  }

  get grouper(): unknown {
    return this.items[0];
  }

  get list(): unknown {
    return this.items[1];
  }
}

function groupby(
  environment: RenderEnvironment,
  value: unknown,
  attribute: unknown,
  fallback: unknown = null,
  caseSensitive: unknown = false,
): Group[] {
  const get = attributeGetter(environment, attribute, fallback);
  const keyOf: Getter = truthy(caseSensitive) ? get : (item) => foldCase(get(item));
  const groups: { key: unknown; items: unknown[] }[] = [];
  for (const item of sortedBy(itemsOf(value), keyOf, false)) {
    const group = groups.at(-1);
    const key = keyOf(item);
    if (group !== undefined && equals(group.key, key)) group.items.push(item);
    else groups.push({ key, items: [item] });
  }
  // The key was folded to compare; the group shows the value of its first item.
  return groups.map(({ items }) => new Group([get(items[0]), items]));
}

function sum(
  environment: RenderEnvironment,
  iterable: unknown,
  attribute: unknown = null,
  start: unknown = 0,
): unknown {
  const get = attributeGetter(environment, attribute);
  if (isString(start)) throw typeError("sum() can't sum strings [use ''.join(seq) instead]");
  let total = start;
  for (const item of iterate(iterable)) total = add(total, get(item));
  return total;
}

/** The filters that compare or add up the items of a sequence. */
export const orderFilters: Readonly<Record<string, FilterFunction>> = {
  sort: withParameters(["value", "reverse?", "case_sensitive?", "attribute?"], passEnvironment(sort)),
  dictsort: withParameters(["value", "case_sensitive?", "by?", "reverse?"], dictsort),
  unique: withParameters(["value", "case_sensitive?", "attribute?"], passEnvironment(unique)),
  min: withParameters(["value", "case_sensitive?", "attribute?"], passEnvironment(min)),
  max: withParameters(["value", "case_sensitive?", "attribute?"], passEnvironment(max)),
  groupby: withParameters(["value", "attribute", "default?", "case_sensitive?"], passEnvironment(groupby)),
  sum: withParameters(["iterable", "attribute?", "start?"], passEnvironment(sum)),
};
