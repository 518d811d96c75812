import {
  type FilterFunction,
  passEnvironment,
  type RenderEnvironment,
  withParameters,
} from "../runtime/calling.ts";
import { dictEntries, isDict } from "../values/dict.ts";
import { typeError } from "../values/errors.ts";
import { getAttribute } from "../values/lookup.ts";
import { findField, findMethod } from "../values/methods.ts";
import { MISSING } from "../values/missing.ts";
import { str } from "../values/str.ts";
import { truthy } from "../values/truth.ts";
import { Tuple } from "../values/tuple.ts";
import { isUndefined } from "../values/undefined.ts";
import { prettyPrint } from "./pretty-print.ts";

/** Stands in for an undefined value; with `boolean` for every false one. */
function defaultValue(value: unknown, fallback: unknown = "", boolean: unknown = false): unknown {
  return isUndefined(value) || (truthy(boolean) && !truthy(value)) ? fallback : value;
}

/** An attribute by its name, never an item. */
function attr(environment: RenderEnvironment, obj: unknown, name: unknown): unknown {
  const attribute = str(name);
  const exists =
    getAttribute(obj, attribute) !== MISSING ||
    findMethod(obj, attribute) !== undefined ||
    findField(obj, attribute) !== MISSING;
  return exists
    ? environment.getAttribute(obj, attribute)
    : environment.undefined({ object: obj, name: attribute });
}

/** The pairs of a mapping; of an undefined value none. */
function* items(value: unknown): IterableIterator<Tuple> {
  if (isUndefined(value)) return;
  if (!isDict(value)) throw typeError("Can only get item pairs from a mapping.");
  for (const pair of dictEntries(value)) yield new Tuple(pair);
}

function pprint(value: unknown): string {
  return prettyPrint(value);
}

/** The filters that work on any value. */
export const valueFilters: Readonly<Record<string, FilterFunction>> = {
  default: withParameters(["value", "default_value?", "boolean?"], defaultValue),
  d: withParameters(["value", "default_value?", "boolean?"], defaultValue),
  attr: withParameters(["obj", "name"], passEnvironment(attr)),
  items: withParameters(["value"], items),
  pprint: withParameters(["value"], pprint),
};
