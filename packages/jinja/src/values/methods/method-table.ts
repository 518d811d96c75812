import type { Markup } from "@dewar/markup";
import { type TemplateFunction, withParameters } from "../../runtime/calling.ts";

/** The methods of one of Python's types by name. Each expects its receiver as `this`. */
export type MethodTable = ReadonlyMap<string, TemplateFunction>;

/** A method before it has its signature: its parameters, separated by spaces, and what it does. */
export type MethodDefinition = readonly [parameters: string, method: TemplateFunction];

/**
 * Builds a table of methods. The name of a method is that of its function, as in error messages.
 *
 * @param definitions - Parameters (as {@link withParameters} takes them) and function of each method.
 */
export function methodTable(definitions: readonly MethodDefinition[]): MethodTable {
  return new Map(
    definitions.map(([parameters, method]) => {
      const names = parameters === "" ? [] : parameters.split(" ");
      return [method.name, withParameters(names, method)];
    }),
  );
}

/** Makes methods of functions which need only the text they are called on. */
export function textMethods(
  functions: Readonly<Record<string, (text: string) => unknown>>,
): readonly MethodDefinition[] {
  return Object.entries(functions).map(([name, run]) => {
    function method(this: string | Markup): unknown {
      return run(this.toString());
    }
    return ["", Object.defineProperty(method, "name", { value: name })];
  });
}
