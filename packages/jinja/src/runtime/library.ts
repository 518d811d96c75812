import { Markup } from "@dewar/markup";
import { TemplateNotFound } from "../errors/not-found.ts";
import { quoted } from "../errors/quoted.ts";
import { TemplateRuntimeError } from "../errors/runtime-error.ts";
import type { SourceText } from "../errors/source-text.ts";
import { located } from "../errors/template-trace.ts";
import { nativeConcat } from "../native/native-concat.ts";
import { dictEntries, isDict } from "../values/dict.ts";
import { typeError } from "../values/errors.ts";
import { LazyItems } from "../values/lazy-items.ts";
import type { BinaryOperator, SignOperator } from "../values/operators.ts";
import { typeName } from "../values/types.ts";
import { Undefined } from "../values/undefined.ts";
import { superBlock, TemplateReference } from "./blocks.ts";
import { type BoundFunction, boundFunction, listFunction } from "./bound-function.ts";
import type { FilterFunction, Keywords } from "./calling.ts";
import { callsOf, type KeywordNames } from "./calls.ts";
import type { BlockFunction, Context, Variables } from "./context.ts";
import type { Budget, Program, ProgramMode, Renderable, TemplateHost } from "./host.ts";
import { createMacro, type MacroBody } from "./macro.ts";
import type { MacroDefinition } from "./macro-arguments.ts";
import { assignAttribute } from "./namespace.ts";
import type { TemplateModule } from "./template-module.ts";
import { valueOperations } from "./value-operations.ts";

const NO_LOCALS: Variables = Object.freeze(Object.create(null));

/** Everything compiled code calls by name, for one environment and one form of output. */
export class Library {
  readonly environment: TemplateHost;
  readonly noLocals: Variables = NO_LOCALS;
  readonly #mode: ProgramMode;

  constructor(environment: TemplateHost, mode: ProgramMode) {
    this.environment = environment;
    this.#mode = mode;
    Object.assign(this, valueOperations(environment.valueStyle), callsOf(environment), {
      attr: (object: unknown, name: string) => environment.getAttribute(object, name),
      item: (object: unknown, key: unknown) => environment.getItem(object, key),
    });
  }

  /** A filter for calls of `count` arguments, the last of which have names; without a count for arguments in lists. */
  filter(name: string, count?: number, names?: KeywordNames): BoundFunction {
    const filter = bindOrThrow(
      this.environment.findFilter(name),
      count,
      names,
      `filter named ${quoted(name)}`,
    );
    return this.#mode.async ? settling(filter) : filter;
  }

  test(name: string, count?: number, names?: KeywordNames): BoundFunction {
    return bindOrThrow(this.environment.findTest(name), count, names, `test named ${quoted(name)}`);
  }

  extension(name: string, count?: number, names?: KeywordNames): BoundFunction {
    const fn = this.environment.findExtensionFunction(name);
    return bindOrThrow(fn, count, names, `extension function named ${quoted(name)}`);
  }

  enter(): Budget {
    return this.environment.enterBudget();
  }

  located(error: unknown, source: SourceText, offset: number, context: Context): unknown {
    return located(error, source, offset, context);
  }

  undefined(name: string, hint?: string): unknown {
    return this.environment.undefined(hint === undefined ? { name } : { name, hint });
  }

  /** The value of `a if b` when `b` is false. It may always be printed. */
  missingElse(hint: string): Undefined {
    return new Undefined({ hint });
  }

  finalize(context: Context, value: unknown): unknown {
    return this.environment.finalizeValue(context, value);
  }

  binary(_context: Context, operator: BinaryOperator, left: unknown, right: unknown): unknown {
    return this.environment.binary(operator, left, right);
  }

  unary(_context: Context, operator: SignOperator, operand: unknown): unknown {
    return this.environment.unary(operator, operand);
  }

  /** Keyword arguments that were written, with those of a dict after them. */
  keywords(written: Keywords | null, rest: unknown): Keywords {
    if (rest instanceof Undefined) return rest.fail();
    if (!isDict(rest)) throw typeError(`argument after ** must be a mapping, not ${typeName(rest)}`);
    const all: Record<string, unknown> = Object.assign(Object.create(null), written);
    for (const [key, value] of dictEntries(rest)) {
      if (typeof key !== "string") throw typeError("keywords must be strings");
      if (key in all) throw typeError(`got multiple values for keyword argument ${quoted(key)}`);
      all[key] = value;
    }
    return all;
  }

