import type { Span } from "../ast/expressions.ts";
import type { Body, Statement } from "../ast/statements.ts";
import type { Token } from "../lex/token.ts";
import type { ExpressionParser } from "./expression-parser.ts";
import type { TokenStream } from "./token-stream.ts";

/** What the parser of a tag works with. It stands behind the tag's name and must leave the end of the tag alone. */
export interface TagContext {
  readonly stream: TokenStream;
  readonly expressions: ExpressionParser;
  /** The token of the tag's name. */
  readonly tag: Token;
  /**
   * Reads from the end of this tag to the first tag of one of these names, and consumes that name.
   *
   * @returns The statements between, and which of the names ended them.
   */
  readonly bodyUntil: <Name extends string>(...names: readonly Name[]) => { body: Body; end: Name };
  /** The place from the tag's name to what was consumed last. */
  readonly span: () => Span;
}

/** Reads one tag. */
export type TagParser = (context: TagContext) => Statement | readonly Statement[];
