import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { DewarError, toError } from "../errors.ts";
import { isFrame, ownerOf } from "../logging/stack-frames.ts";
import type { Failure } from "./handover.ts";

/** Keeps a message within what a dying process can still hand on. */
const LONGEST_TEXT = 32_000;
const LINES_AROUND = 3;

/** An error of a program that could not start, for people to read: what, where, and the source around it. */
export function describeStartFailure(thrown: unknown): Failure {
  const error = toError(thrown);
  const [line = ""] = error.message.split("\n");
  const stack = inspect(error)
    .split("\n")
    .filter((each) => !isFrame(each) || ownerOf(each) === undefined)
    .join("\n");
  // The framework's own errors say all that there is to say.
  const description = error instanceof DewarError ? error.message : stack;
  // Of what it cannot read Node tells the place itself.
  const source = error instanceof SyntaxError ? "" : sourceAt(stack.split("\n").find(isFrame) ?? "");
  return {
    title: `${error.name}: ${line}`.slice(0, 500),
    text: (source + description).trimEnd().slice(0, LONGEST_TEXT),
  };
}

/** The lines around the place that a frame names: `at pay (file:///srv/app.ts:3:7)`, or without a function's name. */
function sourceAt(frame: string): string {
  const parts = frame
    .slice(frame.lastIndexOf("(") + 1)
    .replace(/^ +at (?:async )?|\)$/g, "")
    .split(":");
  const column = parts.pop() ?? "";
  const line = parts.pop() ?? "";
  const place = parts.join(":");
  const file = place.startsWith("file:") ? fileURLToPath(place) : place;
  const lines = linesOf(file);
  const current = Number(line);
  if (current < 1 || current > lines.length) return "";
  const first = Math.max(1, current - LINES_AROUND);
  const shown = lines.slice(first - 1, current + LINES_AROUND).map((text, index) => {
    const number = first + index;
    return `${number === current ? ">" : " "} ${String(number).padStart(4)} | ${text}`;
  });
  shown.splice(current - first + 1, 0, `       | ${" ".repeat(Math.max(0, Number(column) - 1))}^`);
  return `${file}:${line}:${column}\n\n${shown.join("\n")}\n\n`;
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split(/\r?\n/);
  } catch {
    return [];
  }
}
