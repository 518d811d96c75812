import type { Arguments, Expression } from "../ast/expressions.ts";
import type { Compilation } from "./compilation.ts";
import type { Frame } from "./frame.ts";

/** Writes an expression of the template as an expression of JavaScript. */
export interface ExpressionCompiler {
  readonly compilation: Compilation;
  readonly frame: Frame;
  /** An expression whose value is that of the node. */
  value(node: Expression): string;
  /** An expression that is a JavaScript boolean: the truth of the node. */
  condition(node: Expression): string;
  /** The JavaScript name of a variable that is assigned to. */
  identifier(name: string): string;
  /** A call of an extension's function, with values written in JavaScript before those of the template. */
  extension(name: string, args: Arguments, first: readonly string[]): string;
}
