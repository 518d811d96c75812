import { fileURLToPath } from "node:url";
import type { Place } from "./source-excerpt.ts";

/** Where a source cannot be read. */
export interface SyntaxPlace {
  readonly place: Place;
  /** What is wrong there. */
  readonly message: string;
  /** What was told besides the place. */
  readonly rest: string;
}

/** Node writes file and line, the line, and a caret below it in front of the error. */
const TOLD_BY_NODE = /^(.+):(\d+)\n.*\n([ \t]*)\^.*\n+/;
/** esbuild, which tsx stands on, writes them into the message, with columns that start at zero. */
const TOLD_BY_ESBUILD = /\n(.+):(\d+):(\d+): ERROR: (.+)/;

/**
 * Finds the place of an error of syntax in what Node or tsx say of it.
 *
 * @param message - The error's.
 * @param shown - The error as Node shows it.
 */
export function syntaxPlace(message: string, shown: string): SyntaxPlace | undefined {
  const [told, url, line, indent = ""] = TOLD_BY_NODE.exec(shown) ?? [];
  if (told !== undefined && url !== undefined) {
    const file = url.startsWith("file:") ? fileURLToPath(url) : url;
    const place = { file, line: Number(line), column: indent.length + 1 };
    return { place, message, rest: shown.slice(told.length) };
  }
  const [, file, row, column, reason] = TOLD_BY_ESBUILD.exec(message) ?? [];
  if (file === undefined || reason === undefined) return undefined;
  return { place: { file, line: Number(row), column: Number(column) + 1 }, message: reason, rest: shown };
}
