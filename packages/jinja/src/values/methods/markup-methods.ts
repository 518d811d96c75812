import { Markup, stripTags, unescape as unescapeHtml } from "@dewar/markup";
import type { TemplateFunction } from "../../runtime/calling.ts";
import { iterate } from "../iterate.ts";
import { escaped } from "../str.ts";
import { Tuple } from "../tuple.ts";
import { isString } from "../types.ts";

import { type MethodDefinition, type MethodTable, methodTable } from "./method-table.ts";
import { caseMethods } from "./str-case.ts";
import { formatMethods } from "./str-methods.ts";
import { searchMethods } from "./str-search.ts";
import { shapeMethods } from "./str-shape.ts";
import { splitMethods } from "./str-split.ts";

// Cutting looks for the separator as it was given; everything else takes in its arguments, which must be safe.
const cutting: ReadonlySet<string> = new Set(["split", "rsplit", "splitlines"]);

/** A method of `str` on safe HTML: what it takes in is escaped, what it gives is safe. */
function safeMethod([parameters, method]: MethodDefinition): MethodDefinition {
  const escapesArguments = !cutting.has(method.name);
  function safe(this: Markup, ...args: unknown[]): unknown {
    const taken = escapesArguments ? args.map((arg) => (isString(arg) ? escaped(arg) : arg)) : args;
    return safeResult(Reflect.apply(method, this.toString(), taken));
  }
  return [
    parameters,
    Object.defineProperties(safe, { name: { value: method.name }, length: { value: method.length } }),
  ];
}

function safeResult(result: unknown): unknown {
  if (typeof result === "string") return new Markup(result);
  if (Array.isArray(result)) return result.map(safeResult);
  return result instanceof Tuple ? new Tuple(result.items.map(safeResult)) : result;
}

const ownMethods: readonly MethodDefinition[] = [
  [
    "iterable",
    function join(this: Markup, iterable: unknown): Markup {
      return new Markup(Array.from(iterate(iterable), escaped).join(this.toString()));
    },
  ],
  [
    "",
    function striptags(this: Markup): string {
      return stripTags(this.toString());
    },
  ],
  [
    "",
    function unescape(this: Markup): string {
      return unescapeHtml(this.toString());
    },
  ],
];

/** The methods of `Markup`: those of `str`, kept safe. */
export const markupMethods: MethodTable = methodTable([
  ...[...caseMethods, ...shapeMethods, ...splitMethods].map(safeMethod),
  ...searchMethods,
  ...formatMethods,
  ...ownMethods,
]);
