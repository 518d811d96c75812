import type { CompileSettings } from "./compile/compilation.ts";
import { DEFAULT_POLICIES, type EnvironmentOptions } from "./environment-options.ts";
import { TemplatesNotFound, TemplateNotFound } from "./errors/not-found.ts";
import { TemplateRuntimeError } from "./errors/runtime-error.ts";
import { builtInExtension } from "./extensions/built-in-extensions.ts";
import type { Extension } from "./extensions/extension.ts";
import { builtInFilters } from "./filters/built-in-filters.ts";
import { Lexer } from "./lex/lexer.ts";
import { DEFAULT_LEXER_OPTIONS } from "./lex/lexer-options.ts";
import type { BaseLoader } from "./loaders/loader.ts";
import { type ReadTemplate, TemplateReader } from "./read-template.ts";
import { attributeOrItem, callMethod, itemOrAttribute } from "./runtime/access.ts";
import { callValue } from "./runtime/callable.ts";
import {
  callFunction,
  type FilterFunction,
  type Keywords,
  type RenderContext,
  type TestFunction,
} from "./runtime/calling.ts";
import type { Variables } from "./runtime/context.ts";
import { builtInGlobals } from "./runtime/globals.ts";
import type { TemplateHost } from "./runtime/host.ts";
import { Template } from "./template.ts";
import { LRUCache } from "./template-cache.ts";
import { builtInTests } from "./tests/built-in-tests.ts";
import { typeError } from "./values/errors.ts";
import { MISSING } from "./values/missing.ts";
import { itemsOf } from "./values/iterate.ts";
import { repr } from "./values/repr.ts";
import { str } from "./values/str.ts";
import { isString } from "./values/types.ts";
import { Undefined, type UndefinedClass } from "./values/undefined.ts";

/**
 * Where templates are configured, loaded, compiled and kept.
 *
 * @example
 * const env = new Environment({ loader: new DictLoader({ "hello.html": "Hello, {{ name }}!" }), autoescape: true });
 * env.getTemplate("hello.html").render({ name: "<Ann>" }); // => "Hello, &lt;Ann&gt;!"
 */
export class Environment implements TemplateHost {
  readonly filters: Record<string, FilterFunction>;
  readonly tests: Record<string, TestFunction>;
  readonly globals: Record<string, unknown>;
  readonly policies: Record<string, unknown>;
  readonly loader: BaseLoader | null;
  readonly autoReload: boolean;
  readonly newlineSequence: "\n" | "\r\n" | "\r";
  /** The class of values for what does not exist. */
  readonly undefinedClass: UndefinedClass;
  readonly #options: EnvironmentOptions;
  readonly #extensions: readonly Extension[];
  readonly #extensionFunctions: ReadonlyMap<string, FilterFunction>;
  readonly #reader: TemplateReader;
  readonly #cache: LRUCache<Template>;

