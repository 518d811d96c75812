import type { Insertion } from "./rewrite.ts";

/**
 * Gives the lines of a stack the columns that their places have in the sources.
 *
 * @param insertionsOf - What was put into a module, by its URL.
 */
export function truePlaces(stack: string, insertionsOf: InsertionsOf): string {
  return stack
    .split("\n")
    .map((line) => truePlace(line, insertionsOf))
    .join("\n");
}

type InsertionsOf = (url: string) => readonly Insertion[] | undefined;

/** A line such as `    at sell (file:///srv/shop.ts:12:7)`, or with the place alone. */
function truePlace(text: string, insertionsOf: InsertionsOf): string {
  const start = text.startsWith("    at ") ? text.lastIndexOf("file:") : -1;
  if (start === -1) return text;
  const end = text.endsWith(")") ? text.length - 1 : text.length;
  const parts = text.slice(start, end).split(":");
  const [line, column] = parts.splice(-2).map(Number);
  const insertions = insertionsOf(parts.join(":"));
  if (insertions === undefined || line === undefined || column === undefined) return text;
  const before = text.slice(0, start) + parts.join(":");
  return `${before}:${line}:${trueColumn(insertions, line, column)}${text.slice(end)}`;
}

/** @param column - Of the code as it runs, from one on. */
function trueColumn(insertions: readonly Insertion[], line: number, column: number): number {
  let moved = 0;
  for (const insertion of insertions) {
    if (insertion.line !== line) continue;
    const start = insertion.column + moved + 1;
    if (column < start) break;
    // What was put in stands for what it was put before.
    moved += Math.min(insertion.length, column - start);
  }
  return column - moved;
}
