import {
  type Choice,
  codePointsOf,
  literalStep,
  type PatternStep,
  type Run,
  readPattern,
} from "./pattern-syntax.ts";

/** A piece of a pattern: literal text, or a variable by the source of its regular expression. */
export type PatternPiece = { readonly literal: string } | { readonly regex: string };

/** Matches one segment of a path, or its rest, from end to end. */
export interface Pattern {
  /** Patterns with the same source match the same texts in the same way. */
  readonly source: string;
  /**
   * @param text - The whole text to match.
   * @param captures - Takes the texts of the variables, in order, when the match succeeds.
   * @returns Whether it matches.
   */
  match(text: string, captures: string[]): boolean;
}

/**
 * Compiles the pieces of a segment into a pattern whose time is linear in the text, as long as the variables use
 * what {@link readPattern} reads. The engine's own regular expressions are used where they cannot backtrack
 * further than once through the text, and for what is richer.
 */
export function compilePattern(pieces: readonly PatternPiece[]): Pattern {
  const source = pieces
    .map((piece) => ("regex" in piece ? `(${piece.regex})` : quote(piece.literal)))
    .join("");
  const [first] = pieces;
  const accepts = pieces.length === 1 && first !== undefined && "regex" in first && SCANS.get(first.regex);
  if (accepts) return new ScanPattern(source, accepts);
  const groups = pieces.map(groupOf);
  const ambiguous = groups.flatMap((group) => group.steps ?? []).filter(isElastic).length > 1;
  if (ambiguous && groups.every((group) => group.steps !== undefined))
    return new LinearPattern(source, groups);
  return new RegExpPattern(source, pieces);
}

/** The variables that most rules have, where one is a whole segment: what they match is told without an engine. */
const SCANS: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ["[^/]+", isSegment],
  ["[^/]{1,}", isSegment],
  ["\\d+", isDigits],
  ["[^/][^\\n]*?", isRest],
]);

class ScanPattern implements Pattern {
  readonly source: string;
  readonly #accepts: (text: string) => boolean;

  constructor(source: string, accepts: (text: string) => boolean) {
    this.source = source;
    this.#accepts = accepts;
  }

  match(text: string, captures: string[]): boolean {
    if (!this.#accepts(text)) return false;
    captures.push(text);
    return true;
  }
}

function isSegment(text: string): boolean {
  return text !== "" && !text.includes("/");
}

function isDigits(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return text !== "";
}

function isRest(text: string): boolean {
  return text !== "" && !text.startsWith("/") && !text.includes("\n", 1);
}

class RegExpPattern implements Pattern {
  readonly source: string;
  readonly #regex: RegExp;
  readonly #groups: readonly number[];

  constructor(source: string, pieces: readonly PatternPiece[]) {
    this.source = source;
    this.#regex = new RegExp(`^${source}$`, "u");
    this.#groups = groupNumbers(pieces);
  }

  match(text: string, captures: string[]): boolean {
    const match = this.#regex.exec(text);
    if (match === null) return false;
    for (const group of this.#groups) captures.push(match[group] ?? "");
    return true;
  }
}

/** The steps of one piece. */
interface Group {
  readonly steps: readonly PatternStep[] | undefined;
  readonly captured: boolean;
}

/**
 * Works from the end of the text to its start: for every step and position it finds the end that a backtracking
 * engine would settle on, if the rest can match at all. Then it reads the captures off from the start.
 */
class LinearPattern implements Pattern {
  readonly source: string;
  readonly #steps: readonly PatternStep[];
  /** Of each captured piece, its first step and the step after its last. */
  readonly #captures: readonly (readonly [first: number, after: number])[];

  constructor(source: string, groups: readonly Group[]) {
    this.source = source;
    const steps: PatternStep[] = [];
    const captures: [number, number][] = [];
    for (const group of groups) {
      const first = steps.length;
      steps.push(...(group.steps ?? []));
      if (group.captured) captures.push([first, steps.length]);
    }
    this.#steps = steps;
    this.#captures = captures;
  }

