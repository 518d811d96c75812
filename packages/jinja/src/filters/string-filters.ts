import { Markup, htmlOf, stripTags, unescape } from "@dewar/markup";
import { FilterArgumentError } from "../errors/runtime-error.ts";
import {
  type EvalContext,
  type FilterFunction,
  type Keywords,
  passEvalContext,
  withParameters,
} from "../runtime/calling.ts";
import { capitalizeText } from "../values/methods/str-case.ts";
import { replaceText, stripText } from "../values/methods/str-shape.ts";
import { optionalText } from "../values/methods/text-bounds.ts";
import { indexOf } from "../values/index-value.ts";
import { percentFormat } from "../values/percent-format.ts";
import { escaped, str } from "../values/str.ts";
import { Tuple } from "../values/tuple.ts";
import { changeText, softText } from "./text-value.ts";

type Text = string | Markup;

function capitalize(value: unknown): Text {
  return changeText(value, capitalizeText);
}

function lower(value: unknown): Text {
  return changeText(value, (text) => text.toLowerCase());
}

function upper(value: unknown): Text {
  return changeText(value, (text) => text.toUpperCase());
}

// Words begin after white space, hyphens and opening brackets, and nowhere else: "foo's" is one word.
const WORD = /[^-\s({[<]+/gu;

/** Every word with a capital and small letters after it. Safe HTML becomes plain text, as in Jinja. */
function title(value: unknown): string {
  return str(value).replace(WORD, (word) => {
    const [first = ""] = word;
    return first.toUpperCase() + word.slice(first.length).toLowerCase();
  });
}

function trim(value: unknown, chars: unknown = null): Text {
  return changeText(value, (text) => stripText(text, optionalText(chars, "strip arg"), 3));
}

/** Replaces a part, the first `count` times. With autoescaping, safe HTML stays safe and takes in escaped text. */
function replace(
  evalContext: EvalContext,
  s: unknown,
  old: unknown,
  by: unknown,
  count: unknown = null,
): Text {
  const limit = count === null ? -1 : indexOf(count);
  if (!evalContext.autoescape) return replaceText(str(s), str(old), str(by), limit);
  const becomesSafe = htmlOf(old) !== undefined || (htmlOf(by) !== undefined && htmlOf(s) === undefined);
  const text = becomesSafe ? new Markup(escaped(s)) : softText(s);
  if (typeof text === "string") return replaceText(text, str(old), str(by), limit);
  return new Markup(replaceText(text.toString(), str(old), escaped(softText(by)), limit));
}

/** `"%s, %s!"|format(greeting, name)`; see {@link percentFormat}. */
function format(value: unknown, args: readonly unknown[], keywords: Keywords): Text {
  const names = Object.entries(keywords);
  if (args.length > 0 && names.length > 0) {
    throw new FilterArgumentError("can't handle positional and keyword arguments at the same time");
  }
  return percentFormat(softText(value), names.length > 0 ? new Map(names) : new Tuple(args));
}

function wordcount(value: unknown): number {
  return str(value).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0;
}

function string(value: unknown): Text {
  return softText(value);
}

/** Takes tags and comments out of HTML and reads its entities: what is left is plain text. */
function striptags(value: unknown): string {
  return unescape(stripTags(htmlOf(value) ?? str(value)));
}

function escape(value: unknown): Markup {
  return value instanceof Markup ? value : new Markup(escaped(value));
}

/** Escapes even what is declared safe. */
function forceescape(value: unknown): Markup {
  return new Markup(escaped(htmlOf(value) ?? str(value)));
}

function safe(value: unknown): Markup {
  return new Markup(htmlOf(value) ?? str(value));
}

/** The filters that change letters, words and escaping of a text. */
export const stringFilters: Readonly<Record<string, FilterFunction>> = {
  capitalize: withParameters(["s"], capitalize),
  lower: withParameters(["s"], lower),
  upper: withParameters(["s"], upper),
  title: withParameters(["s"], title),
  trim: withParameters(["value", "chars?"], trim),
  replace: withParameters(["s", "old", "new", "count?"], passEvalContext(replace)),
  format: withParameters(["value", "*args", "**keywords"], format),
  wordcount: withParameters(["s"], wordcount),
  string: withParameters(["object"], string),
  striptags: withParameters(["value"], striptags),
  escape: withParameters(["value"], escape),
  e: withParameters(["value"], escape),
  forceescape: withParameters(["value"], forceescape),
  safe: withParameters(["value"], safe),
};
