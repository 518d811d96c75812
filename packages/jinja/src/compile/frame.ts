import type { FunctionBuilder } from "./function-builder.ts";
import type { Scope } from "../analyze/scope.ts";

/** Where output goes: onto a string, to the consumer of a generator, or into the list of a native template. */
export interface Sink {
  readonly kind: "text" | "stream" | "native";
  /** The variable that gathers it; unused by a stream. */
  readonly variable: string;
}

/** What is known of the place for which code is written. */
export interface Frame {
  readonly scope: Scope;
  readonly sink: Sink;
  /** Whether output is escaped; `runtime` where only the render knows. */
  readonly autoescape: boolean | "runtime";
  /** At the top level, outside of blocks, loops and macros: assignments are visible to blocks and importers. */
  readonly topLevel: boolean;
  /** At the top level and not inside of an `if`. */
  readonly rootLevel: boolean;
  /** Inside of a condition, where an unknown filter fails when it is reached and not before. */
  readonly conditional: boolean;
  /** Whether output must not appear once the template has extended another. */
  readonly checksParent: boolean;
  /** Inside of a loop of the same function. */
  readonly inLoop: boolean;
  /** Where parameters may not have been given their defaults yet. */
  readonly parametersMayBeUnset: boolean;
  /** Inside of a loop or a block, whose assignments are shown to functions that are passed the context. */
  readonly showsLocals: boolean;
  /** The function that is being written; it knows where to declare variables. */
  readonly builder: FunctionBuilder;
}

/** The frame of an inner scope. */
export function innerFrame(frame: Frame, scope: Scope, changes: Partial<Frame> = {}): Frame {
  return { ...frame, scope, topLevel: false, rootLevel: false, conditional: false, ...changes };
}
