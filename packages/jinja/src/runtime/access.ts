import { getAttribute, getItem } from "../values/lookup.ts";
import { findMethod } from "../values/methods.ts";
import { MISSING } from "../values/missing.ts";
import { isPlainObject, isString } from "../values/types.ts";
import { callValue } from "./callable.ts";
import { callFunction, type Keywords, type RenderContext, type TemplateFunction } from "./calling.ts";
import { macroAttribute } from "./macro.ts";

/** A class that answers itself for attributes that are not known beforehand; undefined means it has none such. */
export interface HasAttributes {
  __getattr__(name: string): unknown;
}

function answersAttributes(value: unknown): value is HasAttributes {
  return (
    typeof value === "object" &&
    value !== null &&
    "__getattr__" in value &&
    typeof value.__getattr__ === "function"
  );
}

/** `object.name`: an attribute, else a method of Python's type, else an item; {@link MISSING} when there is none. */
export function attributeOrItem(object: unknown, name: string): unknown {
  const attribute = attributeOf(object, name);
  if (attribute !== MISSING) return attribute;
  const item = getItem(object, name);
  return item === undefined ? MISSING : item;
}

/** `object[key]`: an item, else for text an attribute; {@link MISSING} when there is none. */
export function itemOrAttribute(object: unknown, key: unknown): unknown {
  const item = getItem(object, key);
  if (item !== MISSING && item !== undefined) return item;
  return isString(key) ? attributeOf(object, key.toString()) : MISSING;
}

/** The attribute or method of that name alone, functions bound to their object. */
export function attributeOf(object: unknown, name: string): unknown {
  const special = specialAttribute(object, name);
  if (special !== undefined) return special;
  const value = getAttribute(object, name);
  if (value !== MISSING && value !== undefined) {
    return isFunction(value) && !isPlainObject(object) ? bound(value, object) : value;
  }
  const method = findMethod(object, name);
  return method === undefined ? MISSING : bound(method, object);
}

/** `object.name(...)`, without a function made for it on the way. */
export function callMethod(
  context: RenderContext,
  object: unknown,
  name: string,
  keywords: Keywords | null,
  args: readonly unknown[],
): unknown {
  if (specialAttribute(object, name) === undefined) {
    const own = getAttribute(object, name);
    if (isFunction(own)) return callValue(own, object, args, keywords, context);
    const method = findMethod(object, name);
    if (method !== undefined) return callFunction(method, object, args, keywords, context);
  }
  return callValue(context.environment.getAttribute(object, name), undefined, args, keywords, context);
}

function specialAttribute(object: unknown, name: string): unknown {
  if (answersAttributes(object)) return object.__getattr__(name);
  return macroAttribute(object, name);
}

function isFunction(value: unknown): value is TemplateFunction {
  return typeof value === "function";
}

const METHOD: unique symbol = Symbol("method");

/** The function behind one that was bound to its object; every other value is itself. */
export function functionBehind(value: unknown): unknown {
  return typeof value === "function" && METHOD in value ? value[METHOD] : value;
}

// Called from a template the arguments are bound as for the method itself; called from JavaScript they are positional.
function bound(method: TemplateFunction, receiver: unknown): TemplateFunction {
  const call = (...args: readonly unknown[]): unknown => callFunction(method, receiver, args, null, null);
  return Object.defineProperties(call, {
    name: { value: method.name },
    [METHOD]: { value: method },
    __type__: { value: "builtin_function_or_method" },
    __call__: {
      value: (args: readonly unknown[], keywords: Keywords | null, context: RenderContext | null) =>
        callValue(method, receiver, args, keywords, context),
    },
  });
}
