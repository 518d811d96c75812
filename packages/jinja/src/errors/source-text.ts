/** A place in a source, as people count: from one, columns in code points. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** The text of a template with its name and file, able to say where an offset is. */
export class SourceText {
  readonly text: string;
  readonly name: string | null;
  readonly filename: string | null;
  #lineStarts: readonly number[] | undefined;

  constructor(text: string, name: string | null = null, filename: string | null = null) {
    this.text = text;
    this.name = name;
    this.filename = filename;
  }

  /** The line and column of `offset`, an index in UTF-16 units as JavaScript counts. */
  locate(offset: number): LineColumn {
    const line = this.lineOf(offset);
    const start = this.#starts()[line - 1] ?? 0;
    return { line, column: Array.from(this.text.slice(start, offset)).length + 1 };
  }

  /** The one-based line of `offset`. */
  lineOf(offset: number): number {
    const starts = this.#starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** The line of `offset` with its two neighbours, numbered, and a caret under the place. */
  codeFrame(offset: number): string {
    const { line, column } = this.locate(offset);
    const first = Math.max(1, line - 1);
    const last = Math.min(this.#starts().length, line + 1);
    const width = String(last).length;
    const rows: string[] = [];
    for (let number = first; number <= last; number++) {
      const text = this.#line(number);
      rows.push(`${number === line ? ">" : " "} ${String(number).padStart(width)} | ${text}`);
      if (number === line) rows.push(`  ${" ".repeat(width)} | ${underCaret(text, column)}^`);
    }
    return rows.map((row) => row.trimEnd()).join("\n");
  }

  #line(number: number): string {
    const starts = this.#starts();
    const start = starts[number - 1] ?? 0;
    const next = starts[number];
    const text = this.text.slice(start, next === undefined ? undefined : next - 1);
    return text.length > LONGEST_LINE ? text.slice(0, LONGEST_LINE) : text;
  }

  #starts(): readonly number[] {
    if (this.#lineStarts === undefined) {
      const starts = [0];
      for (let at = this.text.indexOf("\n"); at !== -1; at = this.text.indexOf("\n", at + 1))
        starts.push(at + 1);
      this.#lineStarts = starts;
    }
    return this.#lineStarts;
  }
}

const LONGEST_LINE = 500;

// Tabs stay tabs, so that the caret stands under its place however wide a tab is shown.
function underCaret(line: string, column: number): string {
  return Array.from(line)
    .slice(0, column - 1)
    .map((character) => (character === "\t" ? "\t" : " "))
    .join("");
}
