export { Tuple } from "./values/tuple.ts";
export type { Body, Statement, StatementKind, Target, TemplateTree } from "./ast/statements.ts";
export {
  type Arguments,
  type Expression,
  type ExpressionKind,
  NO_ARGUMENTS,
  type Span,
} from "./ast/expressions.ts";
export { BytecodeCache } from "./bytecode-cache/bytecode-cache.ts";
export { FileSystemBytecodeCache } from "./bytecode-cache/file-system-bytecode-cache.ts";
export { Environment } from "./environment.ts";
export type { EnvironmentOptions, ValueStyle } from "./environment-options.ts";
export { TemplateNotFound, TemplatesNotFound } from "./errors/not-found.ts";
export {
  FilterArgumentError,
  SecurityError,
  TemplateRuntimeError,
  UndefinedError,
} from "./errors/runtime-error.ts";
export type { LineColumn, SourceText } from "./errors/source-text.ts";
export { TemplateAssertionError, TemplateSyntaxError } from "./errors/syntax-error.ts";
export { TemplateError } from "./errors/template-error.ts";
export { type TemplateFrame, templateTrace, templateVariables } from "./errors/template-trace.ts";
export { builtInExtension } from "./extensions/built-in-extensions.ts";
export type { Extension, ExtensionSource } from "./extensions/extension.ts";
export { type I18nOptions, i18nExtension, type Translations } from "./extensions/i18n.ts";
export type { Comment } from "./lex/lexer.ts";
export type { LexerOptions } from "./lex/lexer-options.ts";
export type { Token, TokenKind } from "./lex/token.ts";
export { ChoiceLoader } from "./loaders/choice-loader.ts";
export { DictLoader } from "./loaders/dict-loader.ts";
export { FileSystemLoader } from "./loaders/file-system-loader.ts";
export { FunctionLoader, type LoadFunction } from "./loaders/function-loader.ts";
export {
  BaseLoader,
  type LoadedSource,
  type LoadedTemplate,
  type LoaderEnvironment,
  splitTemplatePath,
} from "./loaders/loader.ts";
export { ModuleLoader } from "./loaders/module-loader.ts";
export { PackageLoader } from "./loaders/package-loader.ts";
export { PrefixLoader } from "./loaders/prefix-loader.ts";
export {
  type ExtractedMessage,
  type ExtractOptions,
  extractMessages,
  GETTEXT_FUNCTIONS,
} from "./meta/extract-messages.ts";
export {
  findReferencedTemplates,
  findTemplateReferences,
  type TemplateReference,
} from "./meta/referenced-templates.ts";
export { findUndeclaredVariables } from "./meta/undeclared-variables.ts";
export { NativeEnvironment } from "./native/native-environment.ts";
export type { TagContext, TagParser } from "./parse/tag.ts";
export type { CompiledSettings, CompiledTemplate } from "./precompile/compiled-template.ts";
export type { CompileTemplatesOptions } from "./precompile/write-modules.ts";
export type { ReadTemplate } from "./read-template.ts";
export {
  type EvalContext,
  type FilterFunction,
  type Keywords,
  passContext,
  passEnvironment,
  passEvalContext,
  type RenderContext,
  type RenderEnvironment,
  type TemplateFunction,
  type TestFunction,
  withParameters,
} from "./runtime/calling.ts";
export type { ProgramFactory, ProgramForm } from "./runtime/program-forms.ts";
export type { Variables } from "./runtime/context.ts";
export type { Macro } from "./runtime/macro.ts";
export type { TemplateModule } from "./runtime/template-module.ts";
export { ImmutableSandboxedEnvironment } from "./sandbox/immutable-sandboxed-environment.ts";
export type { RenderLimits } from "./sandbox/render-budget.ts";
export {
  MAX_RANGE,
  type SandboxOptions,
  SandboxedEnvironment,
  unsafe,
} from "./sandbox/sandboxed-environment.ts";
export {
  type AutoescapeFunction,
  type SelectAutoescapeOptions,
  selectAutoescape,
} from "./select-autoescape.ts";
export { type RenderArguments, Template } from "./template.ts";
export { Float } from "./values/float.ts";
export { Range } from "./values/range.ts";
export { repr } from "./values/repr.ts";
export { str } from "./values/str.ts";
export { typeName } from "./values/types.ts";
export {
  ChainableUndefined,
  DebugUndefined,
  isUndefined,
  makeLoggingUndefined,
  StrictUndefined,
  Undefined,
  type UndefinedClass,
  type UndefinedOptions,
} from "./values/undefined.ts";
