import { Markup, stripTags, unescape as unescapeHtml } from "@dewar/markup";
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

// Where a method puts an argument into the text; what it only looks for stays as it is.
const INSERTED: ReadonlyMap<string, number> = new Map([
  ["replace", 1],
  ["center", 1],
  ["ljust", 1],
  ["rjust", 1],
]);

/** A method of `str` on safe HTML: what it puts into the text is escaped, what it gives is safe. */
function safeMethod([parameters, method]: MethodDefinition): MethodDefinition {
  const inserted = INSERTED.get(method.name);
  function safe(this: Markup, ...args: unknown[]): unknown {
    const taken = args.map((arg, index) => (index === inserted && isString(arg) ? escaped(arg) : arg));
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
      return unescapeHtml(stripTags(this.toString()));
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
