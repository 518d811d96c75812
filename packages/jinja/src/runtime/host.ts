import type { FilterFunction, Keywords, RenderContext, RenderEnvironment, TestFunction } from "./calling.ts";
import type { BinaryOperator, SignOperator } from "../values/operators.ts";
import type { BlockFunction, Context, Variables } from "./context.ts";
import type { TemplateModule } from "./template-module.ts";

/** What a compiled template consists of. */
export interface Program {
  root(context: Context): unknown;
  readonly blocks: Readonly<Record<string, BlockFunction>>;
}

/** In which form a program hands out its output. */
export interface ProgramMode {
  readonly async: boolean;
  readonly stream: boolean;
}

/** What compiled code needs of the templates it includes, imports and extends. */
export interface Renderable {
  readonly name: string | null;
  readonly globals: Variables;
  program(mode: ProgramMode): Program;
  newContext(variables: Variables, outer?: Context): Context;
  readonly module: TemplateModule;
  readonly moduleAsync: Promise<TemplateModule>;
  makeModule(context: Context): TemplateModule;
  makeModuleAsync(context: Context): Promise<TemplateModule>;
}

/** Counts what a render does, where the environment bounds it. */
export interface Budget {
  /** Notes a pass through a loop. */
  step(): void;
  /** Notes output, and returns it. */
  print<T>(value: T): T;
  /** Notes the end of a function that was entered. */
  leave(): void;
}

/** What compiled code needs of the environment. */
export interface TemplateHost extends RenderEnvironment {
  readonly native: boolean;
  readonly valueStyle: "python" | "javascript";
  /** The template that `extends` or `import` names. */
  findTemplate(name: unknown, parent: string | null): Renderable;
  /** The template that `include` names: of a list the first that exists. */
  findAnyTemplate(names: unknown, parent: string | null): Renderable;
  callMethod(
    context: RenderContext,
    object: unknown,
    name: string,
    keywords: Keywords | null,
    args: readonly unknown[],
  ): unknown;
  /** The budget of the render, with one more function entered; for code that is compiled for a sandbox. */
  enterBudget(): Budget;
  /** Runs a render within a budget. */
  withinBudget<T>(render: () => T): T;
  binary(operator: BinaryOperator, left: unknown, right: unknown): unknown;
  unary(operator: SignOperator, operand: unknown): unknown;
  finalizeValue(context: RenderContext, value: unknown): unknown;
  findFilter(name: string): FilterFunction | undefined;
  findTest(name: string): TestFunction | undefined;
  findExtensionFunction(name: string): FilterFunction | undefined;
}
