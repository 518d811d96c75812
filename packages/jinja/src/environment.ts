import type { EnvironmentOptions } from "./environment-options.ts";
import { TemplatesNotFound, TemplateNotFound } from "./errors/not-found.ts";
import { UndefinedError } from "./errors/runtime-error.ts";
import { builtInExtension } from "./extensions/built-in-extensions.ts";
import type { Extension } from "./extensions/extension.ts";
import type { Comment } from "./lex/lexer.ts";
import type { Token } from "./lex/token.ts";
import type { BaseLoader } from "./loaders/loader.ts";
import { moduleText } from "./precompile/module-text.ts";
import { type CompileTemplatesOptions, writeModules } from "./precompile/write-modules.ts";
import type { ReadTemplate } from "./read-template.ts";
import { callFunction, type FilterFunction, type RenderContext } from "./runtime/calling.ts";
import type { Variables } from "./runtime/context.ts";
import { Template } from "./template.ts";
import { TemplateBuilder } from "./template-builder.ts";
import { LRUCache } from "./template-cache.ts";
import { hashable } from "./values/dict.ts";
import { typeError } from "./values/errors.ts";
import { itemsOf } from "./values/iterate.ts";
import { str } from "./values/str.ts";
import { truthy } from "./values/truth.ts";
import { isString } from "./values/types.ts";
import { Undefined } from "./values/undefined.ts";
import { table, ValueEnvironment } from "./value-environment.ts";

/**
 * Where templates are configured, loaded, compiled and kept.
 *
 * @example
 * const env = new Environment({ loader: new DictLoader({ "hello.html": "Hello, {{ name }}!" }), autoescape: true });
 * env.getTemplate("hello.html").render({ name: "<Ann>" }); // => "Hello, &lt;Ann&gt;!"
 */
export class Environment extends ValueEnvironment {
  readonly loader: BaseLoader | null;
  readonly autoReload: boolean;
  readonly #options: EnvironmentOptions;
  readonly #cache: LRUCache<Template>;
  #extensions: readonly Extension[] = [];
  #builder: TemplateBuilder;
  #linkedTo: Environment | null = null;

  constructor(options: EnvironmentOptions = {}) {
    super(options);
    this.#options = options;
    this.loader = options.loader ?? null;
    this.autoReload = options.autoReload ?? true;
    this.#cache = new LRUCache(options.cacheSize ?? 400);
    this.#builder = new TemplateBuilder(this, options, []);
    this.addExtension(...(options.extensions ?? []));
  }

  /** Whether templates render to values instead of text. */
  get native(): boolean {
    return false;
  }

  /** The names of the extensions in use. */
  get extensions(): readonly string[] {
    return this.#extensions.map(({ name }) => name);
  }

  /** The environment this one overlays; null for one that stands alone. */
  get linkedTo(): Environment | null {
    return this.#linkedTo;
  }

  /**
   * Adds extensions to those given as options. Templates that were loaded before stay as they are.
   *
   * @param extensions - Extensions, or names of built-in ones.
   * @throws TypeError for an unknown name.
   * @example
   * const env = new Environment();
   * env.addExtension("do");
   * env.fromString("{% do [].append(1) %}done").render(); // => "done"
   */
  addExtension(...extensions: readonly (Extension | string)[]): void {
    const added = extensions.map((extension) => {
      return typeof extension === "string" ? builtInExtension(extension) : extension;
    });
    this.#extensions = [...this.#extensions, ...added];
    this.#builder = new TemplateBuilder(this, this.#options, this.#extensions);
    for (const extension of added) extension.install?.(this);
  }

