import {
  acceptsPositional,
  argumentPassed,
  callFunction,
  type Keywords,
  type TemplateFunction,
} from "./calling.ts";
import type { Context } from "./context.ts";

/** How compiled code calls a filter or a test with any arguments. */
export type BoundFunction = (context: Context, keywords: Keywords | null, ...args: unknown[]) => unknown;

/** How compiled code calls a filter or a test with a number of positional arguments it was told before. */
export type PositionalFunction = (context: Context, ...args: unknown[]) => unknown;

export function boundFunction(fn: TemplateFunction): BoundFunction {
  return (context, keywords, ...args) => callFunction(fn, undefined, args, keywords, context);
}

/** Binds a function whose parameters are known to fit, so that nothing is left to find out when it is called. */
export function positionalFunction(fn: TemplateFunction, count: number): PositionalFunction {
  if (!acceptsPositional(fn, count)) return general(fn);
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
      return general(fn);
  }
}

function general(fn: TemplateFunction): PositionalFunction {
  return (context, ...args) => callFunction(fn, undefined, args, null, context);
}

function valueOf(result: unknown): unknown {
  return result === undefined ? null : result;
}

// What a template hands to a function is for the function to judge.
function callable(fn: TemplateFunction): (...args: readonly unknown[]) => unknown {
  return fn as (...args: readonly unknown[]) => unknown;
}
