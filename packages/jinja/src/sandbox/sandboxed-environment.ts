import { SecurityError } from "../errors/runtime-error.ts";
import { quoted } from "../errors/quoted.ts";
import { Environment } from "../environment.ts";
import type { EnvironmentOptions } from "../environment-options.ts";
import { attributeOf, functionBehind } from "../runtime/access.ts";
import { type Keywords, type RenderContext, withParameters } from "../runtime/calling.ts";
import { isDict } from "../values/dict.ts";
import { overflowError } from "../values/errors.ts";
import { getItem } from "../values/lookup.ts";
import { MISSING } from "../values/missing.ts";
import {
  ARITHMETIC,
  BINARY_NAMES,
  type BinaryOperator,
  SIGN_NAMES,
  type SignOperator,
} from "../values/operators.ts";
import type { Range } from "../values/range.ts";
import { rangeOf } from "../values/range-call.ts";
import { repr } from "../values/repr.ts";
import { Tuple } from "../values/tuple.ts";
import { isInteger, isString, typeName } from "../values/types.ts";
import { Undefined } from "../values/undefined.ts";
import type { Budget } from "../runtime/host.ts";
import { Budgets } from "./budgets.ts";
import type { RenderLimits } from "./render-budget.ts";
import { safeFormat, safeFormatMap } from "./safe-format.ts";

/** The longest `range` a sandboxed template may make. */
export const MAX_RANGE = 100_000;

/** Names that lead from a value to the code behind it, in Python or in JavaScript. */
const INTERNAL_NAMES: ReadonlySet<string> = new Set(["constructor", "prototype", "mro"]);

/** What an embedder may put on a function to keep templates from calling it. */
interface CallMarks {
  readonly unsafeCallable?: boolean;
  readonly altersData?: boolean;
}

/**
 * Marks a function that no template of a sandbox may call.
 *
 * @returns The function itself.
 * @example
 * const env = new SandboxedEnvironment({ globals: { erase: unsafe(() => "gone") } });
 * env.fromString("{{ erase() }}").render(); // throws SecurityError
 */
export function unsafe<F extends (...args: never[]) => unknown>(fn: F): F {
  return Object.assign(fn, { unsafeCallable: true });
}

/** How a sandbox is configured. */
export interface SandboxOptions extends EnvironmentOptions {
  /** What one render may cost. Default: without bounds. */
  readonly limits?: RenderLimits;
}

/**
 * An environment for templates that are not trusted: attributes that begin with an underscore or lead to the code
 * behind a value cannot be read, functions marked `unsafeCallable` or `altersData` cannot be called, `range` is
 * bounded, and formats obey the same rules.
 *
 * What a render may cost is bounded by `limits`; without them a template can loop and print as long as it likes.
 *
 * @example
 * new SandboxedEnvironment().fromString("{{ x.__class__.y }}").render({ x: 1 }); // throws SecurityError
 * const env = new SandboxedEnvironment({ limits: { output: 10_000, steps: 1000, depth: 20, time: 100 } });
 * env.fromString("{% for i in range(5000) %}{% endfor %}").render(); // throws SecurityError
 */
export class SandboxedEnvironment extends Environment {
  /** What stands for attributes that were refused. */
  readonly #unsafeValues = new WeakSet<Undefined>();
  readonly #budgets: Budgets;

  constructor(options: SandboxOptions = {}) {
    super({ ...options, globals: { range: safeRange, ...options.globals } });
    this.#budgets = new Budgets(options.limits ?? {});
  }

  override get sandboxed(): boolean {
    return true;
  }

  /** Whether a template may read the attribute of the object. Override it for rules of your own. */
  isSafeAttribute(_object: unknown, name: string, _value: unknown): boolean {
    return !(name.startsWith("_") || INTERNAL_NAMES.has(name));
  }

  /** Whether a template may call the value. */
  isSafeCallable(callee: unknown): boolean {
    if (typeof callee !== "function") return true;
    const { unsafeCallable = false, altersData = false }: CallMarks = callee as CallMarks;
    return !(unsafeCallable || altersData);
  }