  /**
   * Gives the environment further members, for extensions to find. A member it has already stays.
   *
   * @example
   * new Environment().extend({ siteName: "Dewar" }).siteName; // => "Dewar"
   */
  extend<Members extends object>(members: Members): this & Members {
    const added = Object.entries(members).filter(([name]) => !(name in this));
    return Object.assign(this, Object.fromEntries(added)) as this & Members;
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
    return firstFound(names, (name) => this.getTemplate<V>(name, options));
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
    return typed<V>(this.#builder.fromString(source, this.#globals(options.globals)));
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
    const template = this.#builder.fromExpression(source, this.globals);
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
    return this.#builder.read(source, name, filename);
  }

  /**
   * Cuts a source into tokens, without having extensions change it first.
   *
   * @example
   * new Environment().lex("{{ name }}").map(({ kind }) => kind); // => ["variable_begin", "name", "variable_end", "eof"]
   */
  lex(source: string): readonly Token[] {
    return this.#builder.tokenize(source);
  }

  /** The comments of a template that was read, in order. */
  comments({ source }: ReadTemplate): readonly Comment[] {
    return this.#builder.comments(source);
  }

  /** A source as the extensions change it before it is cut into tokens. */
  preprocess(source: string, name: string | null = null, filename: string | null = null): string {
    return this.#builder.preprocess(source, name, filename);
  }

  /**
   * Compiles a source to the text of an ES module, as {@link Environment.compileTemplates} writes it.
   *
   * @throws TemplateSyntaxError
   */
  compile(source: string, name: string | null = null): string {
    return moduleText(this.#builder.code(source, name, null));
  }

  /** @internal */
  compileTemplate(name: string): string {
    return this.compile(this.#loader().getSource(this, name).source, name);
  }

  /**
   * Compiles the loader's templates to ES modules, which a {@link ModuleLoader} serves without generating code.
   *
   * @param target - The directory they are written to; made if it does not exist.
   * @returns The names of the templates that were compiled.
   * @throws TemplateSyntaxError unless errors are to be ignored.
   */
  compileTemplates(target: string, options: CompileTemplatesOptions = {}): readonly string[] {
    return writeModules(this, target, options);
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
    overlay.#linkedTo = this;
    return Object.assign(overlay, {
      filters: this.filters,
      tests: this.tests,
      globals: this.globals,
      policies: this.policies,
    });
  }

  /** @internal */
  findExtensionFunction(name: string): FilterFunction | undefined {
    for (const { functions } of this.#extensions) {
      if (functions !== undefined && Object.hasOwn(functions, name)) return functions[name];
    }
    return undefined;
  }

  /** @internal */
  finalizeValue(context: RenderContext, value: unknown): unknown {
    const { finalize } = this.#options;
    return finalize === null || finalize === undefined
      ? value
      : callFunction(finalize, undefined, [value], null, context);
  }

  /** @internal */
  findTemplate(name: unknown, parent: string | null): Template {
    if (name instanceof Template) return name;
    this.#loader();
    if (isString(name)) return this.getTemplate(name.toString(), { parent });
    if (name instanceof Undefined) return name.fail();
    throw new TemplateNotFound(str(hashable(name)));
  }

  /** @internal */
  findAnyTemplate(names: unknown, parent: string | null): Template {
    if (isString(names) || names instanceof Template || names instanceof Undefined) {
      return this.findTemplate(names, parent);
    }
    const all = truthy(names) ? itemsOf(names) : [];
    return firstFound(all, (name) => this.findTemplate(name, parent));
  }

  #load(name: string, globals: Variables | undefined): Template {
    const loader = this.#loader();
    const cached = this.#cache.get(name);
    if (cached !== undefined && (!this.autoReload || cached.isUpToDate)) return cached;
    const template = this.#builder.fromLoaded(loader.load(this, name), name, this.#globals(globals));
    this.#cache.set(name, template);
    return template;
  }

  #loader(): BaseLoader {
    if (this.loader === null) throw typeError("no loader for this environment specified");
    return this.loader;
  }

  #globals(further: Variables | undefined): Variables {
    return further === undefined ? this.globals : table(this.globals, further);
  }
}

/** The template of the first name for which there is one. */
function firstFound<Name, Found>(names: readonly Name[], find: (name: Name) => Found): Found {
  for (const name of names) {
    try {
      return find(name);
    } catch (error) {
      if (!(error instanceof TemplateNotFound || error instanceof UndefinedError)) throw error;
    }
  }
  if (names.length === 0) throw new TemplatesNotFound([], "Tried to select from an empty list of templates.");
  const tried = names.map((name) => (name instanceof Undefined ? name.undefinedMessage : str(name)));
  throw new TemplatesNotFound(tried, `none of the templates given were found: ${tried.join(", ")}`);
}

// Which variables a template is rendered with is the caller's claim; nothing at run time depends on it.
function typed<V extends object>(template: Template): Template<V> {
  return template as unknown as Template<V>;
}
