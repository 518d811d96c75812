/** What a template error may be told beside its message. */
export interface TemplateErrorOptions extends ErrorOptions {
  /** The name under which the template was asked for; null for one made from a string. */
  readonly name?: string | null;
}

/**
 * The base of every error this package raises by its own rules. Each class has a stable `code`.
 *
 * @example
 * new TemplateError("no such thing").code; // => "TEMPLATE_ERROR"
 */
export class TemplateError extends Error {
  override readonly name: string = "TemplateError";
  readonly code: string = "TEMPLATE_ERROR";
}
