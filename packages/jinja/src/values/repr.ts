import { Markup } from "@dewar/markup";
import { dictEntries, isMutableDict } from "./dict.ts";
import { PythonError } from "./errors.ts";
import { Float, floatText } from "./float.ts";
import { hasRepr } from "./protocols.ts";
import { escapeCodePoint, quote } from "./quote.ts";
import { Tuple } from "./tuple.ts";
import { isIterator, typeName } from "./types.ts";

const MAX_DEPTH = 500;

/**
 * Python's `repr()`: how a value prints inside a list or dict.
 *
 * @throws {@link PythonError} (RecursionError) for structures nested more than 500 deep.
 * @example
 * repr(["it's", true, null, { a: 1.5 }]); // => `["it's", True, None, {'a': 1.5}]`
 */
export function repr(value: unknown): string {
  return typeof value === "object" && value !== null ? reprObject(value, []) : reprPrimitive(value);
}

/** Python's `ascii()`: a repr with escapes for everything beyond ASCII. */
export function ascii(value: unknown): string {
  return repr(value).replace(/[\u0080-\u{10ffff}]/gu, (character) =>
    escapeCodePoint(character.codePointAt(0) ?? 0),
  );
}

// `parents` holds the containers around the value: one that contains itself prints as [...] or {...}.
function reprItem(value: unknown, parents: object[]): string {
  return typeof value === "object" && value !== null ? reprObject(value, parents) : reprPrimitive(value);
}

function reprPrimitive(value: unknown): string {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "number":
      return Number.isSafeInteger(value) ? String(value) : floatText(value);
    case "boolean":
      return value ? "True" : "False";
    case "undefined":
      return "Undefined";
    case "function":
      return hasRepr(value) ? value.__repr__() : `<${typeName(value)} ${value.name}>`;
    case "bigint":
    case "symbol":
      return String(value);
    default:
      return "None";
  }
}

function reprObject(value: object, parents: object[]): string {
  if (value instanceof Float) return floatText(value.valueOf());
  if (value instanceof Markup) return `Markup(${quote(value.toString())})`;
  if (hasRepr(value)) return value.__repr__();
  if (Array.isArray(value)) return reprContainer(value, parents, "[...]", reprList);
  if (value instanceof Tuple) return reprContainer(value, parents, "(...)", reprTuple);
  if (isMutableDict(value)) return reprContainer(value, parents, "{...}", reprDict);
  if (value instanceof Set) return reprContainer(value, parents, "set(...)", reprSet);
  return objectText(value);
}

function reprContainer<T extends object>(
  value: T,
  parents: object[],
  cycle: string,
  print: (value: T, parents: object[]) => string,
): string {
  if (parents.includes(value)) return cycle;
  if (parents.length >= MAX_DEPTH) {
    throw new PythonError(
      "RecursionError",
      "maximum recursion depth exceeded while getting the repr of an object",
    );
  }
  parents.push(value);
  const text = print(value, parents);
  parents.pop();
  return text;
}

function reprItems(items: Iterable<unknown>, parents: object[]): string {
  let text = "";
  for (const item of items) text += (text === "" ? "" : ", ") + reprItem(item, parents);
  return text;
}

function reprList(list: readonly unknown[], parents: object[]): string {
  return `[${reprItems(list, parents)}]`;
}

function reprTuple(tuple: Tuple, parents: object[]): string {
  return `(${reprItems(tuple.items, parents)}${tuple.length === 1 ? "," : ""})`;
}

function reprSet(set: ReadonlySet<unknown>, parents: object[]): string {
  return set.size === 0 ? "set()" : `{${reprItems(set, parents)}}`;
}

function reprDict(dict: Parameters<typeof dictEntries>[0], parents: object[]): string {
  const pairs = dictEntries(dict).map(
    ([key, value]) => `${reprItem(key, parents)}: ${reprItem(value, parents)}`,
  );
  return `{${pairs.join(", ")}}`;
}

/**
 * How an instance of a class prints: with its own `toString` (or its `@@toPrimitive`, as dates do), else as
 * Python prints an object.
 */
export function objectText(value: object): string {
  if (isIterator(value)) return "<generator object>";
  // Template output is the one place where an object's own text is wanted, whatever class it is of.
  const print: unknown = Reflect.get(value, "toString");
  if (typeof print === "function" && print !== Object.prototype.toString) return String(print.call(value));
  return `<${typeName(value)} object>`;
}
