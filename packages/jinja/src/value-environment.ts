import { DEFAULT_POLICIES, type EnvironmentOptions, type ValueStyle } from "./environment-options.ts";
import { TemplateRuntimeError } from "./errors/runtime-error.ts";
import { builtInFilters } from "./filters/built-in-filters.ts";
import { javascriptFilters } from "./filters/javascript-filters.ts";
import { attributeOrItem, callMethod, itemOrAttribute } from "./runtime/access.ts";
import { callValue } from "./runtime/callable.ts";
import {
  callFunction,
  type FilterFunction,
  type Keywords,
  type RenderContext,
  type RenderEnvironment,
  type TestFunction,
} from "./runtime/calling.ts";
import { builtInGlobals } from "./runtime/globals.ts";
import type { Budget } from "./runtime/host.ts";
import { builtInTests } from "./tests/built-in-tests.ts";
import { MISSING } from "./values/missing.ts";
import type { BinaryOperator, SignOperator } from "./values/operators.ts";
import { repr } from "./values/repr.ts";
import { isString } from "./values/types.ts";
import { Undefined, type UndefinedClass } from "./values/undefined.ts";

/** The half of an environment that says what values mean: names, attributes, calls, filters and tests. */
export abstract class ValueEnvironment implements RenderEnvironment {
  readonly filters: Record<string, FilterFunction>;
  readonly tests: Record<string, TestFunction>;
  readonly globals: Record<string, unknown>;
  readonly policies: Record<string, unknown>;
  readonly newlineSequence: "\n" | "\r\n" | "\r";
  /** How values print. */
  readonly valueStyle: ValueStyle;
  /** The class of values for what does not exist. */
  readonly undefinedClass: UndefinedClass;

  constructor(options: EnvironmentOptions) {
    this.valueStyle = options.valueStyle ?? "python";
    const printing = this.valueStyle === "javascript" ? javascriptFilters : undefined;
    this.filters = table(builtInFilters, printing, options.filters);
    this.tests = table(builtInTests, options.tests);
    this.globals = table(builtInGlobals, options.globals);
    this.policies = table(DEFAULT_POLICIES, options.policies);
    this.undefinedClass = options.undefined ?? Undefined;
    this.newlineSequence = options.newlineSequence ?? "\n";
  }

  /** Whether templates are kept from what could do harm. */
  get sandboxed(): boolean {
    return false;
  }

  undefined(options: { hint?: string; object?: unknown; name?: unknown } = {}): Undefined {
    return new this.undefinedClass(options);
  }

  getAttribute(object: unknown, name: string): unknown {
    const value = attributeOrItem(object, name);
    return value === MISSING ? this.undefined({ object, name }) : value;
  }

  getItem(object: unknown, key: unknown): unknown {
    const value = itemOrAttribute(object, key);
    return value === MISSING ? this.undefined({ object, name: key }) : value;
  }

  call(
    callee: unknown,
    args: readonly unknown[],
    keywords: Keywords | null,
    context: RenderContext | null,
  ): unknown {
    return callValue(callee, undefined, args, keywords, context);
  }

  callMethod(
    context: RenderContext,
    object: unknown,
    name: string,
    keywords: Keywords | null,
    args: readonly unknown[],
  ): unknown {
    return callMethod(context, object, name, keywords, args);
  }

  callFilter(
    name: unknown,
    value: unknown,
    args: readonly unknown[] = [],
    keywords: Keywords | null = null,
    context: RenderContext | null = null,
  ): unknown {
    const filter = isString(name) ? this.findFilter(name.toString()) : undefined;
    if (filter === undefined) throw unknownName("filter", name);
    return callFunction(filter, undefined, [value, ...args], keywords, context);
  }

  callTest(
    name: unknown,
    value: unknown,
    args: readonly unknown[] = [],
    keywords: Keywords | null = null,
    context: RenderContext | null = null,
  ): unknown {
    const test = isString(name) ? this.findTest(name.toString()) : undefined;
    if (test === undefined) throw unknownName("test", name);
    return callFunction(test, undefined, [value, ...args], keywords, context);
  }

  /** @internal */
  findFilter(name: string): FilterFunction | undefined {
    return Object.hasOwn(this.filters, name) ? this.filters[name] : undefined;
  }

  /** @internal */
  findTest(name: string): TestFunction | undefined {
    return Object.hasOwn(this.tests, name) ? this.tests[name] : undefined;
  }

  /** @internal */
  enterBudget(): Budget {
    throw new Error("this environment bounds no renders");
  }

  /** @internal */
  withinBudget<T>(render: () => T): T {
    return render();
  }

  /** @internal */
  binary(operator: BinaryOperator, _left: unknown, _right: unknown): unknown {
    throw new Error(`the operator ${operator} is not watched by this environment`);
  }

  /** @internal */
  unary(operator: SignOperator, _operand: unknown): unknown {
    throw new Error(`the operator ${operator} is not watched by this environment`);
  }
}

/** The own entries of several records, on an object without prototype; later ones win. */
export function table<T>(...parts: readonly (Readonly<Record<string, T>> | undefined)[]): Record<string, T> {
  return Object.assign(Object.create(null), ...parts);
}

function unknownName(kind: string, name: unknown): TemplateRuntimeError {
  const hint =
    name instanceof Undefined
      ? ` (${name.undefinedMessage}; did you forget to quote the callable name?)`
      : "";
  return new TemplateRuntimeError(`No ${kind} named ${repr(name)}.${hint}`);
}
