import { existsSync } from "node:fs";
import { extname, isAbsolute, sep } from "node:path";
import type { CapturedFrame } from "../capture/frame-capture.ts";
import { parseStack, pathOf, type StackFrame } from "./stack.ts";

/** Whose code a frame is of. */
export type FrameOrigin = "user" | "template" | "framework" | "library" | "node";

/** A frame as the page shows it. */
export interface TracebackFrame extends StackFrame {
  readonly origin: FrameOrigin;
  /** The frame itself, where it could be kept. */
  readonly captured: CapturedFrame | undefined;
}

/** How an error is related to the one before it. */
export type Relation = "error" | "cause" | "member";

/** An error with its frames. */
export interface TracebackError {
  readonly relation: Relation;
  /** Class and message, as the first lines of the stack. */
  readonly title: string;
  readonly frames: readonly TracebackFrame[];
  /** The stack as text. */
  readonly stack: string;
  readonly error: unknown;
}

/** What is needed to tell frames apart. */
export interface TracebackOptions {
  /** Folders of the framework. */
  readonly frameworkFolders?: readonly string[];
  /** The frames that were kept of an error. */
  readonly framesOf?: (error: unknown) => readonly CapturedFrame[];
}

const MAX_ERRORS = 10;
const MAX_DEPTH = 5;
const SCRIPTS: ReadonlySet<string> = new Set([".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".jsx", ".tsx"]);

/**
 * An error, what caused it, and the members of an AggregateError, each with its frames.
 *
 * @param thrown - Whatever was thrown.
 * @returns The error itself first.
 */
export function traceback(thrown: unknown, options: TracebackOptions = {}): TracebackError[] {
  const errors: TracebackError[] = [];
  const seen = new Set<unknown>();
  const visit = (error: unknown, relation: Relation, depth: number): void => {
    if (seen.has(error) || errors.length >= MAX_ERRORS || depth > MAX_DEPTH) return;
    seen.add(error);
    errors.push(describe(error, relation, options));
    if (!(error instanceof Error)) return;
    if (error.cause !== undefined) visit(error.cause, "cause", depth + 1);
    if (error instanceof AggregateError) {
      for (const member of error.errors) visit(member, "member", depth + 1);
    }
  };
  visit(thrown, "error", 0);
  return errors;
}

function describe(error: unknown, relation: Relation, options: TracebackOptions): TracebackError {
  if (!(error instanceof Error)) {
    const title = `Thrown, though it is no Error: ${String(error)}`;
    return { relation, title, frames: [], stack: title, error };
  }
  const stack = typeof error.stack === "string" ? error.stack : String(error);
  const title = `${error.name}: ${error.message}`;
  const frames = withCaptured(parseStack(stack), options.framesOf?.(error) ?? []);
  return {
    relation,
    title,
    frames: frames.map((frame) => ({ ...frame, origin: originOf(frame, options.frameworkFolders ?? []) })),
    stack,
    error,
  };
}

function originOf(frame: StackFrame, frameworkFolders: readonly string[]): FrameOrigin {
  const { file } = frame;
  if (!isAbsolute(file)) return file.startsWith("<template") ? "template" : "node";
  if (file.endsWith(" (compiled)")) return "framework";
  if (frameworkFolders.some((folder) => file.startsWith(folder.endsWith(sep) ? folder : folder + sep)))
    return "framework";
  if (file.includes(`${sep}node_modules${sep}`)) return "library";
  return SCRIPTS.has(extname(file)) || !existsSync(file) ? "user" : "template";
}

/** Finds the kept frame of each line. Both lists go from the innermost outwards, but neither need have all of them. */
function withCaptured(
  frames: readonly StackFrame[],
  captured: readonly CapturedFrame[],
): (StackFrame & Pick<TracebackFrame, "captured">)[] {
  let next = 0;
  return frames.map((frame) => {
    const at = frame.isAsync ? -1 : captured.findIndex((kept, index) => index >= next && isOf(kept, frame));
    if (at !== -1) next = at + 1;
    return { ...frame, captured: captured[at] };
  });
}

/** The debugger says `sell` where the stack says `Shop.sell` or `Object.sell [as buy]`. */
function isOf(captured: CapturedFrame, { functionName, file }: StackFrame): boolean {
  const name = functionName.replace(/ \[as .*\]$/, "").replace(/^.*[. ]/, "");
  return pathOf(captured.url) === file && captured.functionName.replace(/^.*[. ]/, "") === name;
}
