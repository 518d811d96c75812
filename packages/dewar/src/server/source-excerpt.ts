import { readFileSync } from "node:fs";

/** A place in a file, as people count: from one. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const LINES_AROUND = 3;

/** The lines around a place, with a caret below it; nothing when the file has no such line. */
export function excerptAt({ file, line, column }: Place): string {
  const lines = linesOf(file);
  if (line < 1 || line > lines.length) return "";
  const first = Math.max(1, line - LINES_AROUND);
  const shown = lines.slice(first - 1, line + LINES_AROUND).map((text, index) => {
    const number = first + index;
    return `${number === line ? ">" : " "} ${String(number).padStart(4)} | ${text}`;
  });
  shown.splice(line - first + 1, 0, `       | ${" ".repeat(Math.max(0, column - 1))}^`);
  return `${file}:${line}:${column}\n\n${shown.join("\n")}\n\n`;
}

/** The lines of a file; none when it cannot be read. */
export function linesOf(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split(/\r?\n/);
  } catch {
    return [];
  }
}
