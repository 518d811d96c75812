import { Markup } from "@dewar/markup";
import {
  type FilterFunction,
  passEnvironment,
  type RenderEnvironment,
  withParameters,
} from "../runtime/calling.ts";
import { add, multiply, subtract } from "../values/arithmetic.ts";
import { countCharacters, sliceCharacters } from "../values/characters.ts";
import { PythonError, typeError, valueError } from "../values/errors.ts";
import { indexOf } from "../values/index-value.ts";
import { length as lengthOf } from "../values/length.ts";
import { numericValue } from "../values/numbers.ts";
import { lessOrEqual, lessThan } from "../values/order.ts";
import { splitLines } from "../values/methods/str-split.ts";
import { fillOf } from "../values/padding.ts";
import { repr } from "../values/repr.ts";
import { escaped, str } from "../values/str.ts";
import { truthy } from "../values/truth.ts";
import { isString, typeName } from "../values/types.ts";
import { Undefined } from "../values/undefined.ts";
import { changeText } from "./text-value.ts";
import { wrapLine } from "./word-wrap.ts";

type Text = string | Markup;

function center(value: unknown, width: unknown = 80): Text {
  const room = indexOf(width);
  return changeText(value, (text) => {
    const missing = Math.max(0, room - countCharacters(text));
    // As in Python, the odd space stands left when the room is odd, too.
    const left = Math.floor(missing / 2) + (missing & room & 1);
    return fillOf(" ", left) + text + fillOf(" ", missing - left);
  });
}

/** Indents every line but the first (and, unless asked for, the empty ones). */
function indent(s: unknown, width: unknown = 4, first: unknown = false, blank: unknown = false): Text {
  const space = isString(width) ? width : str(multiply(" ", width));
  const text = textOf(s);
  const margin = s instanceof Markup ? escaped(space) : space.toString();
  const lines = splitLines(`${text}\n`, false);
  const indented = lines.map((line, index) => {
    const keeps = index === 0 ? truthy(first) : line !== "" || truthy(blank);
    return keeps ? margin + line : line;
  });
  const result = indented.join("\n");
  return s instanceof Markup ? new Markup(result) : result;
}

function textOf(value: unknown): string {
  if (isString(value)) return value.toString();
  if (value instanceof Undefined) return value.fail();
  // Python adds a line end first, which a list takes for one more item.
  if (Array.isArray(value))
    throw new PythonError("AttributeError", "'list' object has no attribute 'splitlines'");
  throw typeError(`indent wants a str, not ${typeName(value)}`);
}

/** Cuts a text that is longer than `length` and `leeway` together, between words unless `killwords`. */
function truncate(
  environment: RenderEnvironment,
  s: unknown,
  length: unknown = 255,
  killwords: unknown = false,
  end: unknown = "...",
  leeway: unknown = null,
): unknown {
  const slack = leeway ?? environment.policies["truncate.leeway"] ?? 5;
  const room = subtract(length, lengthOf(end));
  if (lessThan(room, 0)) {
    throw new PythonError("AssertionError", `expected length >= ${lengthOf(end)}, got ${str(length)}`);
  }
  if (lessThan(slack, 0)) throw new PythonError("AssertionError", `expected leeway >= 0, got ${str(slack)}`);
  // A short list is as welcome as a short text; a long one cannot be cut.
  if (lessOrEqual(lengthOf(s), add(length, slack))) return s;
  const cut = sliceCharacters(textWith("rsplit", s), 0, indexOf(room));
  const blank = cut.lastIndexOf(" ");
  const kept = truthy(killwords) || blank === -1 ? cut : cut.slice(0, blank);
  return add(s instanceof Markup ? new Markup(kept) : kept, end);
}

/** Wraps each line of a text; see {@link wrapLine}. */
function widthOf(width: unknown): number {
  if (lessOrEqual(width, 0)) throw valueError(`invalid width ${repr(width)} (must be > 0)`);
  return Number(numericValue(width));
}

function wordwrap(
  environment: RenderEnvironment,
  s: unknown,
  width: unknown = 79,
  breakLongWords: unknown = true,
  wrapstring: unknown = null,
  breakOnHyphens: unknown = true,
): string {
  const lines = splitLines(textWith("splitlines", s), false);
  const options = {
    breakLongWords: truthy(breakLongWords),
    breakOnHyphens: truthy(breakOnHyphens),
  };
  const separator = wrapstring === null ? environment.newlineSequence : textWith("join", wrapstring);
  return lines
    .map((line) => wrapLine(line, { ...options, width: widthOf(width) }).join(separator))
    .join(separator);
}

function textWith(method: string, value: unknown): string {
  if (isString(value)) return value.toString();
  if (value instanceof Undefined) return value.fail();
  throw new PythonError("AttributeError", `'${typeName(value)}' object has no attribute '${method}'`);
}

/** The filters that lay out a text in lines and columns. */
export const layoutFilters: Readonly<Record<string, FilterFunction>> = {
  center: withParameters(["value", "width?"], center),
  indent: withParameters(["s", "width?", "first?", "blank?"], indent),
  truncate: withParameters(["s", "length?", "killwords?", "end?", "leeway?"], passEnvironment(truncate)),
  wordwrap: withParameters(
    ["s", "width?", "break_long_words?", "wrapstring?", "break_on_hyphens?"],
    passEnvironment(wordwrap),
  ),
};
