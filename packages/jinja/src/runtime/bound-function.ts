import {
  acceptsPositional,
  argumentPassed,
  argumentPlaces,
  callFunction,
  type Keywords,
  type TemplateFunction,
} from "./calling.ts";
import { type KeywordNames, keywordsOf, positionalOf } from "./calls.ts";
import type { Context } from "./context.ts";

/** How compiled code calls a filter or a test which it has bound to the arguments it will be called with. */
export type BoundFunction = (context: Context, ...args: readonly unknown[]) => unknown;

/** Binds a function to be called with a list of positional arguments and an object of those that have names. */
export function listFunction(fn: TemplateFunction): BoundFunction {
  const list = (context: Context, args: readonly unknown[], keywords: Keywords | null): unknown =>
    callFunction(fn, undefined, args, keywords, context);
  // Compiled code passes what it has bound the function to.
  return list as BoundFunction;
}

/**
 * Binds a function to a number of arguments, the last of which have names. Where its parameters are known to fit,
 * nothing is left to find out when it is called.
 */
export function boundFunction(fn: TemplateFunction, count: number, names: KeywordNames): BoundFunction {
  if (names !== null) return named(fn, count, names);
  if (!acceptsPositional(fn, count)) return general(fn, null);
  const pass = argumentPassed(fn);
  const call = callable(fn);
  switch (count) {
    case 1:
      if (pass === undefined) return (_, a) => valueOf(call(a));
      return (context, a) => valueOf(call(pass(context), a));
    case 2:
      if (pass === undefined) return (_, a, b) => valueOf(call(a, b));
      return (context, a, b) => valueOf(call(pass(context), a, b));
    case 3:
      if (pass === undefined) return (_, a, b, c) => valueOf(call(a, b, c));
      return (context, a, b, c) => valueOf(call(pass(context), a, b, c));
    default:
      return general(fn, null);
  }
}

function named(fn: TemplateFunction, count: number, names: readonly string[]): BoundFunction {
  const places = argumentPlaces(fn, count, names);
  if (places === undefined) return general(fn, names);
  const pass = argumentPassed(fn);
  const call = callable(fn);
  return (context, ...args) => {
    const bound = places.map((place) => (place === -1 ? undefined : args[place]));
    return valueOf(pass === undefined ? call(...bound) : call(pass(context), ...bound));
  };
}

function general(fn: TemplateFunction, names: KeywordNames): BoundFunction {
  return (context, ...args) =>
    callFunction(fn, undefined, positionalOf(args, names), keywordsOf(args, names), context);
}

function valueOf(result: unknown): unknown {
  return result === undefined ? null : result;
}

// What a template hands to a function is for the function to judge.
function callable(fn: TemplateFunction): (...args: readonly unknown[]) => unknown {
  return fn as (...args: readonly unknown[]) => unknown;
}
