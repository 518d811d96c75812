import { htmlOf, Markup } from "@dewar/markup";
import { FilterArgumentError } from "../errors/runtime-error.ts";
import {
  type EvalContext,
  type FilterFunction,
  passContext,
  passEnvironment,
  passEvalContext,
  type RenderContext,
  type RenderEnvironment,
  withParameters,
} from "../runtime/calling.ts";
import { characters } from "../values/characters.ts";
import { PythonError, typeError } from "../values/errors.ts";
import { equals } from "../values/equality.ts";
import { indexOf } from "../values/index-value.ts";
import { itemsOf, iterate } from "../values/iterate.ts";
import { length as lengthOf } from "../values/length.ts";
import { getItem } from "../values/lookup.ts";
import { MISSING } from "../values/missing.ts";
import { lessThan } from "../values/order.ts";
import { escaped, str } from "../values/str.ts";
import { isIterator, isString, typeName } from "../values/types.ts";
import { isDict } from "../values/dict.ts";
import { attributeGetter } from "./attribute-getter.ts";
import { changeText } from "./text-value.ts";

function first(environment: RenderEnvironment, seq: unknown): unknown {
  if (Array.isArray(seq) && seq.length > 0) return seq[0];
  // Only one step: a loop that is left closes a generator, which others may go on to walk.
  const { done, value } = iterate(seq)[Symbol.iterator]().next();
  if (done !== true) return value;
  return environment.undefined({ hint: "No first item, sequence was empty." });
}

function last(environment: RenderEnvironment, seq: unknown): unknown {
  if (isIterator(seq) || seq instanceof Set) throw typeError(`'${typeName(seq)}' object is not reversible`);
  const items = itemsOf(seq);
  if (items.length > 0) return items.at(-1);
  return environment.undefined({ hint: "No last item, sequence was empty." });
}

function random(context: RenderContext, seq: unknown): unknown {
  const size = lengthOf(seq);
  if (size === 0) return context.environment.undefined({ hint: "No random item, sequence was empty." });
  const index = Math.floor(Math.random() * size);
  const item = getItem(seq, index);
  if (item !== MISSING) return item;
  if (isDict(seq)) throw new PythonError("KeyError", String(index));
  throw typeError(`'${typeName(seq)}' object is not subscriptable`);
}

function list(value: unknown): unknown[] {
  return [...itemsOf(value)];
}

/** The items in the reverse order; the characters of a text as a text. */
function reverse(value: unknown): unknown {
  if (isString(value)) return changeText(value, (text) => Array.from(characters(text)).reverse().join(""));
  const reversed = listOrFail(value).reverse();
  // What can only be walked forward is a list by now, and stays one.
  return isIterator(value) || value instanceof Set ? reversed : reversed[Symbol.iterator]();
}

function listOrFail(value: unknown): unknown[] {
  try {
    return list(value);
  } catch (error) {
    if (!(error instanceof PythonError && error.name === "TypeError")) throw error;
    throw new FilterArgumentError("argument must be iterable", { cause: error });
  }
}

/** Joins the items as text. With autoescaping the result is safe as soon as one of them, or `d`, is. */
function join(evalContext: EvalContext, value: unknown, d: unknown = "", attribute: unknown = null): unknown {
  const all = itemsOf(value);
  const items = attribute === null ? all : all.map(attributeGetter(evalContext.environment, attribute));
  if (typeof d === "string" && items.every((item) => typeof item === "string")) return items.join(d);
  const isSafe =
    evalContext.autoescape && (htmlOf(d) !== undefined || items.some((item) => htmlOf(item) !== undefined));
  return isSafe ? new Markup(items.map(escaped).join(escaped(d))) : items.map(str).join(str(d));
}

/** Rows of `linecount` items, the last filled up with `fill_with`. */
function* batch(value: unknown, linecount: unknown, fillWith: unknown = null): IterableIterator<unknown[]> {
  let row: unknown[] = [];
  for (const item of iterate(value)) {
    if (equals(row.length, linecount)) {
      yield row;
      row = [];
    }
    row.push(item);
  }
  if (row.length === 0) return;
  if (fillWith !== null && lessThan(row.length, linecount)) {
    while (row.length < indexOf(linecount)) row.push(fillWith);
  }
  yield row;
}

/** Columns as even as they can be, the short ones filled up with `fill_with`. */
function* slice(value: unknown, slices: unknown, fillWith: unknown = null): IterableIterator<unknown[]> {
  const items = itemsOf(value);
  const count = indexOf(slices);
  if (count === 0) throw new PythonError("ZeroDivisionError", "integer division or modulo by zero");
  const size = Math.floor(items.length / count);
  const longer = items.length % count;
  let start = 0;
  for (let column = 0; column < count; column++) {
    const end = start + size + (column < longer ? 1 : 0);
    const part = items.slice(start, end);
    yield fillWith !== null && column >= longer ? [...part, fillWith] : part;
    start = end;
  }
}

/** The filters that take a sequence apart or put it together. */
export const sequenceFilters: Readonly<Record<string, FilterFunction>> = {
  first: withParameters(["seq"], passEnvironment(first)),
  last: withParameters(["seq"], passEnvironment(last)),
  random: withParameters(["seq"], passContext(random)),
  length: withParameters(["obj"], (value: unknown) => lengthOf(value)),
  count: withParameters(["obj"], (value: unknown) => lengthOf(value)),
  list: withParameters(["value"], list),
  reverse: withParameters(["value"], reverse),
  join: withParameters(["value", "d?", "attribute?"], passEvalContext(join)),
  batch: withParameters(["value", "linecount", "fill_with?"], batch),
  slice: withParameters(["value", "slices", "fill_with?"], slice),
};
