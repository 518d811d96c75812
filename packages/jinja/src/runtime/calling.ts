import { typeError } from "../values/errors.ts";

/** Any function that a template may call; what its parameters are is its own affair. */
export type TemplateFunction = (...args: never[]) => unknown;

/** A filter: the piped value comes first, then the arguments in parentheses. */
export type FilterFunction = TemplateFunction;

/** A test (`x is even`): the tested value comes first; the answer is read for its truth. */
export type TestFunction = TemplateFunction;

/** Keyword arguments, on an object without prototype. */
export type Keywords = Readonly<Record<string, unknown>>;

/** What a value function may ask of the environment that renders. */
export interface RenderEnvironment {
  readonly filters: Readonly<Record<string, FilterFunction>>;
  readonly tests: Readonly<Record<string, TestFunction>>;
  readonly globals: Record<string, unknown>;
  readonly policies: Readonly<Record<string, unknown>>;
  readonly sandboxed: boolean;
  readonly newlineSequence: string;
  /** Makes an undefined value of the environment's class. */
  undefined(options?: { hint?: string; object?: unknown; name?: unknown }): unknown;
  /** `object.name` as a template means it: attribute first, then item, else an undefined value. */
  getAttribute(object: unknown, name: string): unknown;
  /** `object[key]` as a template means it: item first, then attribute, else an undefined value. */
  getItem(object: unknown, key: unknown): unknown;
  callFilter(
    name: unknown,
    value: unknown,
    args: readonly unknown[],
    keywords: Keywords | null,
    context: RenderContext | null,
  ): unknown;
  callTest(
    name: unknown,
    value: unknown,
    args: readonly unknown[],
    keywords: Keywords | null,
    context: RenderContext | null,
  ): unknown;
  /** Calls any callable value of a template: a function, a macro, a recursive loop. */
  call(
    callee: unknown,
    args: readonly unknown[],
    keywords: Keywords | null,
    context: RenderContext | null,
  ): unknown;
}

/** The settings of the place in a template where a call stands. */
export interface EvalContext {
  readonly environment: RenderEnvironment;
  /** Whether output is escaped there. */
  autoescape: boolean;
}

/** The variables of one rendering. */
export interface RenderContext {
  readonly environment: RenderEnvironment;
  readonly evalContext: EvalContext;
  /** The name of the template; null for one made from a string. */
  readonly name: string | null;
  /** The variable of that name, or an undefined value. */
  resolve(name: string): unknown;
  /** All variables by name, on an object without prototype. */
  all(): Record<string, unknown>;
}

type Pass = "context" | "evalContext" | "environment";

interface Signature {
  readonly names: readonly string[];
  readonly required: number;
  /** How many parameters stand before the first with a default. */
  readonly declared: number;
  readonly collectsRest: boolean;
  readonly collectsKeywords: boolean;
}

const PASS: unique symbol = Symbol("pass");
const SIGNATURE: unique symbol = Symbol("signature");

interface Marked {
  [PASS]?: Pass;
  [SIGNATURE]?: Signature;
}

// Marks live on the function itself, so that asking for them in a call costs one property load.
function marksOf(fn: TemplateFunction): Marked {
  return fn as TemplateFunction & Marked;
}

/**
 * Marks a function that wants the rendering's variables as its first argument, before those of the call.
 *
 * @example
 * const env = new Environment({ globals: { who: passContext((context) => context.resolve("name")) } });
 * env.fromString("{{ who() }}").render({ name: "Ann" }); // => "Ann"
 */
export function passContext<F extends (context: RenderContext, ...args: never[]) => unknown>(fn: F): F {
  marksOf(fn)[PASS] = "context";
  return fn;
}

/** Marks a function that wants the {@link EvalContext} of the calling place first: whether output is escaped there. */
export function passEvalContext<F extends (evalContext: EvalContext, ...args: never[]) => unknown>(fn: F): F {
  marksOf(fn)[PASS] = "evalContext";
  return fn;
}

/** Marks a function that wants the environment as its first argument. */
export function passEnvironment<F extends (environment: RenderEnvironment, ...args: never[]) => unknown>(
  fn: F,
): F {
  marksOf(fn)[PASS] = "environment";
  return fn;
}

/**
 * Names a function's parameters, so that a template's keyword arguments reach them by position. Without it keyword
 * arguments arrive as one trailing object.
 *
 * A parameter must be given unless its name ends in `?` or the function declares a default for it or for one before
 * it. A name that begins with `*` collects further positional arguments into one array, a name that begins with `**`
 * further keywords into one object. A context asked for with `passContext` and its like is not named.
 *
 * @param names - The parameters in order: `["value", "width?", "*rest", "**keywords"]`.
 * @example
 * const repeat = withParameters(["text", "times"], (text: string, times = 2) => text.repeat(times));
 * new Environment({ filters: { repeat } }).fromString("{{ 'ab'|repeat(times=3) }}").render(); // => "ababab"
 */
