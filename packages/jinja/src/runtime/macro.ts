import { Markup } from "@dewar/markup";
import { quoted } from "../errors/quoted.ts";
import { Tuple } from "../values/tuple.ts";
import type { TemplateCallable } from "./callable.ts";
import type { Keywords, RenderContext, RenderEnvironment } from "./calling.ts";
import { bindMacroArguments, type MacroDefinition } from "./macro-arguments.ts";

/** Renders a macro; an argument that was not given is `undefined`. */
export type MacroBody = (...args: readonly unknown[]) => unknown;

/** Renders a macro to text at once. */
export type TextBody = (...args: readonly unknown[]) => string;

/**
 * A macro as a template and JavaScript hold it: a function. A trailing argument without prototype carries keywords.
 */
export interface Macro {
  (...args: readonly unknown[]): unknown;
  /** The parameters' names. */
  readonly arguments: readonly string[];
}

/** What is known of a macro beside the function that it is. */
export class MacroCode {
  readonly definition: MacroDefinition;
  readonly #environment: RenderEnvironment;
  readonly #autoescape: boolean;
  readonly #body: MacroBody;
  /** The body, if it takes positional arguments as they are and renders to text at once. */
  readonly textBody: TextBody | undefined;

  constructor(
    environment: RenderEnvironment,
    definition: MacroDefinition,
    autoescape: boolean,
    body: MacroBody,
    rendersText: boolean,
  ) {
    this.definition = definition;
    this.#environment = environment;
    this.#autoescape = autoescape;
    this.#body = body;
    const { usesCaller, usesKeywords, usesRest } = definition;
    const isPlain = rendersText && !usesCaller && !usesKeywords && !usesRest;
    this.textBody = isPlain ? (body as TextBody) : undefined;
  }

  /** Calls it with positional arguments and then those that have `names`. */
  call(args: readonly unknown[], names: readonly string[] | null, context: RenderContext | null): unknown {
    const escaping = context === null ? this.#autoescape : context.evalContext.autoescape;
    const output = this.#body(...bindMacroArguments(this.#environment, this.definition, args, names));
    return escaping ? safe(output) : output;
  }

  callWith(args: readonly unknown[], keywords: Keywords | null, context: RenderContext | null): unknown {
    if (keywords === null) return this.call(args, null, context);
    return this.call([...args, ...Object.values(keywords)], Object.keys(keywords), context);
  }
}

const CODE: unique symbol = Symbol("code");

interface MacroFunction extends Macro {
  [CODE]: MacroCode;
}

// Macros are made in every render: what is the same for all stands on their prototype.
const MACRO_PROTOTYPE: object = Object.create(Function.prototype, {
  __call__: {
    value(this: MacroFunction, ...call: Parameters<TemplateCallable["__call__"]>): unknown {
      return this[CODE].callWith(...call);
    },
  },
  __type__: { value: "jinja2.runtime.Macro" },
  __repr__: {
    value(this: MacroFunction): string {
      const { name } = this[CODE].definition;
      return name === null ? "<Macro anonymous>" : `<Macro ${quoted(name)}>`;
    },
  },
  arguments: {
    get(this: MacroFunction): readonly string[] {
      return this[CODE].definition.parameters;
    },
  },
});

/**
 * Makes the macro that runs `body`.
 *
 * @param autoescape - Whether its output is marked safe where JavaScript calls it.
 * @param rendersText - Whether the body returns text, rather than a promise or a native value.
 */
export function createMacro(
  environment: RenderEnvironment,
  definition: MacroDefinition,
  autoescape: boolean,
  body: MacroBody,
  rendersText: boolean,
): Macro {
  const code = new MacroCode(environment, definition, autoescape, body, rendersText);
  const macro = (...args: readonly unknown[]): unknown => {
    const last = args.at(-1);
    return isKeywords(last) ? code.callWith(args.slice(0, -1), last, null) : code.call(args, null, null);
  };
  const made = Object.setPrototypeOf(macro, MACRO_PROTOTYPE) as MacroFunction;
  made[CODE] = code;
  return made;
}

/** What is known of a macro; undefined for every other value. */
export function macroCode(value: unknown): MacroCode | undefined {
  return typeof value === "function" ? (value as Partial<MacroFunction>)[CODE] : undefined;
}

/** What renders a macro to text, called with so many positional arguments; undefined where more must be bound. */
export function macroTextBody(value: unknown, count: number): TextBody | undefined {
  const code = macroCode(value);
  return code !== undefined && count <= code.definition.parameters.length ? code.textBody : undefined;
}

function safe(output: unknown): unknown {
  return output instanceof Promise ? output.then((text) => new Markup(text)) : new Markup(output);
}

/** What a template may read of a macro under a name; undefined for other names and of every other value. */
export function macroAttribute(value: unknown, name: string): unknown {
  const definition = macroCode(value)?.definition;
  if (definition === undefined) return undefined;
  switch (name) {
    case "name":
      return definition.name;
    case "arguments":
      return new Tuple(definition.parameters);
    case "catch_kwargs":
      return definition.usesKeywords;
    case "catch_varargs":
      return definition.usesRest;
    case "caller":
      return definition.usesCaller;
    case "explicit_caller":
      return definition.parameters.includes("caller");
    default:
      return undefined;
  }
}

function isKeywords(value: unknown): value is Keywords {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null;
}
