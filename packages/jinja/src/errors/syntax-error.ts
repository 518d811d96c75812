import { TemplateError } from "./template-error.ts";

/** Where a syntax error was found. */
export interface SyntaxErrorPosition {
  /** One-based line of the source. */
  readonly line: number;
  /** One-based column in code points; absent when only the line is known. */
  readonly column?: number;
  /** The template's name; null or absent for one made from a string. */
  readonly name?: string | null | undefined;
  /** The file it was read from. */
  readonly filename?: string | null | undefined;
  /** The lines around the place, with a caret under it. */
  readonly codeFrame?: string;
}

/**
 * The source of a template cannot be understood. The stack begins with file, line, column and a code frame.
 *
 * @example
 * new Environment().fromString("{{ 1 + }}"); // throws TemplateSyntaxError
 */
export class TemplateSyntaxError extends TemplateError {
  override readonly name: string = "TemplateSyntaxError";
  override readonly code: string = "TEMPLATE_SYNTAX_ERROR";
  readonly lineno: number;
  readonly column: number | undefined;
  readonly templateName: string | null;
  readonly filename: string | null;
  readonly codeFrame: string;

  constructor(message: string, position: SyntaxErrorPosition, options?: ErrorOptions) {
    super(message, options);
    this.lineno = position.line;
    this.column = position.column;
    this.templateName = position.name ?? null;
    this.filename = position.filename ?? null;
    this.codeFrame = position.codeFrame ?? "";
    this.stack = this.#describe(new.target.name);
  }

  #describe(className: string): string {
    const place = this.filename ?? this.templateName ?? "<template>";
    const column = this.column === undefined ? "" : `:${this.column}`;
    const frame = this.codeFrame === "" ? "" : `\n${this.codeFrame}`;
    const calls = (this.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
    return [`${className}: ${this.message}\n    at ${place}:${this.lineno}${column}${frame}`, ...calls].join(
      "\n",
    );
  }
}

/**
 * The source can be parsed but means something impossible: an unknown filter, a block defined twice.
 *
 * @example
 * new Environment().fromString("{{ 1|nothing }}"); // throws TemplateAssertionError
 */
export class TemplateAssertionError extends TemplateSyntaxError {
  override readonly name: string = "TemplateAssertionError";
  override readonly code: string = "TEMPLATE_ASSERTION_ERROR";
}