  macro(context: Context, definition: MacroDefinition, body: MacroBody): unknown {
    return createMacro(
      this.environment,
      definition,
      context.evalContext.autoescape,
      body,
      !this.#mode.async && !this.environment.native,
    );
  }

  /** The output of a deeper level of a recursive loop, as a value. */
  loopOutput(context: Context, output: unknown): unknown {
    return context.evalContext.autoescape && typeof output === "string" ? new Markup(output) : output;
  }

  nativeConcat(values: readonly unknown[]): unknown {
    return nativeConcat(values);
  }

  assignAttribute(object: unknown, name: string, value: unknown): void {
    assignAttribute(object, name, value);
  }

  self(context: Context): TemplateReference {
    return new TemplateReference(context);
  }

  super(context: Context, name: string, current: BlockFunction): unknown {
    return superBlock(context, name, current);
  }

  block(context: Context, name: string): BlockFunction {
    const render = context.block(name);
    if (render === undefined) throw new TemplateRuntimeError(`there is no block named ${quoted(name)}`);
    return render;
  }

  requireBlock(context: Context, name: string): void {
    if (context.blockChain(name).length <= 1) {
      throw new TemplateRuntimeError(`Required block ${quoted(name)} not found`);
    }
  }

  extend(context: Context, parent: string | null, name: unknown): Program {
    const program = this.environment.findTemplate(name, parent).program(this.#mode);
    context.addBlocks(program.blocks);
    return program;
  }

  extendedTwice(): never {
    throw new TemplateRuntimeError("extended multiple times");
  }

  include(
    context: Context,
    parent: string | null,
    name: unknown,
    ignoreMissing: boolean,
    locals: Variables | null,
  ): unknown {
    const template = this.#found(parent, name, ignoreMissing);
    if (template === undefined) return this.#mode.stream || this.environment.native ? [] : "";
    const inner = locals === null ? template.newContext(NO_LOCALS) : template.newContext(locals, context);
    const program = template.program(this.#mode);
    inner.addBlocks(program.blocks);
    return program.root(inner);
  }

  /** The module of a template; a promise of it in async programs. */
  import(context: Context, parent: string | null, name: unknown, locals: Variables | null): unknown {
    const template = this.environment.findTemplate(name, parent);
    let inner: Context;
    if (locals === null) {
      const further = furtherGlobals(context.globals, template.globals);
      if (further === NO_LOCALS) return this.#mode.async ? template.moduleAsync : template.module;
      inner = template.newContext(further);
    } else {
      inner = template.newContext(locals, context);
    }
    return this.#mode.async ? template.makeModuleAsync(inner) : template.makeModule(inner);
  }

  importedName(module: TemplateModule, name: string, place: string): unknown {
    const value = module.get(name);
    if (value !== undefined) return value;
    const hint = `the template ${quoted(module.templateName)} (imported on ${place}) does not export the requested name ${quoted(name)}`;
    return this.environment.undefined({ hint, name });
  }

  #found(parent: string | null, name: unknown, ignoreMissing: boolean): Renderable | undefined {
    try {
      return this.environment.findAnyTemplate(name, parent);
    } catch (error) {
      if (ignoreMissing && error instanceof TemplateNotFound) return undefined;
      throw error;
    }
  }
}

// Filters that take items do not wait for them: what a lazy filter gives them was awaited before.
function settling(filter: BoundFunction): BoundFunction {
  return (context, ...args) => LazyItems.settled(filter(context, ...args));
}

function bindOrThrow(
  fn: FilterFunction | undefined,
  count: number | undefined,
  names: KeywordNames | undefined,
  description: string,
): BoundFunction {
  if (fn === undefined) {
    return () => {
      throw new TemplateRuntimeError(`No ${description} found.`);
    };
  }
  return count === undefined ? listFunction(fn) : boundFunction(fn, count, names ?? null);
}

// The globals which the importing template was given and the imported one was not.
function furtherGlobals(globals: Variables, known: Variables): Variables {
  if (globals === known) return NO_LOCALS;
  const names = Object.keys(globals).filter((name) => !(name in known));
  return names.length === 0 ? NO_LOCALS : Object.fromEntries(names.map((name) => [name, globals[name]]));
}
