import {
  builtInExtension,
  ChainableUndefined,
  DebugUndefined,
  DictLoader,
  Environment,
  type EnvironmentOptions,
  i18nExtension,
  ImmutableSandboxedEnvironment,
  NativeEnvironment,
  SandboxedEnvironment,
  selectAutoescape,
  StrictUndefined,
  type UndefinedClass,
} from "../../../packages/jinja/src/index.ts";
import { asRecord, decodeMembers, type Json } from "./tagged.ts";

const UNDEFINED: Readonly<Record<string, UndefinedClass>> = {
  ChainableUndefined,
  DebugUndefined,
  StrictUndefined,
};

/** Makes the environment that a record describes. */
export function environmentOf(env: Json, templates: Json | undefined, globals: Json): Environment {
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

// A count may come as a float in its box. A text is no count.
function isOne(count: unknown): boolean {
  return typeof count !== "string" && Number(count) === 1;
}
