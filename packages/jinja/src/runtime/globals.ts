import { dictOf } from "../values/dict.ts";
import { rangeOf } from "../values/range-call.ts";
import { type Keywords, type TemplateFunction, withParameters } from "./calling.ts";
import { Cycler, Joiner } from "./cycler.ts";
import { lipsum } from "./lipsum.ts";
import { initialEntries, namespace } from "./namespace.ts";

const dict = withParameters(["*initial", "**entries"], (initial: readonly unknown[], keywords: Keywords) =>
  dictOf([...initialEntries(initial, "dict"), ...Object.entries(keywords)]),
);

const range = withParameters(["*args"], (args: readonly unknown[]) => rangeOf(args));

const cycler = withParameters(["*items"], (items: readonly unknown[]) => new Cycler(items));

const joiner = withParameters(["sep"], (separator: unknown = ", ") => new Joiner(separator));

/** The functions every template can call. */
export const builtInGlobals: Readonly<Record<string, unknown>> = {
  cycler: asClass("jinja2.utils.Cycler", cycler),
  dict: asClass("dict", dict),
  joiner: asClass("jinja2.utils.Joiner", joiner),
  lipsum,
  namespace: asClass("jinja2.utils.Namespace", namespace),
  range: asClass("range", range),
};

// What is a class in Python says so in messages, and when it is printed.
function asClass<F extends TemplateFunction>(name: string, fn: F): F {
  return Object.defineProperties(fn, {
    __type__: { value: "type" },
    __repr__: { value: () => `<class '${name}'>` },
  });
}
