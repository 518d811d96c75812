import {
  type Environment,
  type Template,
  TemplateError,
  TemplateNotFound,
  TemplateSyntaxError,
} from "../../packages/jinja/src/index.ts";
import { environmentOf } from "../suites/jinja/environment.ts";
import { describeValue, templateOf } from "../suites/jinja.ts";
import { asRecord, decodeMembers } from "../suites/jinja/tagged.ts";
import type { Answer } from "./oracle.ts";
import type { SampleRecord } from "./samples.ts";

/** The ways to render a template, which must all give the same. */
export const WAYS: Readonly<Record<string, (record: SampleRecord) => Promise<Answer>>> = {
  render: (record) => answered(record, (template, context) => template.render(context)),
  renderAsync: (record) => answered(record, (template, context) => template.renderAsync(context)),
  generate: (record) => answered(record, (template, context) => [...template.generate(context)].join("")),
};

/** The ways to render a native template. */
export const NATIVE_WAYS: typeof WAYS = {
  renderNative: (record) => answered(record, (template, context) => template.renderNative(context)),
  renderNativeAsync: (record) => answered(record, (template, context) => template.renderNativeAsync(context)),
};

async function answered(
  record: SampleRecord,
  render: (template: Template, context: Record<string, unknown>) => unknown,
): Promise<Answer> {
  try {
    const globals = record["template_globals"];
    const options = globals === undefined ? {} : { globals: decodeMembers(asRecord(globals)) };
    const template = templateOf(environmentFor(record), record.main, options);
    const output = await render(template, decodeMembers(record.context));
    return { output: record.env["native"] === true ? describeValue(output) : String(output) };
  } catch (error) {
    return answerOf(error);
  }
}

function environmentFor(record: SampleRecord): Environment {
  const environment = environmentOf(record.env, record.templates, asRecord(record["globals"] ?? {}));
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
