import type { Insertion } from "./rewrite.ts";

const PLACE = /^( {4}at .*?)((?:file|node):[^\s()]*):(\d+):(\d+)(\)?)$/;

/**
 * Gives the lines of a stack the columns that their places have in the sources.
 *
 * @param insertionsOf - What was put into a module, by its URL.
 */
export function truePlaces(
  stack: string,
  insertionsOf: (url: string) => readonly Insertion[] | undefined,
): string {
  return stack
    .split("\n")
    .map((text) => {
      const [, start, url = "", line, column, end] = PLACE.exec(text) ?? [];
      const insertions = start === undefined ? undefined : insertionsOf(url);
      if (insertions === undefined) return text;
      return `${start}${url}:${line}:${trueColumn(insertions, Number(line), Number(column))}${end}`;
    })
    .join("\n");
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
