import { Markup } from "@dewar/markup";
import { quoted } from "../errors/quoted.ts";
import { typeError } from "../values/errors.ts";
import { Tuple } from "../values/tuple.ts";
import type { TemplateCallable } from "./callable.ts";
import type { Keywords, RenderEnvironment } from "./calling.ts";

/** What compiled code says of a macro. */
export interface MacroDefinition {
  /** Null for the body of a call block. */
  readonly name: string | null;
  readonly parameters: readonly string[];
  readonly usesCaller: boolean;
  readonly usesKeywords: boolean;
  readonly usesRest: boolean;
}

/** Renders a macro; an argument that was not given is `undefined`. */
export type MacroBody = (...args: readonly unknown[]) => unknown;

/**
 * A macro as a template and JavaScript hold it: a function. A trailing argument without prototype carries keywords.
 */
export interface Macro {
  (...args: readonly unknown[]): unknown;
  /** The parameters' names. */
  readonly arguments: readonly string[];
}

interface MacroFunction extends Macro {
  [DEFINITION]?: MacroDefinition;
  /** For a macro that is handed positional arguments as they are. */
  [BODY]?: MacroBody;
  __call__?: TemplateCallable["__call__"];
  __type__?: string;
  __repr__?: (this: Macro) => string;
}

const DEFINITION: unique symbol = Symbol("definition");
const BODY: unique symbol = Symbol("body");

/** Makes the macro that runs `body`. */
export function createMacro(
  environment: RenderEnvironment,
  definition: MacroDefinition,
  autoescape: boolean,
  body: MacroBody,
): Macro {
  const invoke = (args: readonly unknown[], keywords: Keywords | null, escaping: boolean): unknown => {
    return macroOutput(body(...bindArguments(environment, definition, args, keywords)), escaping);
  };
  const macro = (...args: readonly unknown[]): unknown => {
    const last = args.at(-1);
    return isKeywords(last) ? invoke(args.slice(0, -1), last, autoescape) : invoke(args, null, autoescape);
  };
  return describe(macro, definition, body, (args, keywords, context) =>
    invoke(args, keywords, context === null ? autoescape : context.evalContext.autoescape),
  );
}

/** The body of a macro that can be called with so many positional arguments as they are; else undefined. */
export function macroBody(value: unknown, count: number): MacroBody | undefined {
  if (typeof value !== "function") return undefined;
  const { [BODY]: body, [DEFINITION]: definition } = value as MacroFunction;
  return definition !== undefined && count <= definition.parameters.length ? body : undefined;
}

/** What a call of a macro gives: its output, safe where output is escaped. */
export function macroOutput(result: unknown, escaping: boolean): unknown {
  if (!escaping) return result;
  if (typeof result === "string") return new Markup(result);
  return result instanceof Promise ? result.then((text) => new Markup(text)) : new Markup(result);
}

// A macro is made in every render, and an assignment takes a tenth of the time of a definition.
function describe(
  fn: (...args: readonly unknown[]) => unknown,
  definition: MacroDefinition,
  body: MacroBody,
  call: TemplateCallable["__call__"],
): Macro {
  const macro = fn as MacroFunction;
  macro[DEFINITION] = definition;
  if (!definition.usesCaller && !definition.usesKeywords && !definition.usesRest) macro[BODY] = body;
  macro.__call__ = call;
  macro.__type__ = "jinja2.runtime.Macro";
  macro.__repr__ = representation;
  Object.defineProperty(macro, "name", { value: definition.name ?? "anonymous" });
  return Object.defineProperty(macro, "arguments", { value: definition.parameters });
}

function representation(this: MacroFunction): string {
  const name = this[DEFINITION]?.name ?? null;
  return name === null ? "<Macro anonymous>" : `<Macro ${quoted(name)}>`;
}

/** What a template may read of a macro under a name; undefined for other names and of every other value. */
export function macroAttribute(value: unknown, name: string): unknown {
  if (typeof value !== "function" || !(DEFINITION in value)) return undefined;
  const definition = value[DEFINITION] as MacroDefinition;
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

function bindArguments(
  environment: RenderEnvironment,
  { name, parameters, usesCaller, usesKeywords, usesRest }: MacroDefinition,
  args: readonly unknown[],
  keywords: Keywords | null,
): readonly unknown[] {
  const count = parameters.length;
  if (keywords === null && !usesCaller && !usesKeywords && !usesRest && args.length <= count) return args;
  const bound: unknown[] = args.slice(0, count);
  const left: Record<string, unknown> = Object.assign(Object.create(null), keywords);
  for (let index = bound.length; index < count; index++) bound.push(take(left, parameters[index] ?? ""));
  const declaresCaller = parameters.includes("caller");
  if (usesCaller && !declaresCaller) {
    bound.push(take(left, "caller") ?? environment.undefined({ hint: "No caller defined", name: "caller" }));
  }
  if (usesKeywords) bound.push(left);
  else refuseKeywords(name, left);
  if (usesRest) bound.push(new Tuple(args.slice(count)));
  else if (args.length > count) {
    throw typeError(`macro ${quoted(name)} takes not more than ${count} argument(s)`);
  }
  return bound;
}

function refuseKeywords(name: string | null, left: Keywords): void {
  if (Object.hasOwn(left, "caller")) {
    throw typeError(
      `macro ${quoted(name)} was invoked with two values for the special caller argument. This is most likely a bug.`,
    );
  }
  for (const keyword in left)
    throw typeError(`macro ${quoted(name)} takes no keyword argument ${quoted(keyword)}`);
}

function take(keywords: Record<string, unknown>, name: string): unknown {
  const value = keywords[name];
  delete keywords[name];
  return value;
}

function isKeywords(value: unknown): value is Keywords {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null;
}
