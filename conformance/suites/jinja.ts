import {
  builtInExtension,
  ChainableUndefined,
  DebugUndefined,
  DictLoader,
  Environment,
  type EnvironmentOptions,
  Float,
  i18nExtension,
  ImmutableSandboxedEnvironment,
  NativeEnvironment,
  Range,
  repr,
  SandboxedEnvironment,
  selectAutoescape,
  StrictUndefined,
  type Template,
  TemplateNotFound,
  TemplateSyntaxError,
  Tuple,
  typeName,
  type UndefinedClass,
} from "../../packages/jinja/src/index.ts";
import { Markup } from "../../packages/markup/src/index.ts";
import type { CaseRecord, Outcome, Suite } from "../suite.ts";

type Json = Readonly<Record<string, unknown>>;

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

function templateOf(
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

const UNDEFINED: Readonly<Record<string, UndefinedClass>> = {
  ChainableUndefined,
  DebugUndefined,
  StrictUndefined,
};

function environmentOf(env: Json, templates: Json | undefined, globals: Json): Environment {
  const { autoescape, extensions = [], i18n, undefined: undefinedName, policies, finalize } = env;
  const options: EnvironmentOptions = {
    ...lexerOptions(env),
    autoescape:
      typeof autoescape === "object" ? selectAutoescape(camelCased(autoescape)) : autoescape === true,
    loader: templates === undefined ? null : new DictLoader(templates as Readonly<Record<string, string>>),
    extensions: (extensions as readonly string[]).map((name) => extensionOf(name, i18n)),
    policies: decodeMembers(asRecord(policies ?? {})),
    globals: decodeMembers(globals),
    ...(typeof undefinedName === "string" && UNDEFINED[undefinedName]
      ? { undefined: UNDEFINED[undefinedName] }
      : {}),
    ...(finalize === "none_to_empty" ? { finalize: (value: unknown) => value ?? "" } : {}),
  };
  if (env["native"] === true) return new NativeEnvironment(options);
  if (env["sandboxed"] === "immutable") return new ImmutableSandboxedEnvironment(options);
  return env["sandboxed"] === "sandboxed" ? new SandboxedEnvironment(options) : new Environment(options);
}

function extensionOf(name: string, i18n: unknown): ReturnType<typeof builtInExtension> {
  if (name !== "jinja2.ext.i18n" || i18n === undefined) return builtInExtension(name);
  const { newstyle, catalog } = asRecord(i18n);
  return i18nExtension({ newstyle: newstyle === true, ...translations(catalog) });
}

function translations(catalog: unknown): Parameters<typeof i18nExtension>[0] {
  if (catalog === undefined) return { translations: null };
  const entries = asRecord(catalog);
  const find = (context: string, message: string): string => {
    const entry = Object.hasOwn(entries, message) ? entries[message] : message;
    if (typeof entry === "string") return entry;
    const inContext = asRecord(entry)[context];
    return typeof inContext === "string" ? inContext : message;
  };
  return {
    translations: {
      gettext: (message) => find("", message),
      ngettext: (singular, plural, n) => find("", isOne(n) ? singular : plural),
      pgettext: find,
      npgettext: (context, singular, plural, n) => find(context, isOne(n) ? singular : plural),
    },
  };
}

const LEXER_KEYS = [
  "block_start_string",
  "block_end_string",
  "variable_start_string",
  "variable_end_string",
  "comment_start_string",
  "comment_end_string",
  "line_statement_prefix",
  "line_comment_prefix",
  "trim_blocks",
  "lstrip_blocks",
  "newline_sequence",
  "keep_trailing_newline",
  "optimized",
];

function lexerOptions(env: Json): Json {
  return camelCased(Object.fromEntries(LEXER_KEYS.filter((key) => key in env).map((key) => [key, env[key]])));
}

function camelCased(options: unknown): Json {
  const inner = asRecord(asRecord(options)["$select"] ?? options);
  return Object.fromEntries(
    Object.entries(inner).map(([key, value]) => [
      key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}

function decodeMembers(members: Json): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, decode(value)]));
}

function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== "object" || value === null) return value;
  const [[tag, content] = ["", undefined], second] = Object.entries(value);
  const decodeTag = second === undefined ? TAGS[tag] : undefined;
  return decodeTag === undefined ? decodeMembers(value as Json) : decodeTag(content);
}

const TAGS: Readonly<Record<string, (content: unknown) => unknown>> = {
  $float: (content) => floatOf(Number(SPECIAL_FLOATS[String(content)] ?? content)),
  $int: (content) => BigInt(String(content)),
  $tuple: (content) => new Tuple((content as readonly unknown[]).map(decode)),
  $set: (content) => new Set((content as readonly unknown[]).map(decode)),
  $dict: (content) =>
    new Map((content as readonly [unknown, unknown][]).map(([key, value]) => [decode(key), decode(value)])),
  $markup: (content) => new Markup(content),
  $range: (content) => {
    const [start = 0, stop = 0, step = 1] = content as readonly number[];
    return new Range(start, stop, step);
  },
  $object: (content) => new SimpleNamespace(decodeMembers(asRecord(content))),
};

const SPECIAL_FLOATS: Readonly<Record<string, number>> = { nan: Number.NaN, inf: 1 / 0, "-inf": -1 / 0 };

function floatOf(value: number): unknown {
  return Number.isSafeInteger(value) ? new Float(value) : value;
}

/** An object with attributes and without items, as Python's `types.SimpleNamespace`. */
class SimpleNamespace {
  constructor(members: Readonly<Record<string, unknown>>) {
    Object.assign(this, members);
  }

  get __type__(): string {
    return "types.SimpleNamespace";
  }

  __repr__(): string {
    const members = Object.entries(this).map(([name, value]) => `${name}=${repr(value)}`);
    return `namespace(${members.join(", ")})`;
  }
}

function describeValue(value: unknown): string {
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

function asRecord(value: unknown): Json {
  return value as Json;
}

// A count may come as a float in its box.
function isOne(count: unknown): boolean {
  return Number(count) === 1;
}