  constructor(options: EnvironmentOptions = {}) {
    this.#options = options;
    this.filters = table(builtInFilters, options.filters);
    this.tests = table(builtInTests, options.tests);
    this.globals = table(builtInGlobals, options.globals);
    this.policies = table(DEFAULT_POLICIES, options.policies);
    this.loader = options.loader ?? null;
    this.autoReload = options.autoReload ?? true;
    this.undefinedClass = options.undefined ?? Undefined;
    const lexerOptions = { ...DEFAULT_LEXER_OPTIONS, ...options };
    this.newlineSequence = lexerOptions.newlineSequence;
    this.#extensions = (options.extensions ?? []).map((extension) => {
      return typeof extension === "string" ? builtInExtension(extension) : extension;
    });
    this.#extensionFunctions = new Map(
      this.#extensions.flatMap(({ functions }) => Object.entries(functions ?? {})),
    );
    this.#reader = new TemplateReader(new Lexer(lexerOptions), this.#extensions);
    this.#cache = new LRUCache(options.cacheSize ?? 400);
    for (const extension of this.#extensions) extension.install?.(this);
  }

  /** Whether templates are kept from what could do harm. */
  get sandboxed(): boolean {
    return false;
  }

  /** Whether templates render to values instead of text. */
  get native(): boolean {
    return false;
  }

  /** The names of the extensions in use. */
  get extensions(): readonly string[] {
    return this.#extensions.map(({ name }) => name);
  }

  /**
   * Loads a template, or takes it from the cache.
   *
   * @typeParam V - The variables it is rendered with.
   * @param name - Its name, or a template, which is returned as it is.
   * @param options - `parent`: the template that asks, for {@link Environment.joinPath}; `globals`: variables it sees
   * beside those of the environment.
   * @throws TemplateNotFound, TemplateSyntaxError
   */
  getTemplate<V extends object = Record<string, unknown>>(
    name: string | Template<V>,
    options: { readonly parent?: string | null; readonly globals?: Variables } = {},
  ): Template<V> {
    if (name instanceof Template) return name;
    const { parent = null, globals } = options;
    const template = this.#load(parent === null ? name : this.joinPath(name, parent), globals);
    return typed<V>(template);
  }

  /**
   * Loads the first of several templates that exists.
   *
   * @throws TemplatesNotFound when none does.
   */
  selectTemplate<V extends object = Record<string, unknown>>(
    names: readonly (string | Template<V>)[],
    options: { readonly parent?: string | null; readonly globals?: Variables } = {},
  ): Template<V> {
    if (names.length === 0)
      throw new TemplatesNotFound([], "Tried to select from an empty list of templates");
    for (const name of names) {
      try {
        return this.getTemplate<V>(name, options);
      } catch (error) {
        if (!(error instanceof TemplateNotFound)) throw error;
      }
    }
    const tried = names.map((name) => (name instanceof Template ? name.name : name));
    throw new TemplatesNotFound(tried, `none of the templates given were found: ${tried.join(", ")}`);
  }

  /** {@link Environment.selectTemplate} for a list of names, {@link Environment.getTemplate} for a single one. */
  getOrSelectTemplate<V extends object = Record<string, unknown>>(
    names: string | Template<V> | readonly (string | Template<V>)[],
    options: { readonly parent?: string | null; readonly globals?: Variables } = {},
  ): Template<V> {
    return typeof names === "string" || names instanceof Template
      ? this.getTemplate<V>(names, options)
      : this.selectTemplate<V>(names, options);
  }

  /**
   * Compiles a template from its source.
   *
   * @example
   * new Environment().fromString("{{ 6 * 7 }}").render(); // => "42"
   */
  fromString<V extends object = Record<string, unknown>>(
    source: string,
    options: { readonly globals?: Variables } = {},
  ): Template<V> {
    return typed<V>(this.#template(this.#reader.read(source, null, null), options.globals, undefined));
  }

  /**
   * Compiles an expression into a function of its variables.
   *
   * @param options - With `undefinedToNull` false, undefined values are returned as they are.
   * @example
   * new Environment().compileExpression("price * 2")({ price: 21 }); // => 42
   */
  compileExpression(
    source: string,
    options: { readonly undefinedToNull?: boolean } = {},
  ): (variables?: Variables) => unknown {
    const template = this.#template(this.#reader.readExpression(source), undefined, undefined);
    const { undefinedToNull = true } = options;
    return (variables = {}) => {
      const context = template.newContext(variables);
      template.makeModule(context);
      const result = context.lookup("result");
      return undefinedToNull && result instanceof Undefined ? null : result;
    };
  }

  /** Reads a source into its tree, without compiling it. */
  parse(source: string, name: string | null = null, filename: string | null = null): ReadTemplate {
    return this.#reader.read(source, name, filename);
  }

  /** The names of the loader's templates, those alone for which `keep` answers true. */
  listTemplates(keep: (name: string) => boolean = () => true): readonly string[] {
    return this.#loader().listTemplates().filter(keep);
  }

  /** The name of a template as another one, `parent`, writes it. Override it for names relative to the parent. */
  joinPath(template: string, _parent: string): string {
    return template;
  }

  /** An environment with other options, which shares this one's filters, tests, globals and policies. */
  overlay(options: EnvironmentOptions): Environment {
    const { constructor } = this;
    const overlay = new (constructor as new (options: EnvironmentOptions) => Environment)({
      ...this.#options,
      ...options,
    });
    return Object.assign(overlay, {
      filters: this.filters,
      tests: this.tests,
      globals: this.globals,
      policies: this.policies,
    });
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
  findExtensionFunction(name: string): FilterFunction | undefined {
    return this.#extensionFunctions.get(name);
  }

  /** @internal */
  finalizeValue(context: RenderContext, value: unknown): unknown {
    const { finalize } = this.#options;
    return finalize === null || finalize === undefined
      ? value
      : callFunction(finalize, undefined, [value], null, context);
  }

  /** @internal */
  binary(operator: string, _left: unknown, _right: unknown): unknown {
    throw new Error(`the operator ${operator} is not watched by this environment`);
  }

  /** @internal */
  unary(operator: string, _operand: unknown): unknown {
    throw new Error(`the operator ${operator} is not watched by this environment`);
  }

  /** @internal */
  findTemplate(name: unknown, parent: string | null): Template {
    if (typeof name === "string" || name instanceof Template) return this.getTemplate(name, { parent });
    if (name instanceof Undefined) return name.fail();
    throw new TemplateNotFound(str(name));
  }

  /** @internal */
  findAnyTemplate(names: unknown, parent: string | null): Template {
    if (typeof names === "string" || names instanceof Template || names instanceof Undefined) {
      return this.findTemplate(names, parent);
    }
    return this.selectTemplate(itemsOf(names) as readonly (string | Template)[], { parent });
  }

  #load(name: string, globals: Variables | undefined): Template {
    const loader = this.#loader();
    const cached = this.#cache.get(name);
    if (cached !== undefined && (!this.autoReload || cached.isUpToDate)) return cached;
    const { source, filename = null, uptodate } = loader.getSource(this, name);
    const template = this.#template(this.#reader.read(source, name, filename), globals, uptodate);
    this.#cache.set(name, template);
    return template;
  }

  #loader(): BaseLoader {
    if (this.loader === null) throw typeError("no loader for this environment specified");
    return this.loader;
  }

  #template(
    { source, tree }: ReadTemplate,
    globals: Variables | undefined,
    uptodate: (() => boolean) | undefined,
  ): Template {
    return new Template({
      environment: this,
      source,
      tree,
      settings: this.#compileSettings(source.name),
      globals: globals === undefined ? this.globals : table(this.globals, globals),
      uptodate,
    });
  }

  #compileSettings(name: string | null): CompileSettings {
    const { autoescape = false, finalize, optimized = true } = this.#options;
    return {
      optimized,
      autoescape: typeof autoescape === "function" ? autoescape(name) : autoescape,
      native: this.native,
      guarded: this.sandboxed,
      finalizes: finalize !== null && finalize !== undefined,
      hasFilter: (filter) => Object.hasOwn(this.filters, filter),
      hasTest: (test) => Object.hasOwn(this.tests, test),
    };
  }
}

function table<T>(...parts: readonly (Readonly<Record<string, T>> | undefined)[]): Record<string, T> {
  return Object.assign(Object.create(null), ...parts);
}

// Which variables a template is rendered with is the caller's claim; nothing at run time depends on it.
function typed<V extends object>(template: Template): Template<V> {
  return template as unknown as Template<V>;
}

function unknownName(kind: string, name: unknown): TemplateRuntimeError {
  const hint =
    name instanceof Undefined
      ? ` (${name.undefinedMessage}; did you forget to quote the callable name?)`
      : "";
  return new TemplateRuntimeError(`No ${kind} named ${repr(name)}.${hint}`);
}
