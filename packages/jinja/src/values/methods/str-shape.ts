import type { Markup } from "@dewar/markup";
import { characters, countCharacters } from "../characters.ts";
import { dictGet, isDict } from "../dict.ts";
import { typeError } from "../errors.ts";
import { indexOf } from "../index-value.ts";
import { iterate } from "../iterate.ts";
import { MISSING } from "../missing.ts";
import { type Align, fillOf, pad } from "../padding.ts";
import { isString, typeName } from "../types.ts";
import type { MethodDefinition } from "./method-table.ts";
import { countArgument, textArgument } from "./text-bounds.ts";
import { WHITESPACE } from "../white-space.ts";

type Text = string | Markup;

/**
 * Removes characters of a set (absent: whitespace) from the ends of a text.
 *
 * @param ends - Which ends: 1 the left, 2 the right, 3 both.
 */
export function stripText(text: string, set: string | undefined, ends: 1 | 2 | 3): string {
  // No white space is a character of two units.
  const units = set === undefined ? text : characters(text);
  const strips = set === undefined ? isSpace : (character: string) => set.includes(character);
  let first = 0;
  let last = units.length;
  if (ends !== 2) while (first < last && strips(units[first] ?? "")) first++;
  if (ends !== 1) while (last > first && strips(units[last - 1] ?? "")) last--;
  return typeof units === "string" ? units.slice(first, last) : units.slice(first, last).join("");
}

const SPACE = new RegExp(`[${WHITESPACE}]`);

function isSpace(character: string): boolean {
  const code = character.charCodeAt(0);
  return code === 32 || ((code < 32 || code > 127) && SPACE.test(character));
}

function stripSet(chars: unknown, method: string): string | undefined {
  if (chars === null || chars === undefined || isString(chars)) return chars?.toString();
  throw typeError(`${method} arg must be None or str`);
}

// Centering a text in an odd room, str.center() puts the extra space left when the width is odd, too.
function justify(self: Text, width: unknown, fillchar: unknown, align: Align): string {
  const text = self.toString();
  const fill = fillchar === undefined ? " " : textArgument(fillchar, "The fill character");
  if (countCharacters(fill) !== 1) throw typeError("The fill character must be exactly one character long");
  const room = indexOf(width);
  const missing = room - countCharacters(text);
  if (align !== "^" || missing <= 0) return pad(text, room, fill, align);
  const left = Math.floor(missing / 2) + (missing & room & 1);
  return fillOf(fill, left) + text + fillOf(fill, missing - left);
}

/**
 * Replaces the first `count` places of a part; an empty part stands between all characters.
 *
 * @param count - -1 for all.
 */
export function replaceText(text: string, part: string, by: string, count: number): string {
  if (count === 0) return text;
  // To replaceAll a dollar sign may mean something.
  if (count < 0 && part !== "" && !by.includes("$")) return text.replaceAll(part, by);
  const pieces = part === "" ? ["", ...Array.from(text), ""] : text.split(part);
  if (count < 0 || count >= pieces.length - 1) return pieces.join(by);
  return pieces.slice(0, count).join(by) + by + pieces.slice(count).join(part);
}

function translateText(text: string, table: unknown): string {
  if (!isDict(table)) return text;
  let output = "";
  for (const character of text) {
    const replacement = dictGet(table, character.codePointAt(0));
    if (replacement === MISSING) output += character;
    else if (typeof replacement === "number") output += String.fromCodePoint(replacement);
    else if (replacement !== null) output += textArgument(replacement, "character mapping");
  }
  return output;
}

function expandTabs(text: string, size: number): string {
  let output = "";
  let column = 0;
  for (const character of text) {
    if (character === "\t") {
      const width = size > 0 ? size - (column % size) : 0;
      output += fillOf(" ", width);
      column += width;
    } else {
      output += character;
      column = character === "\n" || character === "\r" ? 0 : column + 1;
    }
  }
  return output;
}

/** Joins texts with another between them. */
export function joinTexts(separator: string, items: Iterable<unknown>): string {
  const texts: string[] = [];
  for (const item of items) {
    if (!isString(item)) {
      throw typeError(`sequence item ${texts.length}: expected str instance, ${typeName(item)} found`);
    }
    texts.push(item.toString());
  }
  return texts.join(separator);
}

/** The methods of `str` which give a text of another shape. */
export const shapeMethods: readonly MethodDefinition[] = [
  [
    "chars?",
    function strip(this: Text, chars?: unknown): string {
      return stripText(this.toString(), stripSet(chars, "strip"), 3);
    },
  ],
  [
    "chars?",
    function lstrip(this: Text, chars?: unknown): string {
      return stripText(this.toString(), stripSet(chars, "lstrip"), 1);
    },
  ],
  [
    "chars?",
    function rstrip(this: Text, chars?: unknown): string {
      return stripText(this.toString(), stripSet(chars, "rstrip"), 2);
    },
  ],
  [
    "width fillchar?",
    function center(this: Text, width: unknown, fillchar?: unknown): string {
      return justify(this, width, fillchar, "^");
    },
  ],
  [
    "width fillchar?",
    function ljust(this: Text, width: unknown, fillchar?: unknown): string {
      return justify(this, width, fillchar, "<");
    },
  ],
  [
    "width fillchar?",
    function rjust(this: Text, width: unknown, fillchar?: unknown): string {
      return justify(this, width, fillchar, ">");
    },
  ],
  [
    "width",
    function zfill(this: Text, width: unknown): string {
      const [, sign = "", digits = ""] = /^([+-]?)([\s\S]*)$/.exec(this.toString()) ?? [];
      return pad(digits, indexOf(width), "0", "=", sign);
    },
  ],
  [
    "tabsize?",
    function expandtabs(this: Text, tabsize: unknown = 8): string {
      return expandTabs(this.toString(), indexOf(tabsize));
    },
  ],
  [
    "old new count?",
    function replace(this: Text, old: unknown, by: unknown, count?: unknown): string {
      const part = textArgument(old, "replace() argument 1");
      return replaceText(
        this.toString(),
        part,
        textArgument(by, "replace() argument 2"),
        countArgument(count),
      );
    },
  ],
  [
    "prefix",
    function removeprefix(this: Text, prefix: unknown): string {
      const text = this.toString();
      const start = textArgument(prefix, "removeprefix() argument");
      return text.startsWith(start) ? text.slice(start.length) : text;
    },
  ],
  [
    "suffix",
    function removesuffix(this: Text, suffix: unknown): string {
      const text = this.toString();
      const end = textArgument(suffix, "removesuffix() argument");
      return end !== "" && text.endsWith(end) ? text.slice(0, -end.length) : text;
    },
  ],
  [
    "table",
    function translate(this: Text, table: unknown): string {
      return translateText(this.toString(), table);
    },
  ],
  [
    "iterable",
    function join(this: Text, iterable: unknown): string {
      return joinTexts(this.toString(), iterate(iterable));
    },
  ],
];
