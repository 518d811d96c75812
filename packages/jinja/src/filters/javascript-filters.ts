import { escape, htmlOf, Markup } from "@dewar/markup";
import {
  type EvalContext,
  type FilterFunction,
  passEvalContext,
  withParameters,
} from "../runtime/calling.ts";
import { iterate } from "../values/iterate.ts";
import { javascriptHtml, javascriptText } from "../values/javascript-text.ts";
import { attributeGetter } from "./attribute-getter.ts";

const escaped = withParameters(["value"], (value: unknown) =>
  value instanceof Markup ? value : new Markup(javascriptHtml(value)),
);

function join(evalContext: EvalContext, value: unknown, d: unknown = "", attribute: unknown = null): unknown {
  const get = attributeGetter(evalContext.environment, attribute);
  const items = Array.from(iterate(value), get);
  const isSafe = evalContext.autoescape && [d, ...items].some((item) => htmlOf(item) !== undefined);
  return isSafe
    ? new Markup(items.map(javascriptHtml).join(javascriptHtml(d)))
    : items.map(javascriptText).join(javascriptText(d));
}

/** The filters that make text of any value, for environments whose values print in JavaScript's style. */
export const javascriptFilters: Readonly<Record<string, FilterFunction>> = {
  e: escaped,
  escape: escaped,
  forceescape: withParameters(
    ["value"],
    (value: unknown) => new Markup(escape(htmlOf(value) ?? javascriptText(value))),
  ),
  join: withParameters(["value", "d?", "attribute?"], passEvalContext(join)),
  safe: withParameters(["value"], (value: unknown) => new Markup(htmlOf(value) ?? javascriptText(value))),
  string: withParameters(["value"], (value: unknown) =>
    value instanceof Markup ? value : javascriptText(value),
  ),
};
