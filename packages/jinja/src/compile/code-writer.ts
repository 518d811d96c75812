/** A JavaScript literal for a value; the only way text of a template enters generated code. */
export function literal(value: string | number | boolean | null): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  return JSON.stringify(value);
}

/** Writes indented lines of JavaScript. */
export class CodeWriter {
  readonly #lines: string[] = [];
  #depth = 0;

  line(code: string): void {
    this.#lines.push("  ".repeat(this.#depth) + code);
  }

  /** Writes `head {`, what `body` writes, and `tail`. */
  block(head: string, body: () => void, tail = "}"): void {
    this.line(head === "" ? "{" : `${head} {`);
    this.#depth++;
    body();
    this.#depth--;
    this.line(tail);
  }

  /** A place to which lines can be added after those that follow it were written. */
  mark(): { insert(lines: readonly string[]): void } {
    const at = this.#lines.length;
    const indent = "  ".repeat(this.#depth);
    return { insert: (lines) => void this.#lines.splice(at, 0, ...lines.map((line) => indent + line)) };
  }

  toString(): string {
    return `${this.#lines.join("\n")}\n`;
  }
}
