import { TemplateError } from "./template-error.ts";

/**
 * No loader knows the template.
 *
 * @example
 * new Environment({ loader: new DictLoader({}) }).getTemplate("a.html"); // throws TemplateNotFound
 */
export class TemplateNotFound extends TemplateError {
  override readonly name: string = "TemplateNotFound";
  override readonly code: string = "TEMPLATE_NOT_FOUND";
  /** The name which was asked for; null when an undefined value stood in its place. */
  readonly templateName: string | null;
  readonly templates: readonly (string | null)[];

  constructor(templateName: string | null, message: string = String(templateName), options?: ErrorOptions) {
    super(message, options);
    this.templateName = templateName;
    this.templates = [templateName];
  }
}

/**
 * None of the templates of a list is known. `templateName` is the last one tried.
 *
 * @example
 * new Environment({ loader: new DictLoader({}) }).selectTemplate(["a.html", "b.html"]); // throws TemplatesNotFound
 */
export class TemplatesNotFound extends TemplateNotFound {
  override readonly name: string = "TemplatesNotFound";
  override readonly code: string = "TEMPLATES_NOT_FOUND";
  override readonly templates: readonly (string | null)[];

  constructor(templates: readonly (string | null)[], message: string, options?: ErrorOptions) {
    super(templates.at(-1) ?? null, message, options);
    this.templates = templates;
  }
}
