import type { SourceText } from "./source-text.ts";

/** One place in a template through which an error passed. */
export interface TemplateFrame {
  /** The template's name; null for one made from a string. */
  readonly name: string | null;
  readonly filename: string | null;
  readonly line: number;
  readonly column: number;
  /** The lines around the place, with a caret under it. */
  readonly codeFrame: string;
}

const TRACE: unique symbol = Symbol("templateTrace");

/** What a template was given, as far as a trace asks for it. */
export interface GivenVariables {
  given(): Record<string, unknown>;
}

const contexts = new WeakMap<TemplateFrame, GivenVariables>();

/** A recursion without end passes thousands of places; the innermost tell enough. */
const LONGEST_TRACE = 100;

interface Traced extends Error {
  [TRACE]?: TemplateFrame[];
}

/**
 * The places in templates through which an error passed, innermost first: the expression that failed, then the
 * includes, blocks and macros that led to it.
 *
 * @param error - Whatever was caught.
 */
export function templateTrace(error: unknown): readonly TemplateFrame[] {
  return error instanceof Error ? ((error as Traced)[TRACE] ?? []) : [];
}

/**
 * The variables of the template when the error passed the place: what it was rendered with, and what it assigned at
 * its top level. Globals, and variables of loops and macros, are not among them.
 *
 * @param frame - One of {@link templateTrace}.
 * @returns On an object without prototype.
 * @example
 * let caught: unknown;
 * try {
 *   new Environment().fromString("{{ user.name.first }}").render({ user: "ann" });
 * } catch (error) {
 *   caught = error;
 * }
 * templateTrace(caught).map(templateVariables); // => [{ user: "ann" }]
 */
export function templateVariables(frame: TemplateFrame): Record<string, unknown> {
  return contexts.get(frame)?.given() ?? Object.create(null);
}

/**
 * Records that an error passed the place, and writes it into the error's stack. The error stays the one it was, so
 * that whoever waits for its class still catches it.
 *
 * @returns The error, to be thrown on.
 */
export function located(
  error: unknown,
  source: SourceText,
  offset: number,
  context: GivenVariables,
): unknown {
  if (!(error instanceof Error) || !Object.isExtensible(error)) return error;
  const traced: Traced = error;
  if ((traced[TRACE]?.length ?? 0) >= LONGEST_TRACE) return error;
  const { line, column } = source.locate(offset);
  const { name, filename } = source;
  const frame: TemplateFrame = { name, filename, line, column, codeFrame: source.codeFrame(offset) };
  contexts.set(frame, context);
  const frames = traced[TRACE];
  if (frames === undefined) {
    Object.defineProperty(error, TRACE, { value: [frame], enumerable: false });
    rewriteStack(error, `${placeOf(frame)}\n${frame.codeFrame}`, 0);
  } else {
    frames.push(frame);
    rewriteStack(error, placeOf(frame), frames.length - 1);
  }
  return error;
}

function placeOf({ filename, name, line, column }: TemplateFrame): string {
  return `    at ${filename ?? name ?? "<template>"}:${line}:${column}`;
}

// Template frames stand between the message and JavaScript's own frames, innermost first, code frame under the first.
function rewriteStack(error: Error, text: string, earlier: number): void {
  const lines = (error.stack ?? `${error.name}: ${error.message}`).split("\n");
  let at = lines.findIndex((row) => row.startsWith("    at "));
  if (at === -1) at = lines.length;
  if (earlier > 0) {
    at++;
    while (at < lines.length && !lines[at]?.startsWith("    at ")) at++;
    at += earlier - 1;
  }
  lines.splice(at, 0, text);
  error.stack = lines.join("\n");
}
