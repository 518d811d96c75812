import { macroCode, macroTextBody } from "./macro.ts";
import type { Keywords, RenderContext } from "./calling.ts";
import type { TemplateHost } from "./host.ts";
import { TemplateModule } from "./template-module.ts";

/**
 * The names of the keyword arguments of a call, whose values are the last of all its arguments; null for none. A call
 * in a template always has the same, so that no object need be made for them where a macro is called.
 */
export type KeywordNames = readonly string[] | null;

type Print = (value: unknown) => string;

type Printer = (...args: readonly unknown[]) => string;

/** How compiled code calls values: with arguments whose names are known, or with those that `*` and `**` bring. */
export interface Calls {
  call(context: RenderContext, callee: unknown, names: KeywordNames, ...args: readonly unknown[]): unknown;
  callWith(
    context: RenderContext,
    callee: unknown,
    args: readonly unknown[],
    keywords: Keywords | null,
  ): unknown;
  method(
    context: RenderContext,
    object: unknown,
    name: string,
    names: KeywordNames,
    ...args: readonly unknown[]
  ): unknown;
  methodWith(
    context: RenderContext,
    object: unknown,
    name: string,
    args: readonly unknown[],
    keywords: Keywords | null,
  ): unknown;
  /** The function that prints a call of `callee` with `count` positional arguments. */
  printer(context: RenderContext, callee: unknown, count: number, print: Print): Printer;
  /** The same for the call of a method. */
  methodPrinter(context: RenderContext, object: unknown, name: string, count: number, print: Print): Printer;
}

/** The calls of an environment. A sandbox is asked about every call; elsewhere a macro is called as it is. */
export function callsOf(environment: TemplateHost): Calls {
  const calls: Calls = {
    call(context, callee, names, ...args) {
      const macro = environment.sandboxed ? undefined : macroCode(callee);
      if (macro !== undefined) return macro.call(args, names, context);
      return environment.call(callee, positionalOf(args, names), keywordsOf(args, names), context);
    },
    callWith: (context, callee, args, keywords) => environment.call(callee, args, keywords, context),
    method(context, object, name, names, ...args) {
      const macro = environment.sandboxed ? undefined : macroCode(exported(object, name));
      if (macro !== undefined) return macro.call(args, names, context);
      const keywords = keywordsOf(args, names);
      return environment.callMethod(context, object, name, keywords, positionalOf(args, names));
    },
    methodWith: (context, object, name, args, keywords) =>
      environment.callMethod(context, object, name, keywords, args),
    // Most calls of a page are those of its macros. Their output is what they print: nothing need be done with it.
    printer: (context, callee, count, print) =>
      macroTextBody(callee, count) ?? ((...args) => print(environment.call(callee, args, null, context))),
    methodPrinter: (context, object, name, count, print) =>
      macroTextBody(exported(object, name), count) ??
      ((...args) => print(environment.callMethod(context, object, name, null, args))),
  };
  return calls;
}

function exported(object: unknown, name: string): unknown {
  return object instanceof TemplateModule ? object.get(name) : undefined;
}

/** The arguments before those that have names. */
export function positionalOf(args: readonly unknown[], names: KeywordNames): readonly unknown[] {
  return names === null ? args : args.slice(0, args.length - names.length);
}

/** The arguments that have names, by them. */
export function keywordsOf(args: readonly unknown[], names: KeywordNames): Keywords | null {
  if (names === null) return null;
  const keywords: Record<string, unknown> = Object.create(null);
  const first = args.length - names.length;
  names.forEach((name, index) => {
    keywords[name] = args[first + index];
  });
  return keywords;
}
