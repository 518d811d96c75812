import { compileFunction } from "node:vm";
import type { TemplateTree } from "../ast/statements.ts";
import type { SourceText } from "../errors/source-text.ts";
import { refusingDepth } from "../parse/nesting.ts";
import { PROGRAM_FORMS, type ProgramFactory, type ProgramForm } from "../runtime/program-forms.ts";
import type { CompileSettings } from "./compilation.ts";
import { compile } from "./compile.ts";

/** Keeps code between two runs of a program. */
export interface CodeStore {
  /** The code kept for a form of the template, or what `write` makes of it now. */
  code(form: ProgramForm, write: () => string): string;
}

/** A template's code: each form is written when it is asked for. */
export class TemplateCode {
  readonly source: SourceText;
  readonly settings: CompileSettings;
  readonly #read: () => TemplateTree;
  readonly #store: CodeStore | undefined;
  #tree: TemplateTree | undefined;

  /**
   * @param source - The text which the tree's offsets are of.
   * @param read - Reads the text; not called while the store has what is asked for.
   */
  constructor(source: SourceText, read: () => TemplateTree, settings: CompileSettings, store?: CodeStore) {
    this.source = source;
    this.settings = settings;
    this.#read = read;
    this.#store = store;
  }

  /**
   * The body of a function of `rt` and `source` that returns the program.
   *
   * @throws TemplateSyntaxError
   */
  code(form: ProgramForm): string {
    const write = (): string => {
      this.#tree ??= this.#read();
      return compile(this.#tree, this.source, this.settings, PROGRAM_FORMS[form]);
    };
    return refusingDepth(this.source, () => this.#store?.code(form, write) ?? write());
  }

  /** @throws TemplateSyntaxError */
  factory(form: ProgramForm): ProgramFactory {
    const { name, filename } = this.source;
    const code = this.code(form);
    return refusingDepth(this.source, () => {
      return compileFunction(code, ["rt", "source"], {
        filename: `${filename ?? name ?? "<template>"} (compiled)`,
      }) as ProgramFactory;
    });
  }
}
