import { existsSync } from "node:fs";
import { extname, isAbsolute, sep } from "node:path";
import { types } from "node:util";
import type { WaitingFrame } from "../awaits/await-capture.ts";
import type { CapturedFrame } from "../capture/frame-capture.ts";
import { preview } from "../inspect/preview.ts";
import { isSameFunction, pathOf, type StackFrame } from "./stack.ts";
import { type StackLine, stackLines } from "./waiting-lines.ts";

/** Whose code a frame is of. */
export type FrameOrigin = "user" | "template" | "framework" | "library" | "node";

/** A frame as the page shows it. */
export interface TracebackFrame extends StackFrame {
  readonly origin: FrameOrigin;
  /** The frame itself, where it could be kept. */
  readonly captured: CapturedFrame | undefined;
  /** What the application knows of the frame, where it has told. */
  readonly told: ToldFrame | undefined;
}

/**
 * A frame in a language of its own, such as that of templates, as the application tells of it. It belongs to the line
 * of the stack that names the same place.
 */
export interface ToldFrame {
  /** As the stack has it: an absolute path, or a name such as `<template>`. */
  readonly file: string;
  /** One-based. */
  readonly line: number;
  readonly variables: Iterable<readonly [name: string, value: unknown]>;
  /** Evaluates an expression in that language. Without it the frame has no console. */
  readonly evaluate?: ((expression: string) => unknown) | undefined;
}

/** How an error is related to the one before it. */
export type Relation = "error" | "cause" | "member";

/** An error with its frames. */
export interface TracebackError {
  readonly relation: Relation;
  /** The name of its class; empty for what is no error. */
  readonly type: string;
  readonly message: string;
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
  /** The calls that waited for what was thrown. */
  readonly waitingOf?: ((thrown: unknown) => readonly WaitingFrame[] | undefined) | undefined;
  /** Gives the stack of an error its places as they are in the sources. */
  readonly setRight?: ((error: unknown) => void) | undefined;
  /** Where something was thrown that has no stack of its own. */
  readonly stackOf?: ((thrown: unknown) => string | undefined) | undefined;
  /** What the application knows of an error's frames. */
  readonly tell?: ((error: Error) => Iterable<ToldFrame>) | undefined;
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
    if (!isError(error)) return;
    const cause = read(error, "cause");
    if (cause !== undefined) visit(cause, "cause", depth + 1);
    const members = read(error, "errors");
    if (Array.isArray(members)) for (const member of members) visit(member, "member", depth + 1);
  };
  visit(thrown, "error", 0);
  return errors;
}

function describe(error: unknown, relation: Relation, options: TracebackOptions): TracebackError {
  options.setRight?.(error);
  const { type, message, stack } = isError(error) ? partsOf(error) : thrownParts(error, options);
  const lines = stackLines(stack, options.waitingOf?.(error) ?? []);
  const told = isError(error) ? toldOf(error, options) : [];
  const frames = withCaptured(lines, options.framesOf?.(error) ?? []).map((frame) => ({
    ...frame,
    origin: originOf(frame, options.frameworkFolders ?? []),
    told: takeTold(told, frame),
  }));
  return { relation, type, message, frames, stack: lines.map(({ text }) => text).join("\n"), error };
}

/** What the application tells. It may fail at an error as strange as this one may be. */
function toldOf(error: Error, { tell }: TracebackOptions): ToldFrame[] {
  try {
    return [...(tell?.(error) ?? [])];
  } catch {
    return [];
  }
}

type Parts = Pick<TracebackError, "type" | "message" | "stack">;

function partsOf(error: Error): Parts {
  const [type, message, stack] = ["name", "message", "stack"].map((key) => read(error, key));
  const text = typeof message === "string" ? message : preview(message);
  const name = typeof type === "string" ? type : "Error";
  return { type: name, message: text, stack: typeof stack === "string" ? stack : `${name}: ${text}` };
}

function thrownParts(thrown: unknown, options: TracebackOptions): Parts {
  const message = `Thrown, though it is no Error: ${preview(thrown)}`;
  const at = (options.stackOf?.(thrown) ?? "").split("\n").filter((line) => /^ {4}at (?!eval \()/.test(line));
  return { type: "", message, stack: [message, ...at].join("\n") };
}

/** Errors of other contexts, such as those of `node:vm`, are errors too. */
function isError(value: unknown): value is Error {
  return types.isNativeError(value) || (!types.isProxy(value) && value instanceof Error);
}

/** A property of an error. It may be computed, and then fail. */
function read(error: Error, key: string): unknown {
  try {
    return Reflect.get(error, key);
  } catch (failure) {
    return `(${key} cannot be read: ${preview(failure)})`;
  }
}

/** Each is taken once, so that a recursion gets its own variables. */
function takeTold(told: ToldFrame[], { file, line }: StackFrame): ToldFrame | undefined {
  const at = told.findIndex((frame) => frame.file === file && frame.line === line);
  return at === -1 ? undefined : told.splice(at, 1)[0];
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
  lines: readonly StackLine[],
  captured: readonly CapturedFrame[],
): (StackFrame & Pick<TracebackFrame, "captured">)[] {
  let next = 0;
  return lines.flatMap(({ frame, waiting }) => {
    if (frame === undefined) return [];
    const at = frame.isAsync ? -1 : captured.findIndex((kept, index) => index >= next && isOf(kept, frame));
    if (at !== -1) next = at + 1;
    return [{ ...frame, captured: captured[at] ?? waiting }];
  });
}

function isOf({ url, functionName }: CapturedFrame, frame: StackFrame): boolean {
  return pathOf(url) === frame.file && isSameFunction(frame, functionName);
}
