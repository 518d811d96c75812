import { compileFunction } from "node:vm";
import type { TemplateTree } from "./ast/statements.ts";
import { compile } from "./compile/compile.ts";
import type { CompileSettings } from "./compile/compilation.ts";
import type { SourceText } from "./errors/source-text.ts";
import { TemplateSyntaxError } from "./errors/syntax-error.ts";
import { nativeConcat } from "./native/native-concat.ts";
import { positionOf } from "./parse/token-stream.ts";
import { Context, type Variables } from "./runtime/context.ts";
import type { Program, ProgramMode, Renderable, TemplateHost } from "./runtime/host.ts";
import { Library } from "./runtime/library.ts";
import { TemplateModule } from "./runtime/template-module.ts";
import { str } from "./values/str.ts";

const TEXT: ProgramMode = { async: false, stream: false };
const ASYNC_TEXT: ProgramMode = { async: true, stream: false };
const STREAM: ProgramMode = { async: false, stream: true };
const ASYNC_STREAM: ProgramMode = { async: true, stream: true };

/** What a template is made of; an environment puts it together. */
export interface TemplateParts {
  readonly environment: TemplateHost;
  readonly source: SourceText;
  readonly tree: TemplateTree;
  readonly settings: CompileSettings;
  readonly globals: Variables;
  readonly uptodate: (() => boolean) | undefined;
}

/**
 * A compiled template.
 *
 * @typeParam V - The variables it is rendered with.
 */
export class Template<V extends object = Record<string, unknown>> implements Renderable {
  readonly #parts: TemplateParts;
  readonly #programs = new Map<ProgramMode, Program>();
  #module: TemplateModule | undefined;
  #moduleAsync: Promise<TemplateModule> | undefined;

  /** @internal Templates are made by {@link Environment.getTemplate} and {@link Environment.fromString}. */
  constructor(parts: TemplateParts) {
    this.#parts = parts;
    this.program(TEXT);
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
  render(variables?: V): string {
    return textOf(this.#run(TEXT, variables));
  }

  /**
   * Renders the template and awaits on the way whatever a name, a call or an attribute gives a promise for.
   *
   * @example
   * const template = new Environment().fromString("{{ load(3).name }}");
   * await template.renderAsync({ load: async () => ({ name: "Ann" }) }); // => "Ann"
   */
  async renderAsync(variables?: V): Promise<string> {
    return textOf(await this.#run(ASYNC_TEXT, variables));
  }

  /**
   * Renders the template piece by piece.
   *
   * @example
   * [...new Environment().fromString("{% for i in range(2) %}{{ i }};{% endfor %}").generate()].join(""); // => "0;1;"
   */
  generate(variables?: V): Iterable<string> {
    return this.#run(STREAM, variables) as Iterable<string>;
  }

  /** Renders the template piece by piece, awaiting as {@link Template.renderAsync} does. */
  generateAsync(variables?: V): AsyncIterable<string> {
    return this.#run(ASYNC_STREAM, variables) as AsyncIterable<string>;
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
    const program = this.program(TEXT);
    context.addBlocks(program.blocks);
    const body = textOf(program.root(context));
    return new TemplateModule(this.name, context.exported(), body);
  }

  /** @internal */
  async makeModuleAsync(context: Context): Promise<TemplateModule> {
    const program = this.program(ASYNC_TEXT);
    context.addBlocks(program.blocks);
    const body = textOf(await program.root(context));
    return new TemplateModule(this.name, context.exported(), body);
  }

  /** @internal */
  newContext(variables: Variables, outer?: Context): Context {
    const { environment, settings, globals } = this.#parts;
    const autoescape = settings.autoescape;
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
    const shared = sharedMode(mode);
    const known = this.#programs.get(shared);
    if (known !== undefined) return known;
    const program = instantiate(this.#parts, shared);
    this.#programs.set(shared, program);
    return program;
  }

  /**
   * Renders to a value, as the templates of a `NativeEnvironment` do.
   *
   * @returns The value; for a template of any other environment its text.
   */
  renderNative(variables?: V): unknown {
    return valueOf(this.#run(TEXT, variables));
  }

  /** As {@link Template.renderNative}, awaiting as {@link Template.renderAsync} does. */
  async renderNativeAsync(variables?: V): Promise<unknown> {
    return valueOf(await this.#run(ASYNC_TEXT, variables));
  }

  #run(mode: ProgramMode, variables: V | undefined): unknown {
    const program = this.program(mode);
    const context = this.newContext(variablesOf(variables));
    context.addBlocks(program.blocks);
    return program.root(context);
  }
}

// A program is kept under one of four objects, whichever equal one is asked with.
function sharedMode({ async, stream }: ProgramMode): ProgramMode {
  if (stream) return async ? ASYNC_STREAM : STREAM;
  return async ? ASYNC_TEXT : TEXT;
}

function instantiate({ tree, source, settings, environment }: TemplateParts, mode: ProgramMode): Program {
  try {
    const code = compile(tree, source, settings, mode);
    return define(code, source)(new Library(environment, mode), source);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new TemplateSyntaxError("the template is nested too deeply", positionOf(source, 0), {
      cause: error,
    });
  }
}

// The compiler's code is that of a function which returns the program.
function define(code: string, source: SourceText): (rt: Library, source: SourceText) => Program {
  const filename = `${source.filename ?? source.name ?? "<template>"} (compiled)`;
  return compileFunction(code, ["rt", "source"], { filename }) as (
    rt: Library,
    source: SourceText,
  ) => Program;
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
