/** The punctuation of expressions; each is its own kind of token. */
export const OPERATORS = [
  ["**", "//", "==", "!=", ">=", "<="],
  ["+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";"],
] as const;

export type Operator = (typeof OPERATORS)[number][number];

export type TokenKind =
  | Operator
  | "data"
  | "block_begin"
  | "block_end"
  | "variable_begin"
  | "variable_end"
  | "name"
  | "integer"
  | "float"
  | "string"
  | "eof"
  /** Where the text is no token; `value` says why. A parser that gets there fails. */
  | "error";

/** One token: `value` is its text (for data and strings: what the text means), the offsets say where it stands. */
export interface Token {
  readonly kind: TokenKind;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const DESCRIPTIONS: Partial<Record<TokenKind, string>> = {
  data: "template data / text",
  block_begin: "begin of statement block",
  block_end: "end of statement block",
  variable_begin: "begin of print statement",
  variable_end: "end of print statement",
  eof: "end of template",
};

/** A kind of token in the words of Jinja's messages. */
export function describeKind(kind: TokenKind): string {
  return DESCRIPTIONS[kind] ?? kind;
}

/** A token in the words of Jinja's messages: a name by what it says, all else by its kind. */
export function describeToken(token: Token): string {
  return token.kind === "name" ? token.value : describeKind(token.kind);
}
