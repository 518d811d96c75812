import { Markup } from "@dewar/markup";
import type { TemplateFunction } from "../runtime/calling.ts";
import { isFloat } from "./float.ts";
import { dictMethods, mappingMethods } from "./methods/dict-methods.ts";
import { listMethods, tupleMethods } from "./methods/list-methods.ts";
import { markupMethods } from "./methods/markup-methods.ts";
import type { MethodTable } from "./methods/method-table.ts";
import { floatMethods, integerMethods, rangeMethods } from "./methods/number-methods.ts";
import { setMethods } from "./methods/set-methods.ts";
import { strMethods } from "./methods/str-methods.ts";
import { Range } from "./range.ts";
import { Tuple } from "./tuple.ts";
import { isMapLike, isNumber, isPlainObject } from "./types.ts";

/**
 * The method which Python's type of a value has under a name: `str.upper` for a string, `dict.items` for an object
 * or `Map`.
 *
 * The function expects its receiver as `this` and is marked with its parameters, so that a template calls it with
 * `callFunction(method, value, args, keywords, context)`.
 *
 * @param value - The receiver.
 * @param name - The method's name in Python.
 * @returns Undefined when the type has no such method.
 * @example
 * findMethod("abc", "upper")?.call("abc"); // => "ABC"
 */
export function findMethod(value: unknown, name: string): TemplateFunction | undefined {
  return methodsOf(value)?.get(name);
}

function methodsOf(value: unknown): MethodTable | undefined {
  if (typeof value === "string") return strMethods;
  if (typeof value === "object" && value !== null) return methodsOfObject(value);
  if (!isNumber(value)) return undefined;
  return isFloat(value) ? floatMethods : integerMethods;
}

function methodsOfObject(value: object): MethodTable | undefined {
  if (Array.isArray(value)) return listMethods;
  if (value instanceof Map || isPlainObject(value)) return dictMethods;
  if (value instanceof Markup) return markupMethods;
  if (value instanceof Tuple) return tupleMethods;
  if (value instanceof Set) return setMethods;
  if (value instanceof Range) return rangeMethods;
  if (isFloat(value)) return floatMethods;
  return isMapLike(value) ? mappingMethods : undefined;
}
