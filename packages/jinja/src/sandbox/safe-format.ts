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
import { Undefined } from "../values/undefined.ts";

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
  return withParameters(["mapping"], (mapping: unknown) => {
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
    attribute: (value, name) => found(environment.getAttribute(value, name)),
    item: (value, key) => found(environment.getItem(value, key)),
  };
}

function found(value: unknown): unknown {
  return value instanceof Undefined ? value.fail() : value;
}
