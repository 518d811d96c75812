import { Markup } from "@dewar/markup";
import {
  type EvalContext,
  type FilterFunction,
  passEvalContext,
  withParameters,
} from "../runtime/calling.ts";
import { dictEntries, isDict } from "../values/dict.ts";
import { PythonError, typeError, valueError } from "../values/errors.ts";
import { repr } from "../values/repr.ts";
import { escaped } from "../values/str.ts";
import { truthy } from "../values/truth.ts";
import { isString, typeName } from "../values/types.ts";
import { isUndefined, Undefined } from "../values/undefined.ts";

// What ends an attribute name (HTML, "attribute name state"), and control characters, which no name may hold.
// In a name they would let a key begin an attribute of its own.
const NOT_IN_NAME = /[\s/>=\p{Cc}]/u;

/**
 * Prints a dict as HTML attributes, escaped; those that are None or undefined are left out.
 *
 * @throws {@link PythonError} (ValueError) for a key that is no attribute name.
 */
function xmlattr(evalContext: EvalContext, d: unknown, autospace: unknown = true): string | Markup {
  if (d instanceof Undefined) return d.fail();
  if (!isDict(d)) throw new PythonError("AttributeError", `'${typeName(d)}' object has no attribute 'items'`);
  const attributes = dictEntries(d)
    .filter(([, value]) => value !== null && !isUndefined(value))
    .map(([key, value]) => `${escaped(attributeName(key))}="${escaped(value)}"`);
  const text = (truthy(autospace) && attributes.length > 0 ? " " : "") + attributes.join(" ");
  return evalContext.autoescape ? new Markup(text) : text;
}

function attributeName(key: unknown): unknown {
  if (!isString(key)) throw typeError(`expected string or bytes-like object, got '${typeName(key)}'`);
  if (NOT_IN_NAME.test(key.toString())) {
    throw valueError(`Invalid character in attribute name: ${repr(key.toString())}`);
  }
  return key;
}

/** The filter that prints HTML attributes. */
export const attributeFilters: Readonly<Record<string, FilterFunction>> = {
  xmlattr: withParameters(["d", "autospace?"], passEvalContext(xmlattr)),
};