  match(text: string, captures: string[]): boolean {
    const points = codePointsOf(text);
    const ends = this.#endsOfSteps(points);
    const starts = [0];
    for (const end of ends) {
      const next = end[starts.at(-1) ?? 0] ?? -1;
      if (next === -1) return false;
      starts.push(next);
    }
    for (const [first, after] of this.#captures) {
      captures.push(sliceOf(text, points, starts[first] ?? 0, starts[after] ?? 0));
    }
    return true;
  }

  #endsOfSteps(points: readonly number[]): Int32Array[] {
    const ends: Int32Array[] = [];
    // Where the rest of the pattern matches: after the last step, only the end of the text.
    let rest = new Int32Array(points.length + 1).fill(-1);
    rest[points.length] = points.length;
    for (const step of this.#steps.toReversed()) {
      rest = step.kind === "run" ? endsOfRun(step, points, rest) : endsOfChoice(step, points, rest);
      ends.unshift(rest);
    }
    return ends;
  }
}

function endsOfRun(run: Run, points: readonly number[], rest: Int32Array): Int32Array<ArrayBuffer> {
  const ends = new Int32Array(points.length + 1).fill(-1);
  const nearest = run.lazy ? nextMatches(rest) : previousMatches(rest);
  let farthest = points.length;
  for (let start = points.length; start >= 0; start--) {
    if (start < points.length && !run.accepts(points[start] ?? 0)) farthest = start;
    const least = start + run.min;
    const most = Math.min(farthest, start + run.max);
    if (least > most) continue;
    const end = nearest[run.lazy ? least : most] ?? -1;
    if (end >= least && end <= most) ends[start] = end;
  }
  return ends;
}

function endsOfChoice(choice: Choice, points: readonly number[], rest: Int32Array): Int32Array<ArrayBuffer> {
  const ends = new Int32Array(points.length + 1).fill(-1);
  for (let start = 0; start <= points.length; start++) {
    const found = choice.texts.find(
      (text) => (rest[start + text.length] ?? -1) !== -1 && startsWith(points, start, text),
    );
    if (found !== undefined) ends[start] = start + found.length;
  }
  return ends;
}

/** For every position the last one up to it where the rest matches, else -1. */
function previousMatches(rest: Int32Array): Int32Array {
  const found = new Int32Array(rest.length);
  let last = -1;
  for (let position = 0; position < rest.length; position++) {
    if (rest[position] !== -1) last = position;
    found[position] = last;
  }
  return found;
}

/** For every position the first one from it on where the rest matches, else -1. */
function nextMatches(rest: Int32Array): Int32Array {
  const found = new Int32Array(rest.length);
  let next = -1;
  for (let position = rest.length - 1; position >= 0; position--) {
    if (rest[position] !== -1) next = position;
    found[position] = next;
  }
  return found;
}

/** The text from one code point to another. */
function sliceOf(text: string, points: readonly number[], start: number, end: number): string {
  if (points.length === text.length) return text.slice(start, end);
  return Array.from(text).slice(start, end).join("");
}

function startsWith(points: readonly number[], start: number, text: readonly number[]): boolean {
  return text.every((point, index) => points[start + index] === point);
}

function groupOf(piece: PatternPiece): Group {
  if ("regex" in piece) return { steps: readPattern(piece.regex), captured: true };
  return { steps: [literalStep(piece.literal)], captured: false };
}

/** Whether the step can match at several lengths at one place. The lengths of a choice are few. */
function isElastic(step: PatternStep): boolean {
  return step.kind === "run" && step.min !== step.max;
}

// The variables' own regular expressions may have groups, which shift the numbers of those after them.
function groupNumbers(pieces: readonly PatternPiece[]): number[] {
  const numbers: number[] = [];
  let next = 1;
  for (const piece of pieces) {
    if (!("regex" in piece)) continue;
    numbers.push(next);
    next += 1 + countGroups(piece.regex);
  }
  return numbers;
}

function countGroups(regex: string): number {
  if (!regex.includes("(")) return 0;
  // With an empty alternative it matches anything, and the match has a place for every group.
  return (new RegExp(`${regex}|`, "u").exec("")?.length ?? 1) - 1;
}

function quote(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
