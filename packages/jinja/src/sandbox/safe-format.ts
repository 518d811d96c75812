import type { Markup } from "@dewar/markup";
import {
  type Keywords,
  type RenderEnvironment,
  type TemplateFunction,
  withParameters,
} from "../runtime/calling.ts";
import { dictGet, isDict } from "../values/dict.ts";
import { typeError } from "../values/errors.ts";
import { MISSING } from "../values/missing.ts";
import { type FormatAccess, strFormat } from "../values/str-format.ts";
import { typeName } from "../values/types.ts";

/** The method `format` of a text whose fields are read by the environment's rules. */
export function safeFormat(environment: RenderEnvironment, text: string | Markup): TemplateFunction {
  return withParameters(["*args", "**keywords"], (positional: readonly unknown[], keywords: Keywords) =>
    strFormat(
      text,
      { positional, keyword: (name) => (name in keywords ? keywords[name] : MISSING) },
      accessOf(environment),
    ),
  );
}

/** The method `format_map` of a text, likewise. */
export function safeFormatMap(environment: RenderEnvironment, text: string | Markup): TemplateFunction {
  return withParameters(["*args"], (args: readonly unknown[]) => {
    if (args.length !== 1) throw typeError(`format_map() takes exactly one argument (${args.length} given)`);
    const [mapping] = args;
    if (!isDict(mapping)) throw typeError(`format_map() takes a mapping, not ${typeName(mapping)}`);
    return strFormat(
      text,
      { positional: [], keyword: (name) => dictGet(mapping, name) },
      accessOf(environment),
    );
  });
}

function accessOf(environment: RenderEnvironment): FormatAccess {
  return {
    attribute: (value, name) => environment.getAttribute(value, name),
    item: (value, key) => environment.getItem(value, key),
  };
}
