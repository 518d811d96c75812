import { FilterArgumentError } from "../errors/runtime-error.ts";
import {
  type FilterFunction,
  type Keywords,
  passContext,
  type RenderContext,
  withParameters,
} from "../runtime/calling.ts";
import { iterate } from "../values/iterate.ts";
import { LazyItems, type Treatment } from "../values/lazy-items.ts";
import { MISSING } from "../values/missing.ts";
import { repr } from "../values/repr.ts";
import { truthy } from "../values/truth.ts";
import { attributeGetter, type Getter } from "./attribute-getter.ts";

const NOTHING: Treatment = { items: [], call: (item) => item, keep: (answer) => answer };

/** Applies a filter to each item, or looks up an attribute of each: `users|map(attribute="name")`. */
function map(
  context: RenderContext,
  value: unknown,
  args: readonly unknown[],
  keywords: Keywords,
): LazyItems {
  return new LazyItems(() => {
    if (!truthy(value)) return NOTHING;
    const call = mapper(context, args, keywords);
    return { items: iterate(value), call, keep: (answer) => answer };
  });
}

function mapper(context: RenderContext, args: readonly unknown[], keywords: Keywords): Getter {
  const [name, ...rest] = args;
  if (args.length > 0) {
    const named = orNull(keywords);
    return (item) => context.environment.callFilter(name, item, rest, named, context);
  }
  if (!("attribute" in keywords)) throw new FilterArgumentError("map requires a filter argument");
  const { attribute, default: fallback = null, ...others } = keywords;
  const [unexpected] = Object.keys(others);
  if (unexpected !== undefined) {
    throw new FilterArgumentError(`Unexpected keyword argument ${repr(unexpected)}`);
  }
  return attributeGetter(context.environment, attribute, fallback);
}

interface Selection {
  /** Whether the items that pass the test are kept, or those that fail it. */
  readonly keeps: boolean;
  /** Whether the first argument names the attribute to test. */
  readonly byAttribute: boolean;
}

function selectionFilter(name: string, { keeps, byAttribute }: Selection): FilterFunction {
  function filter(
    context: RenderContext,
    value: unknown,
    args: readonly unknown[],
    keywords: Keywords,
  ): LazyItems {
    return new LazyItems(() => {
      if (!truthy(value)) return NOTHING;
      const call = testerOf(context, args, keywords, byAttribute);
      const keep = (answer: unknown, item: unknown): unknown => (truthy(answer) === keeps ? item : MISSING);
      return { items: iterate(value), call, keep };
    });
  }
  return withParameters(
    ["value", "*args", "**keywords"],
    passContext(Object.defineProperty(filter, "name", { value: name })),
  );
}

function testerOf(
  context: RenderContext,
  args: readonly unknown[],
  keywords: Keywords,
  byAttribute: boolean,
): Getter {
  if (!byAttribute) return testOf(context, args, keywords);
  if (args.length === 0) throw new FilterArgumentError("Missing parameter for attribute name");
  const get = attributeGetter(context.environment, args[0]);
  const test = testOf(context, args.slice(1), keywords);
  return (item) => test(get(item));
}

function testOf(context: RenderContext, args: readonly unknown[], keywords: Keywords): Getter {
  if (args.length === 0) return (item) => item;
  const [name, ...rest] = args;
  const named = orNull(keywords);
  return (item) => context.environment.callTest(name, item, rest, named, context);
}

// A call that is known to have no keywords need not look for them for every item.
function orNull(keywords: Keywords): Keywords | null {
  return Object.keys(keywords).length === 0 ? null : keywords;
}

/** The filters that call another filter or a test for every item. */
export const selectFilters: Readonly<Record<string, FilterFunction>> = {
  map: withParameters(["value", "*args", "**keywords"], passContext(map)),
  select: selectionFilter("select", { keeps: true, byAttribute: false }),
  reject: selectionFilter("reject", { keeps: false, byAttribute: false }),
  selectattr: selectionFilter("selectattr", { keeps: true, byAttribute: true }),
  rejectattr: selectionFilter("rejectattr", { keeps: false, byAttribute: true }),
};
