import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { DewarError, toError } from "../errors.ts";
import { isFrame, ownerOf } from "../logging/stack-frames.ts";
import type { Failure } from "./handover.ts";
import { importPlace } from "./import-place.ts";
import { excerptAt, type Place } from "./source-excerpt.ts";

/** Keeps a message within what a dying process can still hand on. */
const LONGEST_TEXT = 32_000;

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
  const frame = stack.split("\n").find(isFrame);
  // Of what it cannot read Node tells the place itself.
  const isTold = error instanceof SyntaxError;
  const place = isTold ? undefined : (importPlace(error.message) ?? (frame && placeOf(frame)));
  const source = place ? excerptAt(place) : "";
  return {
    title: `${error.name}: ${line}`.slice(0, 500),
    text: (source + description).trimEnd().slice(0, LONGEST_TEXT),
  };
}

/** The place that a frame names: `at pay (file:///srv/app.ts:3:7)`, or without a function's name. */
function placeOf(frame: string): Place {
  const parts = frame
    .slice(frame.lastIndexOf("(") + 1)
    .replace(/^ +at (?:async )?|\)$/g, "")
    .split(":");
  const column = Number(parts.pop());
  const line = Number(parts.pop());
  const file = parts.join(":");
  return { file: file.startsWith("file:") ? fileURLToPath(file) : file, line, column };
}
