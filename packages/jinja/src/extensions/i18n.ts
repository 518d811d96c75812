import { Markup } from "@dewar/markup";
import {
  type Keywords,
  passContext,
  type RenderContext,
  type RenderEnvironment,
  withParameters,
} from "../runtime/calling.ts";
import { percentFormat } from "../values/percent-format.ts";
import { str } from "../values/str.ts";
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

// A template may count with a float, which comes in a box.
function isOne(count: unknown): boolean {
  return Number(count) === 1;
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
        passContext((context: RenderContext, args: readonly unknown[], variables: Variables) =>
          environment.call(context.resolve("gettext"), args, variables, context),
        ),
      );
      if (translations === undefined) return;
      const functions = { ...UNTRANSLATED, ...translations };
      Object.assign(environment.globals, newstyle ? formatting(functions) : functions);
    },
  };
}

type Variables = Keywords;

// The functions of the new style: they put the variables into the translated text, escaped where output is.
function formatting(functions: Required<Translations>): Readonly<Record<string, unknown>> {
  const { gettext, ngettext, pgettext, npgettext } = functions;
  return {
    gettext: withParameters(
      ["message", "**variables"],
      passContext((context: RenderContext, message: unknown, variables: Variables) =>
        format(context, gettext(str(message)), variables),
      ),
    ),
    ngettext: withParameters(
      ["singular", "plural", "num", "**variables"],
      passContext((context: RenderContext, one: unknown, many: unknown, num: number, variables: Variables) =>
        format(context, ngettext(str(one), str(many), num), { num, ...variables }),
      ),
    ),
    pgettext: withParameters(
      ["context", "message", "**variables"],
      passContext((context: RenderContext, of: unknown, message: unknown, variables: Variables) =>
        format(context, pgettext(str(of), str(message)), { context: of, ...variables }),
      ),
    ),
    npgettext: withParameters(
      ["context", "singular", "plural", "num", "**variables"],
      passContext(
        (
          context: RenderContext,
          of: unknown,
          one: unknown,
          many: unknown,
          num: number,
          variables: Variables,
        ) =>
          format(context, npgettext(str(of), str(one), str(many), num), { context: of, num, ...variables }),
      ),
    ),
  };
}

function format(context: RenderContext, text: string, variables: Variables): unknown {
  return percentFormat(context.evalContext.autoescape ? new Markup(text) : text, { ...variables });
}
