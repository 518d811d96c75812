import { Markup } from "@dewar/markup";
import {
  type EvalContext,
  type FilterFunction,
  passEvalContext,
  withParameters,
} from "../runtime/calling.ts";
import { dictGet, isDict } from "../values/dict.ts";
import { multiply } from "../values/arithmetic.ts";
import { MISSING } from "../values/missing.ts";
import { str } from "../values/str.ts";
import { truthy } from "../values/truth.ts";
import { isString } from "../values/types.ts";
import { dumpJson, type JsonOptions } from "./dump-json.ts";

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["<", "\\u003c"],
  [">", "\\u003e"],
  ["&", "\\u0026"],
  ["'", "\\u0027"],
]);

/**
 * Prints a value as JSON that is safe in HTML: in a `<script>` element, in text, and in an attribute in single
 * quotes. In an attribute in double quotes it must be escaped once more (`|forceescape`).
 */
function tojson(evalContext: EvalContext, value: unknown, indent: unknown = null): Markup {
  const { policies } = evalContext.environment;
  const dumps = policies["json.dumps_function"];
  const settings = policies["json.dumps_kwargs"];
  const text =
    typeof dumps === "function"
      ? String(Reflect.apply(dumps, null, [value, keywordsOf(settings, indent)]))
      : dumpJson(value, optionsOf(settings, isString(value) ? null : indent));
  return new Markup(text.replace(/[<>&']/g, (character) => ESCAPES.get(character) ?? character));
}

function setting(settings: unknown, name: string): unknown {
  const value = isDict(settings) ? dictGet(settings, name) : MISSING;
  return value === MISSING ? undefined : value;
}

function optionsOf(settings: unknown, indent: unknown): JsonOptions {
  const sortKeys = setting(settings, "sort_keys");
  const ensureAscii = setting(settings, "ensure_ascii");
  return {
    sortKeys: sortKeys === undefined || truthy(sortKeys),
    ensureAscii: ensureAscii === undefined || truthy(ensureAscii),
    indent: indentOf(indent ?? setting(settings, "indent") ?? null),
  };
}

function indentOf(indent: unknown): string | undefined {
  if (indent === null) return undefined;
  return isString(indent) ? indent.toString() : str(multiply(" ", indent));
}

function keywordsOf(settings: unknown, indent: unknown): Readonly<Record<string, unknown>> {
  const keywords: Record<string, unknown> = Object.create(null);
  if (isDict(settings)) {
    for (const name of ["sort_keys", "indent", "ensure_ascii"]) {
      const value = setting(settings, name);
      if (value !== undefined) keywords[name] = value;
    }
  }
  if (indent !== null) keywords["indent"] = indent;
  return keywords;
}

/** The filter that prints JSON. */
export const jsonFilters: Readonly<Record<string, FilterFunction>> = {
  tojson: withParameters(["value", "indent?"], passEvalContext(tojson)),
};
