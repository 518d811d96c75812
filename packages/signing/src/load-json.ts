import { MAX_DEPTH } from "./json-style.ts";

const QUOTE = 34;
const BACKSLASH = 92;
const LONG_INTEGER = /\d{16}/;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const BLANKS = /[ \t\n\r]*/y;

/**
 * Reads JSON text. Differs from `JSON.parse` in two things: an integer past 2 ** 53 becomes a bigint instead
 * of losing digits (Python writes such), and the depth is bounded.
 *
 * @param text - JSON as RFC 8259 has it.
 * @throws SyntaxError when the text is not JSON or nested deeper than 500 levels.
 * @example
 * loadJson('{"id": 1152921504606846976}'); // => { id: 1152921504606846976n }
 * loadJson("[1, 2"); // throws SyntaxError
 */
export function loadJson(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError(`The JSON text is nested deeper than ${MAX_DEPTH} levels.`);
  const value: unknown = JSON.parse(text);
  // Only now, when the text is known to be JSON, is it read a second time, for its digits.
  return LONG_INTEGER.test(text) ? new ExactReader(text).value() : value;
}

function isTooDeep(text: string): boolean {
  // Every level takes two characters, so that most texts need no look.
  if (text.length <= 2 * MAX_DEPTH) return false;
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) quoted = !quoted;
    else if (quoted) index += code === BACKSLASH ? 1 : 0;
    // `[` is 91 and `]` 93; braces are 32 more.
    else if (code === 91 || code === 123) {
      if (++depth > MAX_DEPTH) return true;
    } else if (code === 93 || code === 125) depth--;
  }
  return false;
}

/** Reads text that `JSON.parse` has accepted, so it need not look for errors. */
class ExactReader {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): unknown {
    this.#take(BLANKS);
    switch (this.#text[this.#position]) {
      case "{":
        return this.#object();
      case "[":
        return this.#array();
      case '"':
        return this.#string();
      case "t":
        return this.#word("true", true);
      case "f":
        return this.#word("false", false);
      case "n":
        return this.#word("null", null);
      default:
        return this.#number();
    }
  }

  #object(): object {
    const entries: [string, unknown][] = [];
    while (this.#opens("}")) {
      const key = this.#string();
      this.#take(BLANKS);
      this.#position++;
      entries.push([key, this.value()]);
    }
    // Makes own properties of all names, `__proto__` included.
    return Object.fromEntries(entries);
  }

  #array(): unknown[] {
    const items: unknown[] = [];
    while (this.#opens("]")) items.push(this.value());
    return items;
  }

  // Steps over the bracket or comma before an item; false when the closing bracket was there, and is passed.
  #opens(close: string): boolean {
    this.#take(BLANKS);
    if (this.#text[this.#position] !== close) {
      this.#position++;
      this.#take(BLANKS);
    }
    if (this.#text[this.#position] !== close) return true;
    this.#position++;
    return false;
  }

  #string(): string {
    const start = this.#position++;
    for (let code = 0; code !== QUOTE; ) {
      code = this.#text.charCodeAt(this.#position++);
      if (code === BACKSLASH) this.#position++;
    }
    return JSON.parse(this.#text.slice(start, this.#position)) as string;
  }

  #number(): number | bigint {
    const digits = this.#take(NUMBER);
    const number = Number(digits);
    const exact = Number.isSafeInteger(number) || /[.eE]/.test(digits);
    return exact ? number : BigInt(digits);
  }

  #word<T>(word: string, value: T): T {
    this.#position += word.length;
    return value;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#position += found.length;
    return found;
  }
}
