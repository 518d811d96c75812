import type { TemplateTree } from "./ast/statements.ts";
import { SourceText } from "./errors/source-text.ts";
import type { Extension } from "./extensions/extension.ts";
import type { Lexer } from "./lex/lexer.ts";
import { BUILT_IN_TAGS } from "./parse/built-in-tags.ts";
import { Parser } from "./parse/parser.ts";
import type { TagParser } from "./parse/tag.ts";
import { refusingDepth } from "./parse/nesting.ts";
import { TokenStream } from "./parse/token-stream.ts";

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

  /** A source as the extensions change it before it is read. */
  preprocess(text: string, name: string | null, filename: string | null): string {
    let changed = text;
    for (const extension of this.#extensions)
      changed = extension.preprocess?.(changed, { name, filename }) ?? changed;
    return changed;
  }

  /** The text that is read: preprocessed and with newlines alone at the ends of lines. */
  source(text: string, name: string | null, filename: string | null): SourceText {
    return new SourceText(this.#lexer.normalize(this.preprocess(text, name, filename)), name, filename);
  }

  /** @throws TemplateSyntaxError */
  tree(source: SourceText): TemplateTree {
    return refusingDepth(source, () => {
      let tokens = this.#lexer.tokenize(source.text);
      for (const extension of this.#extensions) tokens = extension.filterStream?.(tokens, source) ?? tokens;
      return new Parser(new TokenStream(tokens, source), this.#tags).parse();
    });
  }

  /** Reads one expression, as a template that assigns it to the name `result`. */
  readExpression(text: string): ReadTemplate {
    const source = this.source(text, null, null);
    const tree = refusingDepth(source, () => {
      const parser = new Parser(
        new TokenStream(this.#lexer.tokenizeExpression(source.text), source),
        this.#tags,
      );
      const value = parser.parseExpression();
      const { start, end } = value;
      const target = { kind: "Name", name: "result", start, end } as const;
      return { body: [{ kind: "Assign", target, value, start, end }] } as const;
    });
    return { source, tree };
  }
}
