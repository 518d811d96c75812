import type { Markup } from "@dewar/markup";
import { dictGet, isDict } from "../dict.ts";
import { typeError } from "../errors.ts";
import { MISSING } from "../missing.ts";
import { strFormat } from "../str-format.ts";
import { typeName } from "../types.ts";
import { type MethodDefinition, type MethodTable, methodTable } from "./method-table.ts";
import { caseMethods } from "./str-case.ts";
import { searchMethods } from "./str-search.ts";
import { shapeMethods } from "./str-shape.ts";
import { splitMethods } from "./str-split.ts";

type Text = string | Markup;

/** Formatting works on safe HTML as it does on text, so that both share these. */
export const formatMethods: readonly MethodDefinition[] = [
  [
    "*args **keywords",
    function format(
      this: Text,
      args: readonly unknown[],
      keywords: Readonly<Record<string, unknown>>,
    ): unknown {
      return strFormat(this, {
        positional: args,
        keyword: (name) => (Object.hasOwn(keywords, name) ? keywords[name] : MISSING),
      });
    },
  ],
  [
    "mapping",
    function format_map(this: Text, mapping: unknown): unknown {
      if (!isDict(mapping)) throw typeError(`'${typeName(mapping)}' object is not subscriptable`);
      return strFormat(this, { positional: [], keyword: (name) => dictGet(mapping, name) });
    },
  ],
];

/** The methods of Python's `str`. */
export const strMethods: MethodTable = methodTable([
  ...caseMethods,
  ...formatMethods,
  ...searchMethods,
  ...shapeMethods,
  ...splitMethods,
]);
