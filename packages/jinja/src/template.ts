import type { SourceText } from "./errors/source-text.ts";
import { nativeConcat } from "./native/native-concat.ts";
import { Context, type Variables } from "./runtime/context.ts";
import type { Program, ProgramMode, TemplateHost } from "./runtime/host.ts";
import { Library } from "./runtime/library.ts";
import { formOf, PROGRAM_FORMS, type ProgramFactory, type ProgramForm } from "./runtime/program-forms.ts";
import { TemplateModule } from "./runtime/template-module.ts";
import { str } from "./values/str.ts";

/** What a template is made of; an environment puts it together. */
export interface TemplateParts {
  readonly environment: TemplateHost;
  readonly source: SourceText;
  readonly autoescape: boolean;
  /** Gives the function of a form, compiled now or before. */
  readonly factory: (form: ProgramForm) => ProgramFactory;
  readonly globals: Variables;
  readonly uptodate?: () => boolean;
}

/** The arguments of a render: the variables, which may be left out where none must be given. */
export type RenderArguments<V extends object> = Partial<V> extends V ? [variables?: V] : [variables: V];

/**
 * A compiled template.
 *
 * @typeParam V - The variables it is rendered with.
 */
export class Template<V extends object = Record<string, unknown>> {
  readonly #parts: TemplateParts;
  readonly #programs = new Map<ProgramForm, Program>();
  #module: TemplateModule | undefined;
  #moduleAsync: Promise<TemplateModule> | undefined;

  /** @internal Templates are made by {@link Environment.getTemplate} and {@link Environment.fromString}. */
  constructor(parts: TemplateParts) {
    this.#parts = parts;
    this.#program("render");
  }

  /** The name it was loaded by; null for one made from a string. */
  get name(): string | null {
    return this.#parts.source.name;
  }

  /** The file it was read from; null when there is none. */
  get filename(): string | null {
    return this.#parts.source.filename;
  }

  /** The globals it sees. */
  get globals(): Variables {
    return this.#parts.globals;
  }

  /** Whether the loader still has the source this template was compiled from. */
  get isUpToDate(): boolean {
    return this.#parts.uptodate?.() ?? true;
  }

  /**
   * Renders the template.
   *
   * @param variables - Its variables; only own properties count.
   * @returns The output.
   * @example
   * new Environment().fromString("Hello, {{ name }}!").render({ name: "Ann" }); // => "Hello, Ann!"
   */
  render(...[variables]: RenderArguments<V>): string {
    return textOf(this.#run("render", variables));
  }

  /**
   * Renders the template and awaits on the way whatever a name, a call or an attribute gives a promise for.
   *
   * @example
   * const template = new Environment().fromString("{{ load(3).name }}");
   * await template.renderAsync({ load: async () => ({ name: "Ann" }) }); // => "Ann"
   */
  async renderAsync(...[variables]: RenderArguments<V>): Promise<string> {
    return textOf(await this.#run("renderAsync", variables));
  }

  /**
   * Renders the template piece by piece.
   *
   * @example
   * [...new Environment().fromString("{% for i in range(2) %}{{ i }};{% endfor %}").generate()].join(""); // => "0;1;"
   */
  generate(...[variables]: RenderArguments<V>): Iterable<string> {
    return this.#run("generate", variables) as Iterable<string>;
  }

  /** Renders the template piece by piece, awaiting as {@link Template.renderAsync} does. */
  generateAsync(...[variables]: RenderArguments<V>): AsyncIterable<string> {
    return this.#run("generateAsync", variables) as AsyncIterable<string>;
  }

  /** What the template exports when it is rendered without variables: its macros and top-level assignments. */
  get module(): TemplateModule {
    this.#module ??= this.makeModule(this.newContext({}));
    return this.#module;
  }

  /** {@link Template.module}, with what the template calls awaited. */
  get moduleAsync(): Promise<TemplateModule> {
    this.#moduleAsync ??= this.makeModuleAsync(this.newContext({}));
    return this.#moduleAsync;
  }

  /** @internal */
  makeModule(context: Context): TemplateModule {
    const program = this.#program("render");
    context.addBlocks(program.blocks);
    const body = textOf(program.root(context));
    return new TemplateModule(this.name, context.exported(), body);
  }

  /** @internal */
  async makeModuleAsync(context: Context): Promise<TemplateModule> {
    const program = this.#program("renderAsync");
    context.addBlocks(program.blocks);
    const body = textOf(await program.root(context));
    return new TemplateModule(this.name, context.exported(), body);
  }

  /** @internal */
  newContext(variables: Variables, outer?: Context): Context {
    const { environment, autoescape, globals } = this.#parts;
    return new Context(environment, {
      name: this.name,
      autoescape,
      globals,
      variables,
      outer: outer ?? null,
    });
  }

  /** @internal */
  program(mode: ProgramMode): Program {
    return this.#program(formOf(mode));
  }

  /**
   * Renders to a value, as the templates of a `NativeEnvironment` do.
   *
   * @returns The value; for a template of any other environment its text.
   */
  renderNative(...[variables]: RenderArguments<V>): unknown {
    return valueOf(this.#run("render", variables));
  }

  /** As {@link Template.renderNative}, awaiting as {@link Template.renderAsync} does. */
  async renderNativeAsync(...[variables]: RenderArguments<V>): Promise<unknown> {
    return valueOf(await this.#run("renderAsync", variables));
  }

  #run(form: ProgramForm, variables: V | undefined): unknown {
    const program = this.#program(form);
    const context = this.newContext(variablesOf(variables));
    context.addBlocks(program.blocks);
    const { environment } = this.#parts;
    if (environment.sandboxed) return environment.withinBudget(() => program.root(context));
    return program.root(context);
  }

  #program(form: ProgramForm): Program {
    const known = this.#programs.get(form);
    if (known !== undefined) return known;
    const { environment, source, factory } = this.#parts;
    const program = factory(form)(new Library(environment, PROGRAM_FORMS[form]), source);
    this.#programs.set(form, program);
    return program;
  }
}

// Compiled code reads own properties by name; which names the caller has is for the caller to say.
function variablesOf(variables: object | undefined): Variables {
  return (variables ?? {}) as Variables;
}

// A native program returns the list of what it printed.
function textOf(output: unknown): string {
  return Array.isArray(output) ? output.map(str).join("") : String(output);
}

function valueOf(output: unknown): unknown {
  return Array.isArray(output) ? nativeConcat(output) : output;
}
