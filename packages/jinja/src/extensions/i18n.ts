import { Markup } from "@dewar/markup";
import {
  type Keywords,
  passContext,
  type RenderContext,
  type RenderEnvironment,
  withParameters,
} from "../runtime/calling.ts";
import { modulo } from "../values/arithmetic.ts";
import { equals } from "../values/equality.ts";
import { str } from "../values/str.ts";
import { isString } from "../values/types.ts";
import type { Extension } from "./extension.ts";
import { parseTrans } from "./trans.ts";

/** The functions that translate, as gettext has them. */
export interface Translations {
  gettext(message: string): string;
  ngettext(singular: string, plural: string, n: number): string;
  pgettext?(context: string, message: string): string;
  npgettext?(context: string, singular: string, plural: string, n: number): string;
}

/** How texts are translated. */
export interface I18nOptions {
  /**
   * The functions that translate. Null leaves every text as it is; absent, templates find `gettext` and its like among
   * the variables and globals they are given.
   */
  readonly translations?: Translations | null;
  /** Whether the functions themselves put variables into the text. Default: false. */
  readonly newstyle?: boolean;
}

const UNTRANSLATED: Required<Translations> = {
  gettext: (message) => message,
  ngettext: (singular, plural, n) => (isOne(n) ? singular : plural),
  pgettext: (_context, message) => message,
  npgettext: (_context, singular, plural, n) => (isOne(n) ? singular : plural),
};

function isOne(count: unknown): boolean {
  return equals(count, 1);
}

/**
 * `{% trans %}...{% pluralize %}...{% endtrans %}` and the functions `gettext`, `ngettext`, `pgettext`, `npgettext`
 * and `_`.
 *
 * @example
 * const translations: Translations = {
 *   gettext: (text) => text.toUpperCase(),
 *   ngettext: (one, many, n) => (n === 1 ? one : many),
 * };
 * const env = new Environment({ extensions: [i18nExtension({ translations })] });
 * env.fromString("{% trans %}Hello{% endtrans %}").render(); // => "HELLO"
 */
export function i18nExtension({ translations, newstyle = false }: I18nOptions = {}): Extension {
  let policies: Readonly<Record<string, unknown>> = {};
  return {
    name: "i18n",
    version: newstyle ? "newstyle" : "oldstyle",
    tags: {
      trans: (context) => parseTrans(context, { newstyle, trimmed: policies["ext.i18n.trimmed"] === true }),
    },
    install(environment: RenderEnvironment): void {
      policies = environment.policies;
      environment.globals["_"] ??= withParameters(
        ["*args", "**variables"],
        passContext((context: RenderContext, args: readonly unknown[], variables: Keywords) =>
          environment.call(context.resolve("gettext"), args, variables, context),
        ),
      );
      if (translations === undefined) return;
      const found = lookups({ ...UNTRANSLATED, ...translations });
      Object.assign(environment.globals, newstyle ? formatting(found) : plain(found));
    },
  };
}

/** {@link Translations} of any values. */
interface Lookups {
  readonly gettext: (message: unknown) => unknown;
  readonly ngettext: (one: unknown, many: unknown, n: unknown) => unknown;
  readonly pgettext: (of: unknown, message: unknown) => unknown;
  readonly npgettext: (of: unknown, one: unknown, many: unknown, n: unknown) => unknown;
}

function lookups({ gettext, ngettext, pgettext, npgettext }: Required<Translations>): Lookups {
  return {
    gettext: (message) => translated(message, message, 1, (text) => gettext(text)),
    ngettext: (one, many, n) => translated(one, many, n, (a, b) => ngettext(a, b, n as number)),
    pgettext: (of, message) => translated(message, message, 1, (text) => pgettext(str(of), text)),
    npgettext: (of, one, many, n) =>
      translated(one, many, n, (a, b) => npgettext(str(of), a, b, n as number)),
  };
}

// What is no text stays what it is, and so does what has no translation: safe text is still safe.
function translated(
  one: unknown,
  many: unknown,
  count: unknown,
  find: (one: string, many: string) => string,
): unknown {
  if (!isString(one) || !isString(many)) return isOne(count) ? one : many;
  const text = find(one.toString(), many.toString());
  return [one, many].find((message) => message.toString() === text) ?? text;
}

// The functions of the old style: they give the translated text as it is.
function plain({ gettext, ngettext, pgettext, npgettext }: Lookups): Readonly<Record<string, unknown>> {
  return {
    gettext: withParameters(["message"], gettext),
    ngettext: withParameters(["msgid1", "msgid2", "n"], ngettext),
    pgettext: withParameters(["context", "message"], pgettext),
    npgettext: withParameters(["context", "msgid1", "msgid2", "n"], npgettext),
  };
}

// The functions of the new style: they put the variables into the translated text, escaped where output is. Their own
// parameters have names that no variable has.
function formatting({ gettext, ngettext, pgettext, npgettext }: Lookups): Readonly<Record<string, unknown>> {
  return {
    gettext: withParameters(
      ["__string", "**variables"],
      passContext((context: RenderContext, message: unknown, variables: Keywords) =>
        format(context, gettext(message), variables),
      ),
    ),
    ngettext: withParameters(
      ["__singular", "__plural", "__num", "**variables"],
      passContext((context: RenderContext, one: unknown, many: unknown, num: unknown, variables: Keywords) =>
        format(context, ngettext(one, many, num), { num, ...variables }),
      ),
    ),
    pgettext: withParameters(
      ["__string_ctx", "__string", "**variables"],
      passContext((context: RenderContext, of: unknown, message: unknown, variables: Keywords) =>
        format(context, pgettext(of, message), { context: of, ...variables }),
      ),
    ),
    npgettext: withParameters(
      ["__string_ctx", "__singular", "__plural", "__num", "**variables"],
      passContext(
        (
          context: RenderContext,
          of: unknown,
          one: unknown,
          many: unknown,
          num: unknown,
          variables: Keywords,
        ) => format(context, npgettext(of, one, many, num), { context: of, num, ...variables }),
      ),
    ),
  };
}

function format({ evalContext }: RenderContext, text: unknown, variables: Keywords): unknown {
  return modulo(evalContext.autoescape ? new Markup(str(text)) : text, { ...variables });
}
