import type { Analysis } from "../analyze/analyze.ts";
import type { Variable } from "../analyze/scope.ts";
import { ConstantFolder } from "../analyze/constants.ts";
import type { Expression, Literal, Span } from "../ast/expressions.ts";
import { quoted } from "../errors/quoted.ts";
import type { SourceText } from "../errors/source-text.ts";
import { TemplateAssertionError } from "../errors/syntax-error.ts";
import { positionOf } from "../parse/token-stream.ts";
import { CodeWriter, literal } from "./code-writer.ts";

/** In which of four forms a template is compiled. All come from the same code. */
export interface CompileMode {
  /** Whether what the template calls is awaited. */
  readonly async: boolean;
  /** Whether output is handed over piece by piece. */
  readonly stream: boolean;
}

/** What compilation must know of the environment. */
export interface CompileSettings {
  readonly autoescape: boolean;
  readonly native: boolean;
  /** Whether each access and operation must be asked about, so that no short cut may be taken. */
  readonly guarded: boolean;
  /** Whether constant expressions are computed now. */
  readonly optimized: boolean;
  /** How values print; what the style leaves to the render is not printed now. */
  readonly valueStyle: "python" | "javascript";
  /** Whether printed values pass through a function of the environment's first. */
  readonly finalizes: boolean;
  hasFilter(name: string): boolean;
  hasTest(name: string): boolean;
}

/** The state of one compilation: what is written, and what was declared on the way. */
export class Compilation {
  readonly writer: CodeWriter = new CodeWriter();
  readonly analysis: Analysis;
  readonly source: SourceText;
  readonly settings: CompileSettings;
  readonly mode: CompileMode;
  /** The JavaScript names of variables which do not have their own. */
  readonly identifiers: Map<Variable, string> = new Map();
  readonly #folder = new ConstantFolder();
  readonly #constants = new Map<string, string>();
  /** The variables that hold the `loop` of a loop. */
  readonly loopVariables: Set<Variable> = new Set();
  #names = 0;

  constructor(analysis: Analysis, source: SourceText, settings: CompileSettings, mode: CompileMode) {
    this.analysis = analysis;
    this.source = source;
    this.settings = settings;
    this.mode = mode;
  }

  /** A JavaScript name not used before. */
  name(prefix: string): string {
    this.#names++;
    return `${prefix}${this.#names}`;
  }

  /** The name of a constant of the whole template; one expression is one constant. */
  constant(expression: string): string {
    const known = this.#constants.get(expression);
    if (known !== undefined) return known;
    const name = this.name("c");
    this.#constants.set(expression, name);
    return name;
  }

  /** The literal an expression amounts to, where that is known now and may be used. */
  folded(node: Expression): Literal | null {
    const { optimized, guarded, valueStyle } = this.settings;
    if (!optimized || guarded || valueStyle !== "python") return null;
    return this.#folder.fold(node);
  }

  /** The declarations of all constants. */
  constants(): readonly string[] {
    return [...this.#constants].map(([expression, name]) => `const ${name} = ${expression};`);
  }

  /** Makes an expression awaited where templates await. */
  awaited(code: string): string {
    return this.mode.async ? `(thenable(t = ${code}) ? await t : t)` : code;
  }

  /** Makes an expression note its place before it is evaluated. */
  located(node: Span, code: string): string {
    return `(at = ${node.start}, ${code})`;
  }

  /** A key of an object literal; the one that would have a meaning of its own is computed. */
  key(name: string): string {
    return name === "__proto__" ? `[${literal(name)}]` : literal(name);
  }

  /** A place in the words of Jinja's messages. */
  position(node: Span): string {
    const { name } = this.source;
    return `line ${this.source.lineOf(node.start)}${name === null ? "" : ` in ${quoted(name)}`}`;
  }

  /** @throws TemplateAssertionError always. */
  fail(message: string, node: Span): never {
    throw new TemplateAssertionError(message, positionOf(this.source, node.start));
  }
}
