import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

// This file lies in the package's `src` or `dist`; frames from there are the framework's own.
const OWN_FOLDER = dirname(fileURLToPath(import.meta.url));

/** Where the user's code called into the framework: `file:line:column`, or undefined when the stack does not tell. */
export function callerLocation(): string | undefined {
  const frames = new Error("caller").stack?.split("\n").slice(1) ?? [];
  const outside = frames.find((frame) => !frame.includes(OWN_FOLDER));
  const location = outside && /\(?([^()\s]+:\d+:\d+)\)?$/.exec(outside)?.[1];
  return location?.replace(/^file:\/\//, "");
}
