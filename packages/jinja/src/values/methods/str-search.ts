import type { Markup } from "@dewar/markup";
import { countCharacters } from "../characters.ts";
import { typeError, valueError } from "../errors.ts";
import { Tuple } from "../tuple.ts";
import { isString, typeName } from "../types.ts";
import type { MethodDefinition } from "./method-table.ts";
import { characterIndex, regionOf, textArgument } from "./text-bounds.ts";

type Text = string | Markup;
type Find = (text: string, part: string) => number;

const fromLeft: Find = (text, part) => text.indexOf(part);
const fromRight: Find = (text, part) => text.lastIndexOf(part);

function place(self: Text, find: Find, sub: unknown, start: unknown, end: unknown): number {
  const text = self.toString();
  const part = textArgument(sub, "find() argument 1");
  const found = regionOf(text, start, end);
  const unit = found === undefined ? -1 : find(found.region, part);
  return found === undefined || unit === -1 ? -1 : characterIndex(text, unit + found.offset);
}

function placeOrThrow(self: Text, find: Find, sub: unknown, start: unknown, end: unknown): number {
  const index = place(self, find, sub, start, end);
  if (index === -1) throw valueError("substring not found");
  return index;
}

// JavaScript's two tests take one text, Python's also a tuple of them.
function matchesAny(
  self: Text,
  name: "startsWith" | "endsWith",
  affixes: unknown,
  start: unknown,
  end: unknown,
): boolean {
  const found = regionOf(self.toString(), start, end);
  const candidates = affixes instanceof Tuple ? affixes.items : [affixes];
  const method = name.toLowerCase();
  return candidates.some((affix) => {
    if (!isString(affix)) {
      throw typeError(`${method} first arg must be str or a tuple of str, not ${typeName(affix)}`);
    }
    return found?.region[name](affix.toString()) === true;
  });
}

/** The methods of `str` which look for something in it. */
export const searchMethods: readonly MethodDefinition[] = [
  [
    "sub start? end?",
    function find(this: Text, sub: unknown, start?: unknown, end?: unknown): number {
      return place(this, fromLeft, sub, start, end);
    },
  ],
  [
    "sub start? end?",
    function rfind(this: Text, sub: unknown, start?: unknown, end?: unknown): number {
      return place(this, fromRight, sub, start, end);
    },
  ],
  [
    "sub start? end?",
    function index(this: Text, sub: unknown, start?: unknown, end?: unknown): number {
      return placeOrThrow(this, fromLeft, sub, start, end);
    },
  ],
  [
    "sub start? end?",
    function rindex(this: Text, sub: unknown, start?: unknown, end?: unknown): number {
      return placeOrThrow(this, fromRight, sub, start, end);
    },
  ],
  [
    "sub start? end?",
    function count(this: Text, sub: unknown, start?: unknown, end?: unknown): number {
      const part = textArgument(sub, "count() argument 1");
      const found = regionOf(this.toString(), start, end);
      if (found === undefined) return 0;
      return part === "" ? countCharacters(found.region) + 1 : found.region.split(part).length - 1;
    },
  ],
  [
    "prefix start? end?",
    function startswith(this: Text, prefix: unknown, start?: unknown, end?: unknown): boolean {
      return matchesAny(this, "startsWith", prefix, start, end);
    },
  ],
  [
    "suffix start? end?",
    function endswith(this: Text, suffix: unknown, start?: unknown, end?: unknown): boolean {
      return matchesAny(this, "endsWith", suffix, start, end);
    },
  ],
];
