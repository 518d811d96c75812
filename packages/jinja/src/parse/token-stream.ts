import { quoted } from "../errors/quoted.ts";
import type { SourceText } from "../errors/source-text.ts";
import { TemplateAssertionError, TemplateSyntaxError } from "../errors/syntax-error.ts";
import { describeKind, describeToken, type Token, type TokenKind } from "../lex/token.ts";

/** Nesting beyond this is refused, so that no source can exhaust the stack. */
const DEEPEST = 200;

/** The tokens of a template with a place to stand, and the way every error of parsing is made. */
export class TokenStream {
  readonly source: SourceText;
  readonly #tokens: readonly Token[];
  readonly #last: Token;
  #index = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], source: SourceText) {
    this.source = source;
    this.#tokens = tokens;
    this.#last = tokens.at(-1) ?? { kind: "eof", value: "", start: 0, end: 0 };
    this.#refuseError(this.current);
  }

  get current(): Token {
    return this.#tokens[this.#index] ?? this.#last;
  }

  /** Where the last consumed token ended. */
  get consumedTo(): number {
    return this.#tokens[this.#index - 1]?.end ?? 0;
  }

  /** Whether the token after the current one is of that kind, and a name of that text if one is given. */
  peekIs(kind: TokenKind, value?: string): boolean {
    const token = this.#tokens[this.#index + 1] ?? this.#last;
    this.#refuseError(token);
    return token.kind === kind && (value === undefined || token.value === value);
  }

  /** Consumes the current token and returns it. */
  next(): Token {
    const token = this.current;
    this.#advance();
    return token;
  }

  /** Whether the current token is of that kind, and a name of that text if one is given. */
  at(kind: TokenKind, value?: string): boolean {
    const token = this.current;
    return token.kind === kind && (value === undefined || token.value === value);
  }

  atAnyName(names: readonly string[]): boolean {
    return this.at("name") && names.includes(this.current.value);
  }

  /** Consumes the current token if it is the one, and says whether it was. */
  skip(kind: TokenKind, value?: string): boolean {
    if (!this.at(kind, value)) return false;
    this.#advance();
    return true;
  }

  /** Consumes the current token, which must be the one. */
  expect(kind: TokenKind, value?: string): Token {
    if (this.at(kind, value)) return this.next();
    const wanted = quoted(value ?? describeKind(kind));
    const token = this.current;
    if (token.kind === "eof") this.fail(`unexpected end of template, expected ${wanted}.`, token.start);
    return this.fail(`expected token ${wanted}, got ${quoted(describeToken(token))}`, token.start);
  }

  /** Reads one level deeper, within bounds. */
  nested<T>(read: () => T): T {
    if (this.#depth >= DEEPEST)
      this.fail(`the template is nested more than ${DEEPEST} levels deep`, this.current.start);
    this.#depth++;
    const result = read();
    this.#depth--;
    return result;
  }

  /** @throws TemplateSyntaxError always. */
  fail(message: string, offset: number): never {
    throw new TemplateSyntaxError(message, positionOf(this.source, offset));
  }

  /** @throws TemplateAssertionError always. */
  failAssertion(message: string, offset: number): never {
    throw new TemplateAssertionError(message, positionOf(this.source, offset));
  }

  #advance(): void {
    this.#index++;
    this.#refuseError(this.current);
  }

  #refuseError({ kind, value, start }: Token): void {
    if (kind === "error") this.fail(value, start);
  }
}

/** What a syntax error says about its place. */
export function positionOf(
  source: SourceText,
  offset: number,
): { line: number; column: number; name: string | null; filename: string | null; codeFrame: string } {
  const { name, filename } = source;
  return { ...source.locate(offset), name, filename, codeFrame: source.codeFrame(offset) };
}
