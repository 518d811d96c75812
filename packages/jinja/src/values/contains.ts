import { Markup } from "@dewar/markup";
import { dictHas, hashable, isDict } from "./dict.ts";
import { sameOrEquals, storedKey } from "./equality.ts";
import { typeError } from "./errors.ts";
import { tryIterate } from "./iterate.ts";
import { MISSING } from "./missing.ts";
import { numericValue } from "./numbers.ts";
import { Range } from "./range.ts";
import { isString, typeName } from "./types.ts";
import { Undefined } from "./undefined.ts";

/**
 * Python's `item in container`: a part of a string, a key of a dict, an item of anything else.
 *
 * @throws {@link PythonError} (TypeError) when there is nothing to look in, or a string is asked for a number.
 * @example
 * contains("a", { a: 1 }); // => true
 */
export function contains(item: unknown, container: unknown): boolean {
  if (Array.isArray(container)) return container.some((candidate) => sameOrEquals(candidate, item));
  if (typeof container === "string" || container instanceof Markup) return containsText(container, item);
  if (container instanceof Undefined) return container.has(item);
  if (container instanceof Set) return storedKey(container, hashable(item)) !== MISSING;
  if (container instanceof Range) return containsNumber(container, item);
  if (isDict(container)) return dictHas(container, item);
  const items = tryIterate(container);
  if (items === undefined) throw typeError(`argument of type '${typeName(container)}' is not iterable`);
  return containsItem(items, item);
}

function containsItem(items: Iterable<unknown>, item: unknown): boolean {
  // No loop that is left early: it would close a generator, which others may go on to walk.
  const iterator = items[Symbol.iterator]();
  for (let next = iterator.next(); next.done !== true; next = iterator.next())
    if (sameOrEquals(next.value, item)) return true;
  return false;
}

function containsText(text: string | Markup, part: unknown): boolean {
  if (isString(part)) return text.toString().includes(part.toString());
  throw typeError(`'in <string>' requires string as left operand, not ${typeName(part)}`);
}

function containsNumber(range: Range, item: unknown): boolean {
  const number = numericValue(item);
  return number !== undefined && range.indexOf(Number(number)) !== -1;
}
