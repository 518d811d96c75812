import { countCharacters, sliceCharacters } from "../values/characters.ts";

/** How a paragraph is broken into lines. */
export interface WrapOptions {
  /** The most characters of a line, more than 0. */
  readonly width: number;
  /** Whether a word that is longer than a line is cut. */
  readonly breakLongWords: boolean;
  /** Whether a compound word may be broken behind its hyphen. */
  readonly breakOnHyphens: boolean;
}

const SPACE_RUN = /([ \t\n\v\f\r]+)/;
// A dash of two or more hyphens between words stands for itself, so that a line can break on both its sides.
const DASH = /(?<=[\p{L}\p{N}_!"'&.,?])(-{2,})(?=[\p{L}\p{N}_])/u;
// Behind a hyphen after two letters (or a letter on each side of another hyphen) and before two more.
const HYPHEN = /(?<=[\p{L}_]{2}-|[\p{L}_]-[\p{L}_]-)(?=[\p{L}_]-?[\p{L}_])/u;

/**
 * Breaks a line of text into lines no wider than asked for, as Python's `textwrap` does. White space at a break
 * goes away, all other stays.
 *
 * @example
 * wrapLine("a well-known fact", { width: 8, breakLongWords: true, breakOnHyphens: true }); // => ["a well-", "known", "fact"]
 */
export function wrapLine(text: string, options: WrapOptions): string[] {
  return new Wrapper(chunksOf(text, options.breakOnHyphens), options).wrap();
}

function chunksOf(text: string, breakOnHyphens: boolean): string[] {
  const words = text.split(SPACE_RUN);
  const chunks = breakOnHyphens
    ? words.flatMap((word) => word.split(DASH).flatMap((part) => part.split(HYPHEN)))
    : words;
  return chunks.filter((chunk) => chunk !== "");
}

function isSpace(chunk: string | undefined): boolean {
  return chunk !== undefined && chunk.trim() === "";
}

class Wrapper {
  readonly #chunks: string[];
  readonly #options: WrapOptions;
  #next = 0;

  constructor(chunks: string[], options: WrapOptions) {
    this.#chunks = chunks;
    this.#options = options;
  }

  wrap(): string[] {
    const lines: string[] = [];
    while (this.#next < this.#chunks.length) {
      if (lines.length > 0 && isSpace(this.#chunks[this.#next])) this.#next++;
      const line = this.#takeLine();
      if (isSpace(line.at(-1))) line.pop();
      if (line.length > 0) lines.push(line.join(""));
    }
    return lines;
  }

  #takeLine(): string[] {
    const { width } = this.#options;
    const line: string[] = [];
    let used = 0;
    for (; this.#next < this.#chunks.length; this.#next++) {
      const chunk = this.#chunks[this.#next] ?? "";
      const size = countCharacters(chunk);
      if (used + size > width) {
        if (size > width) this.#takeLongWord(line, chunk, width - used);
        break;
      }
      line.push(chunk);
      used += size;
    }
    return line;
  }

  #takeLongWord(line: string[], word: string, room: number): void {
    if (!this.#options.breakLongWords) {
      if (line.length > 0) return;
      line.push(word);
      this.#next++;
      return;
    }
    const cut = this.#cutOf(word, room);
    line.push(sliceCharacters(word, 0, cut));
    this.#chunks[this.#next] = sliceCharacters(word, cut);
  }

  #cutOf(word: string, room: number): number {
    const head = sliceCharacters(word, 0, room);
    const hyphen = this.#options.breakOnHyphens ? Array.from(head).lastIndexOf("-") : -1;
    return hyphen > 0 && /[^-]/.test(head.slice(0, head.lastIndexOf("-"))) ? hyphen + 1 : room;
  }
}
