import type { TemplateTree } from "./ast/statements.ts";
import { SourceText } from "./errors/source-text.ts";
import { TemplateSyntaxError } from "./errors/syntax-error.ts";
import type { Extension } from "./extensions/extension.ts";
import type { Lexer } from "./lex/lexer.ts";
import { BUILT_IN_TAGS } from "./parse/built-in-tags.ts";
import { Parser } from "./parse/parser.ts";
import type { TagParser } from "./parse/tag.ts";
import { positionOf, TokenStream } from "./parse/token-stream.ts";

/** A template read into a tree, with the text the tree's offsets are of. */
export interface ReadTemplate {
  readonly source: SourceText;
  readonly tree: TemplateTree;
}

/** Reads sources with the tags and the changes of some extensions. */
export class TemplateReader {
  readonly #lexer: Lexer;
  readonly #extensions: readonly Extension[];
  readonly #tags: ReadonlyMap<string, TagParser>;

  constructor(lexer: Lexer, extensions: readonly Extension[]) {
    this.#lexer = lexer;
    this.#extensions = extensions.toSorted((a, b) => (a.priority ?? 100) - (b.priority ?? 100));
    this.#tags = new Map([...BUILT_IN_TAGS, ...extensions.flatMap(({ tags }) => Object.entries(tags ?? {}))]);
  }

  /** @throws TemplateSyntaxError */
  read(text: string, name: string | null, filename: string | null): ReadTemplate {
    return this.#reading(text, name, filename, (source) => {
      let tokens = this.#lexer.tokenize(source.text);
      for (const extension of this.#extensions) tokens = extension.filterStream?.(tokens, source) ?? tokens;
      return new Parser(new TokenStream(tokens, source), this.#tags).parse();
    });
  }

  /** Reads one expression, as a template that assigns it to the name `result`. */
  readExpression(text: string): ReadTemplate {
    return this.#reading(text, null, null, (source) => {
      const parser = new Parser(
        new TokenStream(this.#lexer.tokenizeExpression(source.text), source),
        this.#tags,
      );
      const value = parser.parseExpression();
      const { start, end } = value;
      const target = { kind: "Name", name: "result", start, end } as const;
      return { body: [{ kind: "Assign", target, value, start, end }] };
    });
  }

  #reading(
    text: string,
    name: string | null,
    filename: string | null,
    read: (source: SourceText) => TemplateTree,
  ): ReadTemplate {
    let changed = text;
    for (const extension of this.#extensions)
      changed = extension.preprocess?.(changed, { name, filename }) ?? changed;
    const source = new SourceText(this.#lexer.normalize(changed), name, filename);
    try {
      return { source, tree: read(source) };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new TemplateSyntaxError("the template is nested too deeply", positionOf(source, 0), {
        cause: error,
      });
    }
  }
}
