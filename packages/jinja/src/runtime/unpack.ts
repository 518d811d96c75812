import { typeError, valueError } from "../values/errors.ts";
import { tryIterate } from "../values/iterate.ts";
import { sequenceItems } from "../values/tuple.ts";
import { typeName } from "../values/types.ts";

/**
 * The items of a value that is assigned to several targets.
 *
 * @throws PythonError (TypeError, ValueError) when it has none, too few or too many.
 */
export function unpack(value: unknown, count: number): readonly unknown[] {
  const items = sequenceItems(value) ?? iterated(value);
  if (items.length < count)
    throw valueError(`not enough values to unpack (expected ${count}, got ${items.length})`);
  if (items.length > count) throw valueError(`too many values to unpack (expected ${count})`);
  return items;
}

function iterated(value: unknown): readonly unknown[] {
  const items = tryIterate(value);
  if (items === undefined) throw typeError(`cannot unpack non-iterable ${typeName(value)} object`);
  return Array.from(items);
}
