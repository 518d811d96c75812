import { htmlOf, Markup } from "@dewar/markup";
import { contains } from "../values/contains.ts";
import { dictOf } from "../values/dict.ts";
import { equals } from "../values/equality.ts";
import { Float } from "../values/float.ts";
import { iterate } from "../values/iterate.ts";
import { javascriptHtml, javascriptText } from "../values/javascript-text.ts";
import { ARITHMETIC } from "../values/operators.ts";
import { greaterOrEqual, greaterThan, lessOrEqual, lessThan } from "../values/order.ts";
import { slice } from "../values/slice.ts";
import { escaped, str } from "../values/str.ts";
import { truthy } from "../values/truth.ts";
import { Tuple } from "../values/tuple.ts";
import { joined } from "./blocks.ts";
import { LoopContext } from "./loop.ts";
import { loopItems, takeMore } from "./loop-items.ts";
import { unpack } from "./unpack.ts";

const OPERATIONS = {
  ...ARITHMETIC,
  Float,
  Loop: LoopContext,
  Markup,
  Tuple,
  concat,
  contains,
  dict: dictOf,
  equals,
  greaterOrEqual,
  greaterThan,
  hasOwn: Object.hasOwn,
  inherited: Object.prototype,
  html: escaped,
  items: loopItems,
  itemsAsync,
  iterate,
  joined,
  lessOrEqual,
  lessThan,
  moveTo: (loop: LoopContext, index0: number): void => LoopContext.moveTo(loop, index0),
  plain,
  slice,
  str,
  takeMore,
  thenable,
  truthy,
  unpack,
};

/** What prints values, where they print in JavaScript's style. */
const JAVASCRIPT_PRINTING = {
  concat: (values: readonly unknown[]): unknown => joinedText(values, javascriptText, javascriptHtml),
  html: javascriptHtml,
  str: javascriptText,
};

/** The operations on values that compiled code calls by name; how they print is a matter of style. */
export function valueOperations(style: "python" | "javascript"): object {
  return style === "javascript" ? { ...OPERATIONS, ...JAVASCRIPT_PRINTING } : OPERATIONS;
}

// The engine knows the answer for an object whose shape it has just looked at.
function plain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}

/** `a ~ b` where output is escaped: safe text stays safe, all else joins it escaped. */
function concat(values: readonly unknown[]): unknown {
  return joinedText(values, str, escaped);
}

function joinedText(
  values: readonly unknown[],
  print: (value: unknown) => string,
  printHtml: (value: unknown) => string,
): unknown {
  if (!values.some((value) => htmlOf(value) !== undefined)) return values.map(print).join("");
  return new Markup(values.map(printHtml).join(""));
}

async function itemsAsync(value: unknown): Promise<readonly unknown[]> {
  if (typeof value !== "object" || value === null || !(Symbol.asyncIterator in value))
    return loopItems(value);
  const items: unknown[] = [];
  for await (const item of value as AsyncIterable<unknown>) items.push(item);
  return items;
}

function thenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
