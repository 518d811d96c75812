import {
  callFunction,
  type FilterFunction,
  type Keywords,
  passEnvironment,
  type RenderContext,
  type RenderEnvironment,
  type TemplateFunction,
  withParameters,
} from "../runtime/calling.ts";
import { dictEntries, isDict, isMutableDict, type MutableDict } from "../values/dict.ts";
import { typeError } from "../values/errors.ts";
import { getAttribute } from "../values/lookup.ts";
import { findMethod } from "../values/methods.ts";
import { MISSING } from "../values/missing.ts";
import { truthy } from "../values/truth.ts";
import { Tuple } from "../values/tuple.ts";
import { isString, typeName } from "../values/types.ts";
import { isUndefined, StrictUndefined } from "../values/undefined.ts";
import { prettyPrint } from "./pretty-print.ts";

/** Stands in for an undefined value; with `boolean` for every false one. */
function defaultValue(value: unknown, fallback: unknown = "", boolean: unknown = false): unknown {
  return isUndefined(value) || (truthy(boolean) && !truthy(value)) ? fallback : value;
}

/**
 * An attribute by its name, never an item. Of a dict that is a method before anything else, even where the dict has
 * a key of that name.
 */
function attr(environment: RenderEnvironment, obj: unknown, name: unknown): unknown {
  if (name instanceof StrictUndefined) return name.fail();
  if (!isString(name)) throw typeError(`attribute name must be string, not '${typeName(name)}'`);
  const attribute = name.toString();
  const method = findMethod(obj, attribute);
  if (method !== undefined && isMutableDict(obj)) return dictMethod(environment, obj, attribute, method);
  return method !== undefined || getAttribute(obj, attribute) !== MISSING
    ? environment.getAttribute(obj, attribute)
    : environment.undefined({ object: obj, name: attribute });
}

function dictMethod(
  environment: RenderEnvironment,
  dict: MutableDict,
  name: string,
  method: TemplateFunction,
): unknown {
  // Asked for the method of an empty dict, a sandbox tells whether it allows it.
  const allowed = environment.getAttribute(new Map(), name);
  return isUndefined(allowed) ? allowed : new DictMethod(dict, method);
}

/** A method of a dict which a key of the same name hides. */
class DictMethod {
  readonly #dict: MutableDict;
  readonly #method: TemplateFunction;

  constructor(dict: MutableDict, method: TemplateFunction) {
    this.#dict = dict;
    this.#method = method;
  }

  get __type__(): string {
    return "builtin_function_or_method";
  }

  __repr__(): string {
    return `<built-in method ${this.#method.name} of dict object>`;
  }

  __call__(args: readonly unknown[], keywords: Keywords | null, context: RenderContext | null): unknown {
    return callFunction(this.#method, this.#dict, args, keywords, context);
  }
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
