import type { Template } from "@dewar/jinja";
import { type AppContext, requireContext } from "../context.ts";
import { beforeRenderTemplate, templateRendered } from "../signals.ts";
import { withPythonNames } from "./python-names.ts";

/** Values that a template can see, by name. */
export type TemplateContext = Readonly<Record<string, unknown>>;

/**
 * Renders a template of the application's folders, or of a blueprint's.
 *
 * @param name - The template's name, or several of which the first that exists is taken.
 * @param context - What the template can see, besides `request`, `session`, `g` and the context processors' values.
 * @throws TemplateNotFound when there is no such template; TypeError when the context has a promise; what the template
 *   throws.
 */
export function renderTemplate(name: string | readonly string[], context: TemplateContext = {}): string {
  const current = requireContext("renderTemplate");
  const template = current.app.jinjaEnv.getOrSelectTemplate(name);
  return rendered(current, template, context);
}

/**
 * Renders a template given as text, with autoescaping on.
 *
 * @throws TemplateSyntaxError when the text is no template; what the template throws.
 * @example
 * const app = new Flask(import.meta.url);
 * app.appContext().run(() => renderTemplateString("Hello, {{ name }}!", { name: "<Ann>" })); // => "Hello, &lt;Ann&gt;!"
 */
export function renderTemplateString(source: string, context: TemplateContext = {}): string {
  const current = requireContext("renderTemplateString");
  return rendered(current, current.app.jinjaEnv.fromString(source), context);
}

/** {@link renderTemplate} for templates that use promises: values, functions and filters may be asynchronous. */
export async function renderTemplateAsync(
  name: string | readonly string[],
  context: TemplateContext = {},
): Promise<string> {
  const current = requireContext("renderTemplateAsync");
  const template = current.app.jinjaEnv.getOrSelectTemplate(name);
  const values = templateContext(current, context);
  beforeRenderTemplate.send(current.app, { template, context: values });
  const text = await template.renderAsync(values);
  templateRendered.send(current.app, { template, context: values });
  return text;
}

/** @internal The pieces of a template, rendered while they are read. */
export function* templateStream(
  current: AppContext,
  template: Template,
  context: TemplateContext,
): Iterable<string> {
  const values = templateContext(current, withoutPromises(context));
  beforeRenderTemplate.send(current.app, { template, context: values });
  yield* template.generate(values);
  templateRendered.send(current.app, { template, context: values });
}

function rendered(current: AppContext, template: Template, context: TemplateContext): string {
  const values = templateContext(current, withoutPromises(context));
  beforeRenderTemplate.send(current.app, { template, context: values });
  const text = template.render(values);
  templateRendered.send(current.app, { template, context: values });
  return text;
}

// A template that does not wait finds no attribute in a promise, and would print nothing.
function withoutPromises(context: TemplateContext): TemplateContext {
  for (const name in context) {
    if (context[name] instanceof Promise) {
      throw new TypeError(
        `The template is given a promise as "${name}". Await it first, or use renderTemplateAsync.`,
      );
    }
  }
  return context;
}

/** The request's own values, then the context processors' from the application inwards, then what the view gave. */
function templateContext(current: AppContext, given: TemplateContext): Record<string, unknown> {
  const { app } = current;
  const values: Record<string, unknown> = Object.create(null);
  values["g"] = current.g;
  if (current.hasRequest) {
    values["request"] = withPythonNames(current.request);
    if (current.openedSession !== undefined) values["session"] = withPythonNames(current.openedSession);
  }
  const blueprint = current.hasRequest ? current.request.blueprint : undefined;
  for (const processor of app.scopeChain(blueprint).contextProcessors) Object.assign(values, processor());
  return Object.assign(values, given);
}
