import { dictEntries, isMutableDict } from "../values/dict.ts";
import { splitLines } from "../values/methods/str-split.ts";
import { countCharacters } from "../values/characters.ts";
import { compare } from "../values/order.ts";
import { declaredTypeName } from "../values/protocols.ts";
import { repr } from "../values/repr.ts";
import { Tuple } from "../values/tuple.ts";
import { typeName } from "../values/types.ts";

const WIDTH = 80;
const MAX_DEPTH = 200;

/** Where a value is printed: its column, what must fit behind it, how deep it is nested. */
interface Place {
  readonly indent: number;
  readonly allowance: number;
  readonly level: number;
}

/**
 * Python's `pprint.pformat`: a value on one line of 80 characters if it fits, else one item a line; dicts in the
 * order of their keys.
 *
 * @example
 * prettyPrint({ b: 1, a: [true] }); // => "{'a': [True], 'b': 1}"
 */
export function prettyPrint(value: unknown): string {
  return print(value, { indent: 0, allowance: 0, level: 1 });
}

function print(value: unknown, place: Place): string {
  const line = sortedRepr(value, 0);
  if (countCharacters(line) <= WIDTH - place.indent - place.allowance || place.level > MAX_DEPTH) return line;
  if (typeof value === "string") return printText(value, place);
  if (Array.isArray(value)) return printItems(value, "[", "]", place);
  if (isPlainTuple(value)) return printItems(value.items, "(", value.length === 1 ? ",)" : ")", place);
  if (value instanceof Set) return printItems(sortedKeys(value), "{", "}", place);
  return isMutableDict(value) ? printDict(sortedEntries(value), place) : line;
}

/** A repr in which dicts and sets are sorted. */
function sortedRepr(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) return repr(value);
  const inner = (item: unknown): string => sortedRepr(item, depth + 1);
  if (Array.isArray(value)) return `[${value.map(inner).join(", ")}]`;
  if (isPlainTuple(value)) return `(${value.items.map(inner).join(", ")}${value.length === 1 ? "," : ""})`;
  if (value instanceof Set && value.size > 0) return `{${sortedKeys(value).map(inner).join(", ")}}`;
  if (!isMutableDict(value)) return repr(value);
  return `{${sortedEntries(value)
    .map(([key, item]) => `${inner(key)}: ${inner(item)}`)
    .join(", ")}}`;
}

// What prints itself in its own way, as a group does, is not taken apart.
function isPlainTuple(value: unknown): value is Tuple {
  return value instanceof Tuple && declaredTypeName(value) === undefined;
}

function sortedKeys(keys: Iterable<unknown>): unknown[] {
  return [...keys].sort(compareKeys);
}

function sortedEntries(dict: Parameters<typeof dictEntries>[0]): [unknown, unknown][] {
  return dictEntries(dict).sort(([a], [b]) => compareKeys(a, b));
}

// Keys without an order among them are sorted by the names of their types.
function compareKeys(a: unknown, b: unknown): number {
  try {
    return compare(a, b);
  } catch {
    return compare(typeName(a), typeName(b));
  }
}

function printItems(items: readonly unknown[], open: string, close: string, place: Place): string {
  const indent = place.indent + open.length;
  const lines = items.map((item, index) => {
    const allowance = index === items.length - 1 ? place.allowance + close.length : 1;
    return print(item, { indent, allowance, level: place.level + 1 });
  });
  return open + lines.join(`,\n${" ".repeat(indent)}`) + close;
}

function printDict(entries: readonly [unknown, unknown][], place: Place): string {
  const indent = place.indent + 1;
  const lines = entries.map(([key, value], index) => {
    const name = `${sortedRepr(key, 0)}: `;
    const allowance = index === entries.length - 1 ? place.allowance + 1 : 1;
    return name + print(value, { indent: indent + countCharacters(name), allowance, level: place.level + 1 });
  });
  return `{${lines.join(`,\n${" ".repeat(indent)}`)}}`;
}

/** A long text is cut between words into literals below one another; on its own it stands in brackets. */
function printText(text: string, place: Place): string {
  const isAlone = place.level === 1;
  const indent = place.indent + (isAlone ? 1 : 0);
  const allowance = place.allowance + (isAlone ? 1 : 0);
  const lines = splitLines(text, true);
  const literals = lines.flatMap((line, index) => {
    return textLiterals(line, WIDTH - indent, index === lines.length - 1 ? allowance : 0);
  });
  if (literals.length === 1) return literals[0] ?? "";
  const body = literals.join(`\n${" ".repeat(indent)}`);
  return isAlone ? `(${body})` : body;
}

function textLiterals(line: string, width: number, allowance: number): string[] {
  if (countCharacters(repr(line)) <= width - allowance) return [repr(line)];
  const parts = line.match(/\S+\s*|\s+/g) ?? [];
  const literals: string[] = [];
  let current = "";
  for (const [index, part] of parts.entries()) {
    const room = index === parts.length - 1 ? width - allowance : width;
    if (countCharacters(repr(current + part)) > room && current !== "") {
      literals.push(repr(current));
      current = part;
    } else {
      current += part;
    }
  }
  return current === "" ? literals : [...literals, repr(current)];
}
