import type { Expression } from "../ast/expressions.ts";
import type { Body, Target } from "../ast/statements.ts";
import type { Scope } from "../analyze/scope.ts";
import type { Compilation } from "./compilation.ts";
import type { ExpressionCompiler } from "./expression-compiler.ts";
import type { Frame, Sink } from "./frame.ts";

/** What the compilers of statements share. */
export interface StatementCompiler {
  readonly compilation: Compilation;
  /** How the template extends others, as far as the code above tells. */
  readonly inheritance: Inheritance;
  /** Writes the statements of a body. */
  body(body: Body, frame: Frame): void;
  expressions(frame: Frame): ExpressionCompiler;
  value(node: Expression, frame: Frame): string;
  /** Writes the assignment of a JavaScript value to a target, with a declaration of its variables if `declare`. */
  assign(target: Target, value: string, frame: Frame, declare: boolean): void;
  /** Writes code that hands a JavaScript expression, which must be text or safe text, to the output. */
  write(code: string, frame: Frame): void;
  /** Writes code that makes output, so that it does nothing once the template has extended another. */
  unlessExtended(frame: Frame, write: () => void): void;
  /** Writes the output of another render function. */
  writeRendered(code: string, frame: Frame): void;
  /** Declares a buffer, has `body` fill it, and returns the expression of what it gathered. */
  gather(frame: Frame, body: (sink: Sink) => void): string;
  /** Writes the function that renders a body, and returns what is gathered. */
  renderFunction(
    head: string,
    frame: Omit<Frame, "builder" | "sink">,
    body: (frame: Frame) => void,
    tail?: string,
  ): void;
  /** Declares the variables that begin in a frame's scope. */
  declare(frame: Frame): void;
  /** The object with the variables of a place, for a template that is rendered with its context. */
  locals(scope: Scope): string;
}

/** What the code written so far says of `extends`. */
export interface Inheritance {
  /** Whether an `extends` was met. */
  seen: boolean;
  /** Whether one was met that is always reached, so that nothing below it is output. */
  certain: boolean;
}
