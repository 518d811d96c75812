import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { DewarError, toError } from "../errors.ts";
import { isFrame, ownerOf } from "../logging/stack-frames.ts";
import type { Failure } from "./handover.ts";
import { importPlace } from "./import-place.ts";
import { excerptAt, type Place } from "./source-excerpt.ts";
import { syntaxPlace } from "./syntax-place.ts";

/** Keeps a message within what a dying process can still hand on. */
const LONGEST_TEXT = 32_000;

/** An error of a program that could not start, for people to read: what, where, and the source around it. */
export function describeStartFailure(thrown: unknown): Failure {
  const error = toError(thrown);
  const shown = withoutLibraries(inspect(error));
  const syntax = syntaxPlace(error.message, shown);
  const place = syntax?.place ?? importPlace(error.message) ?? firstPlace(shown);
  const source = place === undefined ? "" : excerptAt(place);
  // The framework's own errors say all that there is to say.
  const description = error instanceof DewarError ? error.message : shown;
  // What shows the place already need not be shown again.
  const rest = source === "" ? undefined : syntax?.rest;
  const [line = ""] = (syntax?.message ?? error.message).split("\n");
  return {
    title: `${error.name}: ${line}`.slice(0, 500),
    text: (source + (rest ?? description)).trimEnd().slice(0, LONGEST_TEXT),
  };
}

/** What Node shows of an error, but for the frames that are not the program's own. */
function withoutLibraries(shown: string): string {
  const lines: string[] = [];
  for (const line of shown.split("\n")) {
    if (!isFrame(line) || ownerOf(line) === undefined) lines.push(line);
    // The error's members follow its last frame in braces.
    else if (line.endsWith(" {")) lines.push(`${lines.pop() ?? ""} {`);
  }
  return lines.join("\n");
}

function firstPlace(stack: string): Place | undefined {
  const frame = stack.split("\n").find(isFrame);
  return frame === undefined ? undefined : placeOf(frame);
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
