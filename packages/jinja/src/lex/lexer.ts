import { ExpressionLexer, LexError, SPACE } from "./expression-lexer.ts";
import { type LexerOptions, withNewlines } from "./lexer-options.ts";
import type { Token } from "./token.ts";

const NEWLINES = /\r\n|\r/g;
const TRAILING_SPACE = new RegExp(SPACE);
const ONLY_SPACE = new RegExp(`^${SPACE}*$`);

/** Matches at no place. */
const NOWHERE = /(?!)/y;

type Opening = "raw" | "block" | "variable" | "comment" | "lineStatement" | "lineComment";

/** A comment: what stands in it, and where it begins. */
export interface Comment {
  readonly text: string;
  readonly start: number;
}

/** A tag that was found in the text: where it and its sign stand. */
interface Tag {
  readonly opening: Opening;
  readonly sign: string;
  readonly start: number;
  readonly end: number;
}

/** Cuts sources into tokens. Made once for its options; each source is read in time linear to its length. */
export class Lexer {
  readonly #options: LexerOptions;
  readonly #openings: readonly Opening[];
  readonly #tag: RegExp;
  readonly #blockEnd: RegExp;
  readonly #variableEnd: RegExp;
  readonly #commentEnd: RegExp;
  readonly #rawEnd: RegExp;
  readonly #lineEnd: RegExp;

  constructor(options: LexerOptions) {
    this.#options = options;
    const blockStart = literal(options.blockStartString);
    const blockEnd = literal(options.blockEndString);
    const trim = options.trimBlocks ? "\\n?" : "";
    const closing = `(?:\\+${blockEnd}|-${blockEnd}${SPACE}*|${blockEnd}${trim})`;
    const commentEnd = literal(options.commentEndString);
    const variableEnd = literal(options.variableEndString);
    const rules = tagRules(options);
    this.#openings = rules.map((rule) => rule.opening);
    this.#tag = new RegExp(rules.map((rule) => rule.pattern).join("|"), "g");
    this.#blockEnd = new RegExp(closing, "y");
    this.#variableEnd = new RegExp(`-${variableEnd}${SPACE}*|${variableEnd}`, "y");
    this.#commentEnd = new RegExp(`\\+${commentEnd}|-${commentEnd}${SPACE}*|${commentEnd}${trim}`, "g");
    this.#rawEnd = new RegExp(`${blockStart}([-+]?)${SPACE}*endraw${SPACE}*${closing}`, "g");
    this.#lineEnd = new RegExp(`${SPACE}*(?:\\n|$)`, "y");
  }

  /** The source as the lexer reads it: newlines are `\n`, and one at the end is gone unless it is to be kept. */
  normalize(source: string): string {
    const text = source.includes("\r") ? source.replace(NEWLINES, "\n") : source;
    return !this.#options.keepTrailingNewline && text.endsWith("\n") ? text.slice(0, -1) : text;
  }

  /**
   * @param source - A source after {@link Lexer.normalize}.
   * @returns All tokens, an `eof` last, or an `error` where the text is no token.
   */
  tokenize(source: string): readonly Token[] {
    return untilError((tokens) => this.#readAll(tokens, source));
  }

  /** The tokens of a source that is nothing but an expression. */
  tokenizeExpression(source: string): readonly Token[] {
    return untilError((tokens) => void new ExpressionLexer(source, tokens, this.#options).read(0, NOWHERE));
  }

  /** The comments of a source, up to where it is no template. */
  comments(source: string): readonly Comment[] {
    const comments: Comment[] = [];
    untilError((tokens) => this.#readAll(tokens, source, comments));
    return comments;
  }

  #readAll(tokens: Token[], source: string, comments?: Comment[]): void {
    let at = 0;
    let lineStarts = true;
    while (at < source.length) {
      const tag = this.#nextTag(source, at);
      if (tag === undefined) {
        this.#pushData(tokens, source, at, source.length);
        break;
      }
      this.#pushData(tokens, source, at, this.#dataEnd(source, at, tag, lineStarts));
      at = this.#readTag(tokens, source, tag, comments);
      lineStarts = source.charCodeAt(at - 1) === 10;
    }
  }

  #nextTag(source: string, from: number): Tag | undefined {
    this.#tag.lastIndex = from;
    const match = this.#tag.exec(source);
    if (match === null) return undefined;
    // Each rule is one capture, of its sign; the one that took part names the rule.
    const index = match.findIndex((group, position) => position > 0 && group !== undefined) - 1;
    const opening = this.#openings[index] ?? "variable";
    return { opening, sign: match[index + 1] ?? "", start: match.index, end: match.index + match[0].length };
  }

  #dataEnd(source: string, from: number, tag: Tag, lineStarts: boolean): number {
    if (tag.sign === "-") return trimmedEnd(source, from, tag.start);
    const strips = this.#options.lstripBlocks && tag.sign !== "+" && tag.opening !== "variable";
    if (!strips) return tag.start;
    const newline = source.slice(from, tag.start).lastIndexOf("\n");
    if (newline === -1 && !lineStarts) return tag.start;
    const line = from + newline + 1;
    return ONLY_SPACE.test(source.slice(line, tag.start)) ? line : tag.start;
  }

  #readTag(tokens: Token[], source: string, tag: Tag, comments: Comment[] | undefined): number {
    switch (tag.opening) {
      case "raw":
        return this.#readRaw(tokens, source, tag);
      case "comment":
        return this.#readComment(source, tag, comments);
      case "variable":
        return this.#readExpression(tokens, source, tag, "variable", this.#variableEnd);
      case "block":
        return this.#readExpression(tokens, source, tag, "block", this.#blockEnd);
      case "lineStatement":
        return this.#readExpression(tokens, source, tag, "block", this.#lineEnd);
      default: {
        const newline = source.indexOf("\n", tag.end);
        const end = newline === -1 ? source.length : newline;
        comments?.push({ text: source.slice(tag.end, end), start: tag.start });
        return end;
      }
    }
  }

