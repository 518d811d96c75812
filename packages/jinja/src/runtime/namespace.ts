import { TemplateRuntimeError } from "../errors/runtime-error.ts";
import { dictEntries, isDict } from "../values/dict.ts";
import { iterate } from "../values/iterate.ts";
import { repr } from "../values/repr.ts";
import { sequenceItems } from "../values/tuple.ts";
import { typeError, valueError } from "../values/errors.ts";
import { Undefined } from "../values/undefined.ts";
import { type Keywords, withParameters } from "./calling.ts";

/** An object whose attributes a template can set, from inside of loops too. */
export class Namespace {
  readonly #attributes = new Map<string, unknown>();

  constructor(initial: Iterable<readonly [name: unknown, value: unknown]> = []) {
    for (const [name, value] of initial) this.#attributes.set(String(name), value);
  }

  /** @internal */
  static attributes(namespace: Namespace): Map<string, unknown> {
    return namespace.#attributes;
  }

  __getattr__(name: string): unknown {
    return this.#attributes.get(name);
  }

  get __type__(): string {
    return "jinja2.utils.Namespace";
  }

  __repr__(): string {
    const entries = [...this.#attributes].map(([name, value]) => `${repr(name)}: ${repr(value)}`);
    return `<Namespace {${entries.join(", ")}}>`;
  }
}

/** The global `namespace`: attributes from a dict, from pairs and from keywords. */
export const namespace: (rest: readonly unknown[], keywords: Keywords) => Namespace = withParameters(
  ["*initial", "**attributes"],
  (rest: readonly unknown[], keywords: Keywords) => {
    return new Namespace([...initialEntries(rest, "namespace"), ...Object.entries(keywords)]);
  },
);

/** The entries which `dict` and `namespace` take from their positional argument. */
export function initialEntries(
  args: readonly unknown[],
  called: string,
): readonly (readonly [key: unknown, value: unknown])[] {
  if (args.length === 0) return [];
  if (args.length > 1) throw typeError(`${called} expected at most 1 argument, got ${args.length}`);
  const [source] = args;
  if (source instanceof Namespace) return [...Namespace.attributes(source)];
  if (source instanceof Undefined) return source.fail();
  if (isDict(source)) return dictEntries(source);
  return Array.from(iterate(source), (pair, index) => {
    const items = sequenceItems(pair) ?? Array.from(iterate(pair));
    if (items.length !== 2) {
      throw valueError(
        `${called} update sequence element #${index} has length ${items.length}; 2 is required`,
      );
    }
    return [items[0], items[1]] as const;
  });
}

/** `{% set namespace.name = value %}` */
export function assignAttribute(object: unknown, name: string, value: unknown): void {
  if (!(object instanceof Namespace)) {
    throw new TemplateRuntimeError("cannot assign attribute on non-namespace object");
  }
  Namespace.attributes(object).set(name, value);
}
