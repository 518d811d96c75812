import { quote } from "../values/quote.ts";
import { type LexerOptions, withNewlines } from "./lexer-options.ts";
import { OPERATORS, type Operator, type Token, type TokenKind } from "./token.ts";
import { unescapeString } from "./string-literal.ts";

/** Raised inside of the lexer, which makes a token of it. */
export class LexError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** White space as Python's `str.isspace` has it; JavaScript's `\s` differs in a handful of characters. */
export const SPACE =
  "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";

const WHITESPACE = new RegExp(`${SPACE}+`, "y");
const DIGITS = "\\d+(?:_\\d+)*";
const FLOAT = new RegExp(`(?<!\\.)${DIGITS}(?:(?:\\.${DIGITS})?[eE][+-]?${DIGITS}|\\.${DIGITS})`, "y");
const INTEGER = /0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\da-fA-F])+|[1-9](?:_?\d)*|0(?:_?0)*/y;
const NAME = /[\p{L}\p{N}\p{ID_Continue}_]+/uy;
const IDENTIFIER = /^[\p{ID_Start}_]\p{ID_Continue}*$/u;
const STRING = /'[^'\\]*(?:\\[^][^'\\]*)*'|"[^"\\]*(?:\\[^][^"\\]*)*"/y;

const CLOSERS: Partial<Record<Operator, Operator>> = { "(": ")", "[": "]", "{": "}" };
const LONG_OPERATORS: ReadonlySet<string> = new Set(OPERATORS[0]);
const SHORT_OPERATORS: ReadonlySet<string> = new Set(OPERATORS[1]);

/** Reads the tokens of one expression context: up to a delimiter that stands outside of all brackets. */
export class ExpressionLexer {
  readonly #source: string;
  readonly #tokens: Token[];
  readonly #options: LexerOptions;
  readonly #open: Operator[] = [];

  constructor(source: string, tokens: Token[], options: LexerOptions) {
    this.#source = source;
    this.#tokens = tokens;
    this.#options = options;
  }

  /**
   * @param start - Where the expression begins.
   * @param end - Matches, sticky, the delimiter that ends it.
   * @returns The offset of that delimiter, or the source's length when there is none.
   */
  read(start: number, end: RegExp): number {
    let at = start;
    while (at < this.#source.length) {
      if (this.#open.length === 0) {
        end.lastIndex = at;
        if (end.test(this.#source)) return at;
      }
      at = this.#token(at);
    }
    return at;
  }

  #token(at: number): number {
    const space = this.#match(WHITESPACE, at);
    if (space !== undefined) return at + space.length;
    const float = this.#match(FLOAT, at);
    if (float !== undefined) return this.#push("float", float, at);
    const integer = this.#match(INTEGER, at);
    if (integer !== undefined) return this.#push("integer", integer, at);
    const name = this.#match(NAME, at);
    if (name !== undefined) {
      if (!IDENTIFIER.test(name)) throw new LexError("Invalid character in identifier", at);
      return this.#push("name", name, at);
    }
    const string = this.#match(STRING, at);
    if (string !== undefined) return this.#string(string, at);
    return this.#operator(at);
  }

  #string(literal: string, at: number): number {
    try {
      this.#tokens.push({
        kind: "string",
        value: unescapeString(withNewlines(literal.slice(1, -1), this.#options)),
        start: at,
        end: at + literal.length,
      });
    } catch (error) {
      if (error instanceof SyntaxError) throw new LexError(error.message, at);
      throw error;
    }
    return at + literal.length;
  }

  #operator(at: number): number {
    const long = this.#source.slice(at, at + 2);
    const text = LONG_OPERATORS.has(long) ? long : long.charAt(0);
    if (!isOperator(text)) {
      throw new LexError(
        `unexpected char ${quote(String.fromCodePoint(this.#source.codePointAt(at) ?? 0))} at ${codePoints(this.#source, at)}`,
        at,
      );
    }
    this.#balance(text, at);
    return this.#push(text, text, at);
  }

  #balance(operator: Operator, at: number): void {
    const closer = CLOSERS[operator];
    if (closer !== undefined) {
      this.#open.push(closer);
    } else if (operator === ")" || operator === "]" || operator === "}") {
      const expected = this.#open.pop();
      if (expected === undefined) throw new LexError(`unexpected '${operator}'`, at);
      if (expected !== operator) throw new LexError(`unexpected '${operator}', expected '${expected}'`, at);
    }
  }

  #match(pattern: RegExp, at: number): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.#source)?.[0];
  }

  #push(kind: TokenKind, value: string, start: number): number {
    const end = start + value.length;
    this.#tokens.push({ kind, value, start, end });
    return end;
  }
}

function isOperator(text: string): text is Operator {
  return LONG_OPERATORS.has(text) || SHORT_OPERATORS.has(text);
}

function codePoints(source: string, end: number): number {
  return Array.from(source.slice(0, end)).length;
}
