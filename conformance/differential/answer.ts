import {
  type Environment,
  type Template,
  TemplateError,
  TemplateNotFound,
  TemplateSyntaxError,
} from "../../packages/jinja/src/index.ts";
import { environmentOf } from "../suites/jinja/environment.ts";
import { decodeMembers } from "../suites/jinja/tagged.ts";
import type { Answer } from "./oracle.ts";
import type { SampleRecord } from "./samples.ts";

/** The ways to render a template, which must all give the same. */
export const WAYS: Readonly<Record<string, (record: SampleRecord) => Promise<Answer>>> = {
  render: (record) => answered(record, (template, context) => template.render(context)),
  renderAsync: (record) => answered(record, (template, context) => template.renderAsync(context)),
  generate: (record) => answered(record, (template, context) => [...template.generate(context)].join("")),
};

async function answered(
  record: SampleRecord,
  render: (template: Template, context: Record<string, unknown>) => string | Promise<string>,
): Promise<Answer> {
  try {
    const template = environmentFor(record).fromString(record.main);
    return { output: await render(template, decodeMembers(record.context)) };
  } catch (error) {
    return answerOf(error);
  }
}

function environmentFor(record: SampleRecord): Environment {
  const environment = environmentOf(record.env, record.templates, {});
  environment.globals["raise_exception"] = (message: unknown) => {
    throw new TemplateError(String(message));
  };
  environment.globals["strftime_now"] = (form: unknown) => `[${String(form)}]`;
  return environment;
}

function answerOf(error: unknown): Answer {
  if (!(error instanceof Error)) return { error: { type: "not an Error", message: String(error) } };
  const { name: type, message } = error;
  if (!(error instanceof TemplateError))
    return { error: { type: pythonClass(error), python: true, message } };
  const isSyntax = error instanceof TemplateSyntaxError;
  const lineno = isSyntax ? error.lineno : null;
  const name = isSyntax || error instanceof TemplateNotFound ? error.templateName : null;
  return { error: { type, message, lineno, name: name ?? null } };
}

// An error that JavaScript itself raised is never meant, even if its class happens to have Python's name.
function pythonClass(error: Error): string {
  const isMeant = "code" in error && String(error.code).startsWith("PYTHON_");
  return isMeant ? error.name : `JavaScript's ${error.name}`;
}
