import { codeStore } from "./bytecode-cache/bytecode-cache.ts";
import type { CompileSettings } from "./compile/compilation.ts";
import { TemplateCode } from "./compile/template-code.ts";
import type { EnvironmentOptions } from "./environment-options.ts";
import type { Extension } from "./extensions/extension.ts";
import { type Comment, Lexer } from "./lex/lexer.ts";
import { DEFAULT_LEXER_OPTIONS, type LexerOptions } from "./lex/lexer-options.ts";
import type { Token } from "./lex/token.ts";
import type { LoadedTemplate } from "./loaders/loader.ts";
import { checkCompiled, type CompiledTemplate } from "./precompile/compiled-template.ts";
import { SourceText } from "./errors/source-text.ts";
import { type ReadTemplate, TemplateReader } from "./read-template.ts";
import type { Variables } from "./runtime/context.ts";
import type { TemplateHost } from "./runtime/host.ts";
import { Template } from "./template.ts";

/** Makes the templates of an environment from what its loader has, by its options. */
export class TemplateBuilder {
  readonly #environment: TemplateHost;
  readonly #options: EnvironmentOptions;
  readonly #lexerOptions: LexerOptions;
  readonly #extensions: readonly Extension[];
  readonly #lexer: Lexer;
  readonly #reader: TemplateReader;

  constructor(environment: TemplateHost, options: EnvironmentOptions, extensions: readonly Extension[]) {
    this.#environment = environment;
    this.#options = options;
    this.#extensions = extensions;
    this.#lexerOptions = lexerOptionsOf(options);
    this.#lexer = new Lexer(this.#lexerOptions);
    this.#reader = new TemplateReader(this.#lexer, extensions);
  }

  /** The template of a loader's answer. */
  fromLoaded(loaded: LoadedTemplate, name: string, globals: Variables): Template {
    if (!("source" in loaded)) return this.#fromCompiled(loaded, name, globals);
    const { source, filename = null, uptodate } = loaded;
    return this.#template(this.code(source, name, filename), globals, uptodate);
  }

  /** The template of a source that has no name. */
  fromString(source: string, globals: Variables): Template {
    return this.#template(this.code(source, null, null), globals);
  }

  /** The template that assigns an expression to the name `result`. */
  fromExpression(expression: string, globals: Variables): Template {
    const { source, tree } = this.#reader.readExpression(expression);
    return this.#template(new TemplateCode(source, () => tree, this.#settings(null)), globals);
  }

  /** The code of a source, read and written when it is asked for. */
  code(text: string, name: string | null, filename: string | null): TemplateCode {
    const { bytecodeCache } = this.#options;
    const settings = this.#settings(name);
    const source = this.#reader.source(text, name, filename);
    const read = () => this.#reader.tree(source);
    if (bytecodeCache === undefined || bytecodeCache === null)
      return new TemplateCode(source, read, settings);
    const store = codeStore(bytecodeCache, source, settings, this.#configuration());
    return new TemplateCode(source, read, settings, store);
  }

  read(text: string, name: string | null, filename: string | null): ReadTemplate {
    const source = this.#reader.source(text, name, filename);
    return { source, tree: this.#reader.tree(source) };
  }

  preprocess(text: string, name: string | null, filename: string | null): string {
    return this.#reader.preprocess(text, name, filename);
  }

  tokenize(text: string): readonly Token[] {
    return this.#lexer.tokenize(this.#lexer.normalize(text));
  }

  comments(source: SourceText): readonly Comment[] {
    return this.#lexer.comments(source.text);
  }

  #fromCompiled(compiled: CompiledTemplate, name: string, globals: Variables): Template {
    const settings = this.#settings(name);
    checkCompiled(compiled, name, settings);
    return new Template({
      environment: this.#environment,
      source: new SourceText(compiled.text, name, null),
      autoescape: settings.autoescape,
      factory: (form) => compiled[form],
      globals,
    });
  }

  #template(code: TemplateCode, globals: Variables, uptodate?: () => boolean): Template {
    return new Template({
      environment: this.#environment,
      source: code.source,
      autoescape: code.settings.autoescape,
      factory: (form) => code.factory(form),
      globals,
      ...(uptodate && { uptodate }),
    });
  }

  #settings(name: string | null): CompileSettings {
    const { autoescape = false, finalize, optimized = true } = this.#options;
    const environment = this.#environment;
    return {
      optimized,
      autoescape: typeof autoescape === "function" ? autoescape(name) : autoescape,
      native: environment.native,
      valueStyle: environment.valueStyle,
      guarded: environment.sandboxed,
      finalizes: finalize !== null && finalize !== undefined,
      hasFilter: (filter) => environment.findFilter(filter) !== undefined,
      hasTest: (test) => environment.findTest(test) !== undefined,
    };
  }

  // Everything beside the settings that may change what is read from a source, or whether it can be.
  #configuration(): string {
    const { filters, tests, policies } = this.#environment;
    const extensions = this.#extensions.map(({ name, version = "" }) => [name, version]);
    return JSON.stringify([
      this.#lexerOptions,
      extensions,
      Object.keys(filters),
      Object.keys(tests),
      Object.entries(policies).map(([name, value]) => [name, typeof value === "function" ? null : value]),
    ]);
  }
}

function lexerOptionsOf(options: EnvironmentOptions): LexerOptions {
  const entries = Object.entries(DEFAULT_LEXER_OPTIONS).map(([name, fallback]) => {
    return [name, options[name as keyof LexerOptions] ?? fallback];
  });
  // The names are those of the defaults, and each value is of the option's own type.
  return Object.fromEntries(entries) as LexerOptions;
}