  /** A binary operation of a template; override it to watch operators. */
  override binary(operator: BinaryOperator, left: unknown, right: unknown): unknown {
    if (operator === "*") this.#refuseLarge(Math.max(repeatedSize(left, right), repeatedSize(right, left)));
    const result = ARITHMETIC[BINARY_NAMES[operator]](left, right);
    this.#refuseLarge(sizeOf(result));
    return result;
  }

  /** A sign before a value; override it to watch operators. */
  override unary(operator: SignOperator, operand: unknown): unknown {
    return ARITHMETIC[SIGN_NAMES[operator]](operand);
  }

  override getAttribute(object: unknown, name: string): unknown {
    const item = isDict(object) ? getItem(object, name) : MISSING;
    if (item !== MISSING) return item;
    const attribute = this.#attribute(object, name);
    if (attribute !== MISSING) return attribute;
    const element = getItem(object, name);
    return element === MISSING ? this.undefined({ object, name }) : element;
  }

  override getItem(object: unknown, key: unknown): unknown {
    const item = getItem(object, key);
    if (item !== MISSING) return item;
    const attribute = typeof key === "string" ? this.#attribute(object, key) : MISSING;
    return attribute === MISSING ? this.undefined({ object, name: key }) : attribute;
  }

  override call(
    callee: unknown,
    args: readonly unknown[],
    keywords: Keywords | null,
    context: RenderContext | null,
  ): unknown {
    if (!this.isSafeCallable(functionBehind(callee)))
      throw new SecurityError(`${repr(callee)} is not safely callable`);
    return super.call(callee, args, keywords, context);
  }

  override callMethod(
    context: RenderContext,
    object: unknown,
    name: string,
    keywords: Keywords | null,
    args: readonly unknown[],
  ): unknown {
    const callee = this.getAttribute(object, name);
    if (callee instanceof Undefined || isFormat(object, name))
      return this.call(callee, args, keywords, context);
    if (!this.isSafeCallable(functionBehind(callee))) {
      throw new SecurityError(`${repr(callee)} is not safely callable`);
    }
    return super.callMethod(context, object, name, keywords, args);
  }

  // Missing where there is no such attribute, an undefined value that fails with its reason where it is not safe.
  #attribute(object: unknown, name: string): unknown {
    if (isFormat(object, name))
      return name === "format" ? safeFormat(this, object) : safeFormatMap(this, object);
    const leadsInside = INTERNAL_NAMES.has(name) || /^__.*__$/.test(name);
    if (object instanceof Undefined) {
      return leadsInside && !this.#unsafeValues.has(object)
        ? this.#unsafe(object, name)
        : object.attribute(name);
    }
    const value = attributeOf(object, name);
    if (value === MISSING && !leadsInside) return MISSING;
    return this.isSafeAttribute(object, name, value) ? value : this.#unsafe(object, name);
  }

  /** @internal */
  override enterBudget(): Budget {
    const budget = this.#budgets.current;
    budget.enter();
    return budget;
  }

  /** @internal */
  override withinBudget<T>(render: () => T): T {
    return this.#budgets.within(render);
  }

  #refuseLarge(size: number): void {
    if (size > 0) this.#budgets.current.refuseLarge(size);
  }

  #unsafe(object: unknown, name: string): unknown {
    const hint = `access to attribute ${quoted(name)} of ${quoted(typeName(object))} object is unsafe.`;
    const value = new this.undefinedClass({ hint, object, name, error: SecurityError });
    this.#unsafeValues.add(value);
    return value;
  }
}

// The length of a text, a list or a tuple; 0 for what has none.
function sizeOf(value: unknown): number {
  if (isString(value)) return value.toString().length;
  return Array.isArray(value) || value instanceof Tuple ? value.length : 0;
}

function repeatedSize(value: unknown, times: unknown): number {
  const size = sizeOf(value);
  return size === 0 || !isInteger(times) ? 0 : size * Number(times);
}

function isFormat(object: unknown, name: string): object is Parameters<typeof safeFormat>[1] {
  return (name === "format" || name === "format_map") && isString(object);
}

const safeRange: (args: readonly unknown[]) => Range = withParameters(
  ["*args"],
  (args: readonly unknown[]) => {
    const range = rangeOf(args);
    if (range.length > MAX_RANGE) {
      throw overflowError(`Range too big. The sandbox blocks ranges larger than MAX_RANGE (${MAX_RANGE}).`);
    }
    return range;
  },
);
