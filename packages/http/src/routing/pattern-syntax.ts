/** A step of a pattern that matches in linear time. */
export type PatternStep = Run | Choice;

/** Characters of one class, `min` to `max` of them: as many as can be, or as few when lazy. */
export interface Run {
  readonly kind: "run";
  readonly accepts: (codePoint: number) => boolean;
  readonly min: number;
  readonly max: number;
  readonly lazy: boolean;
}

/** One of several texts, the first that fits. */
export interface Choice {
  readonly kind: "choice";
  /** Each text as its code points. */
  readonly texts: readonly (readonly number[])[];
}

// The source of one character, and how often it stands. What is not of this form is left to the engine.
const CHARACTER = /\[(?:[^\]\\]|\\.)+\]|\\[dDwWsS]|\\[\\^$.*+?()[\]{}|/]|[^\\^$*+?()[\]{}|]/uy;
const QUANTIFIER = /(?:[*+?]|\{(\d+)(,(\d*))?\})(\??)/y;
const CHOICE = /\((?:\?:)?((?:[^\\^$.*+?()[\]{}]|\\[\\^$.*+?()[\]{}|/])*)\)(?![*+?{])/uy;

/**
 * Reads a regular expression as steps, if it is a sequence of characters, classes and choices between plain texts,
 * with quantifiers on the first two.
 *
 * @param source - With the `u` flag's syntax.
 * @returns The steps; undefined for anything richer.
 */
export function readPattern(source: string): readonly PatternStep[] | undefined {
  const steps: PatternStep[] = [];
  let position = 0;
  while (position < source.length) {
    const step = choiceAt(source, position) ?? runAt(source, position);
    if (step === undefined) return undefined;
    steps.push(step.step);
    position = step.end;
  }
  return steps;
}

/** The step that matches `text` and nothing else. */
export function literalStep(text: string): Choice {
  return { kind: "choice", texts: [codePointsOf(text)] };
}

/** The code points of a text. */
export function codePointsOf(text: string): number[] {
  const points: number[] = [];
  for (const character of text) points.push(character.codePointAt(0) ?? 0);
  return points;
}

interface StepAt {
  readonly step: PatternStep;
  readonly end: number;
}

function choiceAt(source: string, position: number): StepAt | undefined {
  CHOICE.lastIndex = position;
  const match = CHOICE.exec(source);
  if (match === null) return undefined;
  const texts = splitChoices(match[1] ?? "").map(codePointsOf);
  return { step: { kind: "choice", texts }, end: CHOICE.lastIndex };
}

function splitChoices(inside: string): string[] {
  const texts = [""];
  for (const [piece] of inside.matchAll(/\\.|[^\\]/gsu)) {
    if (piece === "|") texts.push("");
    else texts[texts.length - 1] += piece.startsWith("\\") ? piece.slice(1) : piece;
  }
  return texts;
}

function runAt(source: string, position: number): StepAt | undefined {
  CHARACTER.lastIndex = position;
  const character = CHARACTER.exec(source)?.[0];
  if (character === undefined) return undefined;
  const accepts = acceptorOf(character);
  const end = position + character.length;
  QUANTIFIER.lastIndex = end;
  const quantifier = QUANTIFIER.exec(source);
  if (quantifier === null) return { step: { kind: "run", accepts, min: 1, max: 1, lazy: false }, end };
  const [min, max] = boundsOf(quantifier);
  return { step: { kind: "run", accepts, min, max, lazy: quantifier[4] === "?" }, end: QUANTIFIER.lastIndex };
}

function boundsOf(quantifier: RegExpExecArray): [min: number, max: number] {
  const [text, least, comma, most] = quantifier;
  if (least === undefined) return [text.startsWith("+") ? 1 : 0, text.startsWith("?") ? 1 : Infinity];
  if (comma === undefined) return [Number(least), Number(least)];
  return [Number(least), most ? Number(most) : Infinity];
}

// Most patterns are never asked: the table of ASCII characters is made when one is.
function acceptorOf(character: string): (codePoint: number) => boolean {
  const pattern = new RegExp(`^${character}$`, "u");
  const accepts = (codePoint: number): boolean => pattern.test(String.fromCodePoint(codePoint));
  let ascii: readonly boolean[] | undefined;
  return (codePoint) => {
    ascii ??= Array.from({ length: 128 }, (_, code) => accepts(code));
    return ascii[codePoint] ?? accepts(codePoint);
  };
}
