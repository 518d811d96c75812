import { readFileSync, statSync } from "node:fs";
import { isAbsolute } from "node:path";

/** A line of a source, for people to read. */
export interface SourceLine {
  readonly number: number;
  readonly text: string;
}

const AROUND = 6;
const LONGEST_LINE = 400;
const LARGEST_FILE = 4 * 1024 * 1024;

/**
 * The lines around a place.
 *
 * @param file - Path of the source.
 * @param line - One-based.
 * @returns None when the file cannot be read, or has no such line.
 */
export function sourceLines(file: string, line: number): SourceLine[] {
  const lines = readLines(file);
  if (line < 1 || line > lines.length) return [];
  const first = Math.max(1, line - AROUND);
  return lines
    .slice(first - 1, line + AROUND)
    .map((text, index) => ({ number: first + index, text: text.slice(0, LONGEST_LINE) }));
}

function readLines(file: string): string[] {
  if (!isAbsolute(file)) return [];
  try {
    const stats = statSync(file);
    if (!stats.isFile() || stats.size > LARGEST_FILE) return [];
    const lines = readFileSync(file, "utf8").split(/\r\n|\n/);
    // What stands behind the last line break is no line.
    return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
  } catch {
    return [];
  }
}
