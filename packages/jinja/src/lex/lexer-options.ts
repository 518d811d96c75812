/** How templates are written: the delimiters and what happens to the white space around them. */
export interface LexerOptions {
  /** Begins a statement: `{%`. */
  readonly blockStartString: string;
  readonly blockEndString: string;
  /** Begins a printed expression: `{{`. */
  readonly variableStartString: string;
  readonly variableEndString: string;
  readonly commentStartString: string;
  readonly commentEndString: string;
  /** Makes a line that begins with it a statement; null turns line statements off. */
  readonly lineStatementPrefix: string | null;
  /** Makes the rest of a line a comment; null turns line comments off. */
  readonly lineCommentPrefix: string | null;
  /** Removes the first newline after a statement or comment. */
  readonly trimBlocks: boolean;
  /** Removes the spaces and tabs between the start of a line and a statement or comment. */
  readonly lstripBlocks: boolean;
  /** What a line of output ends with. */
  readonly newlineSequence: "\n" | "\r\n" | "\r";
  /** Keeps the one newline at the end of a source, which is removed otherwise. */
  readonly keepTrailingNewline: boolean;
}

export const DEFAULT_LEXER_OPTIONS: LexerOptions = {
  blockStartString: "{%",
  blockEndString: "%}",
  variableStartString: "{{",
  variableEndString: "}}",
  commentStartString: "{#",
  commentEndString: "#}",
  lineStatementPrefix: null,
  lineCommentPrefix: null,
  trimBlocks: false,
  lstripBlocks: false,
  newlineSequence: "\n",
  keepTrailingNewline: false,
};

/** Text of a template with the line breaks that it is to print. */
export function withNewlines(text: string, { newlineSequence }: LexerOptions): string {
  return newlineSequence === "\n" ? text : text.replaceAll("\n", newlineSequence);
}
