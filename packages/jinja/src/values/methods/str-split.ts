import type { Markup } from "@dewar/markup";
import { valueError } from "../errors.ts";
import { Tuple } from "../tuple.ts";
import type { MethodDefinition } from "./method-table.ts";
import { stripText } from "./str-shape.ts";
import { countArgument, optionalText, textArgument } from "./text-bounds.ts";
import { LINE_ENDS, WHITESPACE } from "../white-space.ts";
import { indexOf } from "../index-value.ts";

type Text = string | Markup;

const SPACES = new RegExp(`[${WHITESPACE}]+`, "g");
const SPACE = new RegExp(`[${WHITESPACE}]`);
const FIRST_SPACES = new RegExp(`[${WHITESPACE}]+`);
const LINE_END = new RegExp(`\\r\\n|[${LINE_ENDS}]`, "g");

/** Splits at a separator (absent: at runs of whitespace), at most `limit` times from the left; -1 for all. */
export function splitText(text: string, separator: string | undefined, limit: number): string[] {
  if (separator === undefined) return splitAtSpaces(text, limit);
  if (separator === "") throw valueError("empty separator");
  const pieces = text.split(separator);
  if (limit < 0 || pieces.length <= limit + 1) return pieces;
  return [...pieces.slice(0, limit), pieces.slice(limit).join(separator)];
}

function splitAtSpaces(text: string, limit: number): string[] {
  let rest = stripText(text, undefined, 1);
  if (limit < 0) {
    const trimmed = stripText(rest, undefined, 2);
    return trimmed === "" ? [] : trimmed.split(SPACES);
  }
  const pieces: string[] = [];
  while (rest !== "" && pieces.length < limit) {
    const gap = FIRST_SPACES.exec(rest);
    if (gap === null) break;
    pieces.push(rest.slice(0, gap.index));
    rest = rest.slice(gap.index + gap[0].length);
  }
  return rest === "" ? pieces : [...pieces, rest];
}

function splitFromRight(text: string, separator: string | undefined, limit: number): string[] {
  if (limit < 0) return splitText(text, separator, limit);
  if (separator === undefined) return splitAtSpacesFromRight(text, limit);
  const pieces = splitText(text, separator, -1);
  const kept = pieces.length - limit;
  return kept <= 1 ? pieces : [pieces.slice(0, kept).join(separator), ...pieces.slice(kept)];
}

function splitAtSpacesFromRight(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let end = wordEnd(text, text.length);
  while (end > 0 && pieces.length < limit) {
    let start = end;
    while (start > 0 && !SPACE.test(text.charAt(start - 1))) start--;
    pieces.push(text.slice(start, end));
    end = wordEnd(text, start);
  }
  if (end > 0) pieces.push(text.slice(0, end));
  return pieces.reverse();
}

/** The end of the last word before a place. */
function wordEnd(text: string, before: number): number {
  let end = before;
  while (end > 0 && SPACE.test(text.charAt(end - 1))) end--;
  return end;
}

/** Splits into lines at everything that ends one in Python's eyes. */
export function splitLines(text: string, keepEnds: boolean): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const end of text.matchAll(LINE_END)) {
    const after = end.index + end[0].length;
    lines.push(text.slice(start, keepEnds ? after : end.index));
    start = after;
  }
  return start < text.length ? [...lines, text.slice(start)] : lines;
}

function splitAround(text: string, separator: string, index: number): Tuple | undefined {
  if (separator === "") throw valueError("empty separator");
  if (index === -1) return undefined;
  return new Tuple([text.slice(0, index), separator, text.slice(index + separator.length)]);
}

/** The methods of `str` which cut it into parts. */
export const splitMethods: readonly MethodDefinition[] = [
  [
    "sep? maxsplit?",
    function split(this: Text, sep?: unknown, maxsplit?: unknown): string[] {
      return splitText(this.toString(), optionalText(sep, "separator"), countArgument(maxsplit));
    },
  ],
  [
    "sep? maxsplit?",
    function rsplit(this: Text, sep?: unknown, maxsplit?: unknown): string[] {
      return splitFromRight(this.toString(), optionalText(sep, "separator"), countArgument(maxsplit));
    },
  ],
  [
    "keepends?",
    function splitlines(this: Text, keepends: unknown = false): string[] {
      return splitLines(this.toString(), indexOf(keepends) !== 0);
    },
  ],
  [
    "sep",
    function partition(this: Text, sep: unknown): Tuple {
      const text = this.toString();
      const separator = textArgument(sep, "separator");
      return splitAround(text, separator, text.indexOf(separator)) ?? new Tuple([text, "", ""]);
    },
  ],
  [
    "sep",
    function rpartition(this: Text, sep: unknown): Tuple {
      const text = this.toString();
      const separator = textArgument(sep, "separator");
      return splitAround(text, separator, text.lastIndexOf(separator)) ?? new Tuple(["", "", text]);
    },
  ],
];
