import {
  type Environment,
  repr,
  type Template,
  TemplateNotFound,
  TemplateSyntaxError,
  typeName,
} from "../../packages/jinja/src/index.ts";
import type { CaseRecord, Outcome, Suite } from "../suite.ts";
import { environmentOf } from "./jinja/environment.ts";
import { asRecord, decode, decodeMembers, type Json } from "./jinja/tagged.ts";

/** Renders what Jinja's records describe, and compares text, values and errors. */
export const suite: Suite = {
  name: "jinja",
  async run(record: CaseRecord): Promise<readonly Outcome[]> {
    const { id } = record;
    const expect = asRecord(record["expect"]);
    const expected = expectation(expect);
    const actual = await answer(record, expect);
    return [{ id, passed: actual === expected, input: inputOf(record), expected, actual }];
  },
};

function expectation(expect: Json): string {
  if ("output" in expect) return JSON.stringify(expect["output"]);
  if ("native" in expect) return describeValue(decode(expect["native"]));
  const error = asRecord(expect["error"]);
  return describeError(error["type"], error["message"], error["lineno"], error["name"], expect);
}

async function answer(record: CaseRecord, expect: Json): Promise<string> {
  try {
    const output = await render(record);
    return typeof output === "string" && !("native" in expect)
      ? JSON.stringify(output)
      : describeValue(output);
  } catch (error) {
    if (!(error instanceof Error)) return `threw ${String(error)}`;
    const isSyntax = error instanceof TemplateSyntaxError;
    const name = isSyntax || error instanceof TemplateNotFound ? error.templateName : null;
    return describeError(error.name, error.message, isSyntax ? error.lineno : null, name, expect);
  }
}

// Only what the record says counts is compared: the words of CPython's own errors do not.
function describeError(
  type: unknown,
  message: unknown,
  lineno: unknown,
  name: unknown,
  expect: Json,
): string {
  const error = asRecord(expect["error"] ?? {});
  const words = error["py_message"] === true ? "" : `: ${String(message)}`;
  const line = (error["lineno"] ?? null) === null ? "" : ` line ${String(lineno)}`;
  const of = (error["name"] ?? null) === null ? "" : ` of ${String(name)}`;
  return `${String(type)}${words}${line}${of}`;
}

async function render(record: CaseRecord): Promise<unknown> {
  const env = asRecord(record["env"]);
  const templates = record["templates"] === undefined ? undefined : asRecord(record["templates"]);
  const environment = environmentOf(env, templates, asRecord(record["globals"] ?? {}));
  const globals = record["template_globals"];
  const template = templateOf(
    environment,
    record["main"],
    globals === undefined ? {} : { globals: decodeMembers(asRecord(globals)) },
  );
  const context = decodeMembers(asRecord(record["context"] ?? {}));
  const isAsync = env["async"] === true;
  if (env["native"] === true)
    return isAsync ? template.renderNativeAsync(context) : template.renderNative(context);
  return isAsync ? template.renderAsync(context) : template.render(context);
}

/** The template that a record means by `main`. */
export function templateOf(
  environment: Environment,
  main: unknown,
  options: { globals?: Readonly<Record<string, unknown>> },
): Template {
  if (typeof main === "string") return environment.fromString(main, options);
  const { name, select } = asRecord(main);
  return typeof name === "string"
    ? environment.getTemplate(name, options)
    : environment.selectTemplate(select as readonly string[], options);
}

/** A value with its type, as one text. */
export function describeValue(value: unknown): string {
  if (value instanceof Set) return `set of ${[...value].map(repr).sort().join(", ")}`;
  return `${typeName(value)} ${repr(value)}`;
}

function inputOf({ env, main, templates, context }: CaseRecord): string {
  const parts = [JSON.stringify(main)];
  if (templates !== undefined) parts.push(`templates ${JSON.stringify(templates)}`);
  if (JSON.stringify(context ?? {}) !== "{}") parts.push(`context ${JSON.stringify(context)}`);
  if (JSON.stringify(env) !== "{}") parts.push(`env ${JSON.stringify(env)}`);
  return parts.join(" ");
}
