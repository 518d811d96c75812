import { unescapeString } from "../lex/string-literal.ts";
import { floatValue, integerValue } from "../lex/number-literal.ts";
import { dictOf } from "../values/dict.ts";
import { floatFrom } from "../values/float.ts";
import { negate } from "../values/arithmetic.ts";
import { Tuple } from "../values/tuple.ts";

const DIGITS = "\\d+(?:_\\d+)*";
const TOKEN =
  `(?:(?<float>(?:${DIGITS}\\.(?:${DIGITS})?|\\.${DIGITS})(?:[eE][+-]?${DIGITS})?|${DIGITS}[eE][+-]?${DIGITS})` +
  "|(?<integer>0[xX](?:_?[\\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|[1-9](?:_?\\d)*|0(?:_?0)*)(?![\\w.])" +
  "|(?<word>True|False|None|set(?=\\(\\)))(?!\\w)" +
  `|(?<string>[uU]?(?:'(?:[^'\\\\\\n]|\\\\[^])*'|"(?:[^"\\\\\\n]|\\\\[^])*"))` +
  "|(?<mark>[-+,:()\\[\\]{}]))";
const ON_ONE_LINE = new RegExp(`[ \\t]*${TOKEN}`, "y");
const INSIDE_BRACKETS = new RegExp(`[ \\t\\f\\r\\n]*${TOKEN}`, "y");

const DEEPEST = 100;

/** Thrown where the text is no literal; {@link literalEval} alone sees it. */
class NoLiteral extends Error {}

/**
 * The value of a Python literal: numbers, strings, tuples, lists, dicts, sets, `True`, `False` and `None`.
 *
 * @param text - Any text.
 * @returns The value, or the text itself when it is no literal.
 * @example
 * literalEval("[1, 'two']"); // => [1, "two"]
 * literalEval("one two"); // => "one two"
 */
export function literalEval(text: string): unknown {
  // A line that begins with a space is no expression in Python.
  if (/^[ \t]/.test(text)) return text;
  try {
    return new LiteralReader(text).read();
  } catch (error) {
    if (error instanceof NoLiteral || error instanceof SyntaxError) return text;
    throw error;
  }
}

class LiteralReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;
  /** How many brackets are open: inside of them a line break is space like any other. */
  #open = 0;

  constructor(text: string) {
    this.#text = text.trimEnd();
  }

  read(): unknown {
    const first = this.#value();
    const value = this.#isNext(",") ? this.#rest(first) : first;
    if (!/^[ \t]*(?:#[^\n]*)?$/.test(this.#text.slice(this.#at))) throw new NoLiteral();
    return value;
  }

  // `1, 2` without parentheses is a tuple too.
  #rest(first: unknown): Tuple {
    const items = [first];
    while (this.#skip(",") && this.#at < this.#text.length) items.push(this.#value());
    return new Tuple(items);
  }

  #value(): unknown {
    if (++this.#depth > DEEPEST) throw new NoLiteral();
    const value = this.#unnested();
    this.#depth--;
    return value;
  }

  #unnested(): unknown {
    const groups = this.#token();
    if (groups["float"] !== undefined) return floatFrom(floatValue(groups["float"]));
    if (groups["integer"] !== undefined) return integerValue(groups["integer"]);
    if (groups["string"] !== undefined) return this.#string(groups["string"]);
    if (groups["word"] !== undefined) return this.#word(groups["word"]);
    switch (groups["mark"]) {
      case "-":
        return negate(this.#number());
      case "+":
        return this.#number();
      case "(":
        return this.#parenthesized();
      case "[":
        return this.#items("]");
      case "{":
        return this.#braces();
      default:
        throw new NoLiteral();
    }
  }

  #number(): unknown {
    const { float, integer, mark } = this.#token();
    if (float !== undefined) return floatFrom(floatValue(float));
    if (integer !== undefined) return integerValue(integer);
    if (mark === "-") return negate(this.#number());
    throw new NoLiteral();
  }

  #string(first: string): string {
    let value = unquote(first);
    for (;;) {
      const before = this.#at;
      const { string } = this.#tryToken() ?? {};
      if (string === undefined) {
        this.#at = before;
        return value;
      }
      value += unquote(string);
    }
  }

  #word(word: string): unknown {
    if (word !== "set") return word === "None" ? null : word === "True";
    if (!this.#skip("(") || !this.#skip(")")) throw new NoLiteral();
    return new Set();
  }

  #parenthesized(): unknown {
    if (this.#skip(")")) return new Tuple([]);
    const first = this.#value();
    if (this.#skip(")")) return first;
    if (!this.#skip(",")) throw new NoLiteral();
    return new Tuple([first, ...this.#items(")")]);
  }

  #braces(): unknown {
    if (this.#skip("}")) return new Map();
    const first = this.#value();
    if (!this.#skip(":")) {
      if (this.#skip("}")) return new Set([first]);
      if (!this.#skip(",")) throw new NoLiteral();
      return new Set([first, ...this.#items("}")]);
    }
    const entries: [unknown, unknown][] = [[first, this.#value()]];
    while (!this.#skip("}")) {
      if (!this.#skip(",")) throw new NoLiteral();
      if (this.#skip("}")) break;
      const key = this.#value();
      if (!this.#skip(":")) throw new NoLiteral();
      entries.push([key, this.#value()]);
    }
    return dictOf(entries);
  }

  #items(close: string): unknown[] {
    const items: unknown[] = [];
    while (!this.#skip(close)) {
      items.push(this.#value());
      if (this.#skip(",")) continue;
      if (!this.#skip(close)) throw new NoLiteral();
      break;
    }
    return items;
  }

  #isNext(mark: string): boolean {
    const before = this.#at;
    const found = this.#skip(mark);
    this.#at = before;
    return found;
  }

  #skip(mark: string): boolean {
    const before = this.#at;
    if (this.#tryToken()?.["mark"] === mark) {
      this.#open += openedBy(mark);
      return true;
    }
    this.#at = before;
    return false;
  }

  #token(): Record<string, string | undefined> {
    const groups = this.#tryToken();
    if (groups === undefined) throw new NoLiteral();
    this.#open += openedBy(groups["mark"] ?? "");
    return groups;
  }

  #tryToken(): Record<string, string | undefined> | undefined {
    const pattern = this.#open > 0 ? INSIDE_BRACKETS : ON_ONE_LINE;
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match.groups;
  }
}

function openedBy(mark: string): number {
  if (mark === "(" || mark === "[" || mark === "{") return 1;
  return mark === ")" || mark === "]" || mark === "}" ? -1 : 0;
}

function unquote(literal: string): string {
  return unescapeString(literal.replace(/^[uU]/, "").slice(1, -1));
}