export function withParameters<F extends TemplateFunction>(names: readonly string[], fn: F): F {
  const plain = names.filter((name) => !name.startsWith("*"));
  const optional = plain.findIndex((name) => name.endsWith("?"));
  marksOf(fn)[SIGNATURE] = {
    names: plain.map((name) => name.replace(/\?$/, "")),
    required: optional === -1 ? plain.length : optional,
    declared: fn.length,
    collectsRest: names.some((name) => /^\*[^*]/.test(name)),
    collectsKeywords: names.some((name) => name.startsWith("**")),
  };
  return fn;
}

/** Calls `fn` as a template does: what it is marked to be passed, then positional and keyword arguments bound. */
export function callFunction(
  fn: TemplateFunction,
  receiver: unknown,
  args: readonly unknown[],
  keywords: Keywords | null,
  context: RenderContext | null,
): unknown {
  const { [SIGNATURE]: signature, [PASS]: pass } = marksOf(fn);
  let bound = signature === undefined ? appendKeywords(args, keywords) : bind(fn, signature, args, keywords);
  if (pass !== undefined) bound = [PASSED[pass](context), ...bound];
  const result: unknown = Reflect.apply(fn, receiver, bound);
  return result === undefined ? null : result;
}

/** Whether a call with so many positional arguments alone reaches the function as it is written. */
export function acceptsPositional(fn: TemplateFunction, count: number): boolean {
  const { [SIGNATURE]: signature } = marksOf(fn);
  return signature === undefined || fitsPositional(fn, signature, count);
}

function fitsPositional(fn: TemplateFunction, signature: Signature, count: number): boolean {
  const { names, collectsRest, collectsKeywords } = signature;
  return !collectsRest && !collectsKeywords && count <= names.length && count >= requiredCount(fn, signature);
}

/**
 * Which argument of a call each parameter takes, -1 for none, where the last arguments have names; undefined where that
 * is not known before the call, or where the call fails.
 */
export function argumentPlaces(
  fn: TemplateFunction,
  count: number,
  names: readonly string[],
): readonly number[] | undefined {
  const { [SIGNATURE]: signature } = marksOf(fn);
  if (signature === undefined || signature.collectsRest || signature.collectsKeywords) return undefined;
  const positional = count - names.length;
  const places = signature.names.map((name, index) => {
    if (index < positional) return names.includes(name) ? -1 : index;
    return names.includes(name) ? positional + names.indexOf(name) : -1;
  });
  const taken = places.filter((place) => place !== -1).length;
  const lacks = places.slice(0, requiredCount(fn, signature)).includes(-1);
  return taken === count && !lacks ? places : undefined;
}

function requiredCount(fn: TemplateFunction, { required, declared }: Signature): number {
  return Math.min(required, declared - (marksOf(fn)[PASS] === undefined ? 0 : 1));
}

/** Gives what a function is marked to be passed first; undefined for one that is not marked. */
export function argumentPassed(
  fn: TemplateFunction,
): ((context: RenderContext | null) => unknown) | undefined {
  const pass = marksOf(fn)[PASS];
  return pass === undefined ? undefined : PASSED[pass];
}

const PASSED: Readonly<Record<Pass, (context: RenderContext | null) => unknown>> = {
  context: (context) => context ?? outsideOfRender("context"),
  evalContext: (context) => context?.evalContext ?? outsideOfRender("evalContext"),
  environment: (context) => context?.environment ?? outsideOfRender("environment"),
};

function outsideOfRender(pass: Pass): never {
  throw typeError(`a function marked to be passed the ${pass} was called outside of a render`);
}

function appendKeywords(args: readonly unknown[], keywords: Keywords | null): readonly unknown[] {
  return keywords === null ? args : [...args, keywords];
}

function bind(
  fn: TemplateFunction,
  signature: Signature,
  args: readonly unknown[],
  keywords: Keywords | null,
): readonly unknown[] {
  if (keywords === null && fitsPositional(fn, signature, args.length)) return args;
  const { names, collectsRest, collectsKeywords } = signature;
  const required = requiredCount(fn, signature);
  const called = `${fn.name || "function"}()`;
  if (args.length > names.length && !collectsRest) {
    throw typeError(`${called} takes at most ${names.length} arguments but ${args.length} were given`);
  }
  const bound: unknown[] = args.slice(0, names.length);
  const rest = args.slice(names.length);
  const further: Record<string, unknown> = Object.create(null);
  for (const name in keywords) {
    const index = names.indexOf(name);
    if (index === -1) {
      if (!collectsKeywords) throw typeError(`${called} got an unexpected keyword argument '${name}'`);
      further[name] = keywords[name];
    } else if (index < args.length) {
      throw typeError(`${called} got multiple values for argument '${name}'`);
    } else {
      bound[index] = keywords[name];
    }
  }
  for (let index = 0; index < required; index++) {
    if (bound[index] === undefined) throw typeError(`${called} missing required argument: '${names[index]}'`);
  }
  if (collectsRest || collectsKeywords) bound.length = names.length;
  if (collectsRest) bound.push(rest);
  if (collectsKeywords) bound.push(further);
  return bound;
}
