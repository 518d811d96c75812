import type { WaitingFrame } from "../awaits/await-capture.ts";
import { isSameFunction, parseLine, pathOf, type StackFrame } from "./stack.ts";

/** A line of a stack, with the frame that it tells of and the call that waited there. */
export interface StackLine {
  readonly text: string;
  readonly frame: StackFrame | undefined;
  readonly waiting: WaitingFrame | undefined;
}

/**
 * The lines of a stack, with the calls that waited for what failed. Those that the stack does not name get lines of
 * their own, where each began within the next: what Node makes by itself often names nobody.
 *
 * @param waiting - Innermost first.
 */
export function stackLines(stack: string, waiting: readonly WaitingFrame[]): StackLine[] {
  const lines = stack
    .split("\n")
    .map((text): StackLine => ({ text, frame: parseLine(text), waiting: undefined }));
  // Errors may reach calls that have nothing to do with each other, such as that of a connection which many wait for.
  const isOneChain = waiting.every(({ begun }, index) => begun <= (waiting[index - 1]?.begun ?? begun));
  const added: StackLine[] = [];
  let next = 0;
  for (const call of waiting.filter((one) => isTheOnlyOne(one, waiting, lines))) {
    const at = indexOf(call, lines, next);
    const line = lines[at];
    if (line === undefined) {
      if (isOneChain) added.push(lineOf(call));
    } else {
      lines.splice(at, 1, ...added, { ...line, waiting: call });
      next = at + added.splice(0).length + 1;
    }
  }
  lines.splice(next === 0 ? lines.length : next, 0, ...added);
  return lines;
}

/**
 * Several calls may wait for one promise at the same place, of requests that have nothing to do with each other. Which
 * of them is meant can be told only where the stack names them all, as it does a recursion.
 */
function isTheOnlyOne(
  call: WaitingFrame,
  all: readonly WaitingFrame[],
  lines: readonly StackLine[],
): boolean {
  const alike = all.filter(({ url, start }) => url === call.url && isSamePlace(start, call.start));
  const named = lines.filter(({ frame }) => waitsAt(frame, call) || callsAt(frame, call));
  return alike.length === 1 || alike.length === named.length;
}

function indexOf(call: WaitingFrame, lines: readonly StackLine[], from: number): number {
  const find = (is: (frame: StackFrame | undefined, call: WaitingFrame) => boolean): number =>
    lines.findIndex(({ frame }, index) => index >= from && is(frame, call));
  const at = find(waitsAt);
  return at === -1 ? find(callsAt) : at;
}

function waitsAt(frame: StackFrame | undefined, { url, start }: WaitingFrame): boolean {
  if (frame?.isAsync !== true || frame.file !== pathOf(url)) return false;
  return frame.line === start.line && frame.column === start.column + 1;
}

/** Whether the call was on the stack still, on its way to what it would wait for. */
function callsAt(frame: StackFrame | undefined, { functionName, url, start, end }: WaitingFrame): boolean {
  if (frame?.line === undefined || frame.column === undefined || frame.isAsync) return false;
  if (frame.file !== pathOf(url) || !isSameFunction(frame, functionName)) return false;
  const isAfter = frame.line > start.line || (frame.line === start.line && frame.column > start.column);
  return isAfter && (frame.line < end.line || (frame.line === end.line && frame.column <= end.column));
}

function isSamePlace(one: WaitingFrame["start"], other: WaitingFrame["start"]): boolean {
  return one.line === other.line && one.column === other.column;
}

function lineOf(call: WaitingFrame): StackLine {
  const { functionName, url, start } = call;
  const place = `${url}:${start.line}:${start.column + 1}`;
  const text = `    at async ${functionName === "" ? place : `${functionName} (${place})`}`;
  return { text, frame: parseLine(text), waiting: call };
}
