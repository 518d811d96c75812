import type { RenderEnvironment } from "../runtime/calling.ts";
import { isString } from "../values/types.ts";
import { isUndefined } from "../values/undefined.ts";

/** Reads something of an item of a sequence. */
export type Getter = (item: unknown) => unknown;

/**
 * A getter for what a template names as `attribute`: a name, an index, or several with dots between them.
 *
 * @param environment - Whose rules of lookup apply.
 * @param attribute - `"address.city"`, `"0"`, 0; null for the item itself.
 * @param fallback - What stands for something undefined on the way; null for nothing.
 */
export function attributeGetter(
  environment: RenderEnvironment,
  attribute: unknown,
  fallback: unknown = null,
): Getter {
  const path = pathOf(attribute);
  return (item) => {
    let value = item;
    for (const key of path) {
      value = environment.getItem(value, key);
      if (fallback !== null && isUndefined(value)) value = fallback;
    }
    return value;
  };
}

/**
 * A getter of what to sort by: an attribute, or a list of several with commas between them.
 *
 * @param change - What is done to each attribute.
 */
export function sortKeyGetter(environment: RenderEnvironment, attribute: unknown, change: Getter): Getter {
  if (attribute === null) return change;
  const names = isString(attribute) ? attribute.toString().split(",") : [attribute];
  const getters = names.map((name) => attributeGetter(environment, name));
  const [first] = getters;
  if (getters.length === 1 && first !== undefined) return (item) => change(first(item));
  return (item) => getters.map((getter) => change(getter(item)));
}

function pathOf(attribute: unknown): readonly unknown[] {
  if (attribute === null || attribute === undefined) return [];
  if (!isString(attribute)) return [attribute];
  return attribute
    .toString()
    .split(".")
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

/** A text in lower case, anything else as it is: what is compared where case does not matter. */
export function foldCase(value: unknown): unknown {
  return isString(value) ? value.toString().toLowerCase() : value;
}