  #readExpression(
    tokens: Token[],
    source: string,
    tag: Tag,
    kind: "block" | "variable",
    end: RegExp,
  ): number {
    tokens.push({
      kind: `${kind}_begin`,
      value: source.slice(tag.start, tag.end),
      start: tag.start,
      end: tag.end,
    });
    const stop = new ExpressionLexer(source, tokens, this.#options).read(tag.end, end);
    end.lastIndex = stop;
    const closed = end.exec(source);
    if (closed === null) return source.length;
    const after = stop + closed[0].length;
    tokens.push({ kind: `${kind}_end`, value: closed[0], start: stop, end: after });
    return after;
  }

  #readComment(source: string, tag: Tag, comments: Comment[] | undefined): number {
    this.#commentEnd.lastIndex = tag.end;
    const match = this.#commentEnd.exec(source);
    if (match === null) throw new LexError("Missing end of comment tag", tag.end);
    comments?.push({ text: source.slice(tag.end, match.index), start: tag.start });
    return match.index + match[0].length;
  }

  #readRaw(tokens: Token[], source: string, tag: Tag): number {
    this.#rawEnd.lastIndex = tag.end;
    const match = this.#rawEnd.exec(source);
    if (match === null) throw new LexError("Missing end of raw directive", tag.end);
    const end: Tag = { opening: "raw", sign: match[1] ?? "", start: match.index, end: tag.end };
    const lineStarts = source.charCodeAt(tag.end - 1) === 10;
    this.#pushData(tokens, source, tag.end, this.#dataEnd(source, tag.end, end, lineStarts));
    return match.index + match[0].length;
  }

  #pushData(tokens: Token[], source: string, start: number, end: number): void {
    if (start >= end) return;
    tokens.push({ kind: "data", value: withNewlines(source.slice(start, end), this.#options), start, end });
  }
}

// What is wrong with the text is for the parser to tell, unless it finds something wrong before.
function untilError(read: (tokens: Token[]) => void): readonly Token[] {
  const tokens: Token[] = [];
  try {
    read(tokens);
    const end = tokens.at(-1)?.start ?? 0;
    tokens.push({ kind: "eof", value: "", start: end, end });
  } catch (error) {
    if (!(error instanceof LexError)) throw error;
    tokens.push({ kind: "error", value: error.message, start: error.offset, end: error.offset });
  }
  return tokens;
}

interface TagRule {
  readonly opening: Opening;
  readonly length: number;
  readonly pattern: string;
}

// Where two delimiters could begin at the same place the longer one wins.
function tagRules(options: LexerOptions): readonly TagRule[] {
  const rules: TagRule[] = [
    plainRule("variable", options.variableStartString),
    plainRule("comment", options.commentStartString),
    plainRule("block", options.blockStartString),
  ];
  if (options.lineStatementPrefix !== null) {
    const prefix = literal(options.lineStatementPrefix);
    rules.push({
      opening: "lineStatement",
      length: options.lineStatementPrefix.length,
      pattern: `(?<![^\\n])[ \\t\\v]*${prefix}([-+]?)`,
    });
  }
  if (options.lineCommentPrefix !== null) {
    const prefix = literal(options.lineCommentPrefix);
    rules.push({
      opening: "lineComment",
      length: options.lineCommentPrefix.length,
      pattern: `(?:(?<![^\\n])|(?<=\\S))[^\\S\\n]*${prefix}([-+]?)`,
    });
  }
  rules.sort((a, b) => b.length - a.length || RANK[b.opening] - RANK[a.opening]);
  const blockEnd = literal(options.blockEndString);
  const raw = `${literal(options.blockStartString)}([-+]?)${SPACE}*raw${SPACE}*(?:-${blockEnd}${SPACE}*|${blockEnd})`;
  return [{ opening: "raw", length: 0, pattern: raw }, ...rules];
}

// The order among delimiters of equal length.
const RANK: Readonly<Record<Opening, number>> = {
  raw: 0,
  block: 1,
  comment: 2,
  lineComment: 3,
  lineStatement: 4,
  variable: 5,
};

function plainRule(opening: Opening, delimiter: string): TagRule {
  return { opening, length: delimiter.length, pattern: `${literal(delimiter)}([-+]?)` };
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

function trimmedEnd(source: string, from: number, end: number): number {
  let at = end;
  while (at > from && TRAILING_SPACE.test(source.charAt(at - 1))) at--;
  return at;
}
