import type { Call } from "../ast/expressions.ts";
import { allExpressions } from "../ast/walk.ts";
import { Environment } from "../environment.ts";
import type { Comment } from "../lex/lexer.ts";
import type { ReadTemplate } from "../read-template.ts";

/** The functions whose texts are for translators. */
export const GETTEXT_FUNCTIONS: readonly string[] = ["_", "gettext", "ngettext", "pgettext", "npgettext"];

/** How messages are found. */
export interface ExtractOptions {
  /** The functions whose texts are wanted. Default: {@link GETTEXT_FUNCTIONS}. */
  readonly functions?: readonly string[];
  /** The first word of a comment for translators: `["TRANSLATORS:"]`. Default: no comments are wanted. */
  readonly commentTags?: readonly string[];
  /** The environment whose templates are read; it must know `trans`. Default: one with the built-in extensions. */
  readonly environment?: Environment;
}

/** The call of a function that translates. */
export interface ExtractedMessage {
  /** One-based. */
  readonly line: number;
  /** The function's name. */
  readonly function: string;
  /** The call's arguments: its texts, and null for whatever is computed. */
  readonly messages: readonly (string | null)[];
  /** The comment for translators above it, without its tag. */
  readonly comments: readonly string[];
}

/**
 * Finds the texts of a template that are to be translated, for catalogues.
 *
 * @throws TemplateSyntaxError
 * @example
 * extractMessages("{# NOTE: a button #}{{ gettext('Save') }}", { commentTags: ["NOTE:"] });
 * // => [{ line: 1, function: "gettext", messages: ["Save"], comments: ["a button"] }]
 */
export function extractMessages(source: string, options: ExtractOptions = {}): readonly ExtractedMessage[] {
  const { functions = GETTEXT_FUNCTIONS, commentTags = [] } = options;
  const environment =
    options.environment ?? new Environment({ extensions: ["do", "loopcontrols", "i18n", "debug"] });
  const template = environment.parse(source);
  const comments = new TranslatorComments(environment.comments(template), template, commentTags);
  return [...allExpressions(template.tree.body)].flatMap((node) => {
    if (node.kind !== "Call" || node.callee.kind !== "Name" || !functions.includes(node.callee.name))
      return [];
    const line = template.source.lineOf(node.start);
    return [
      { line, function: node.callee.name, messages: messagesOf(node), comments: comments.before(line) },
    ];
  });
}

function messagesOf({ args }: Call): readonly (string | null)[] {
  const positional = args.positional.map((argument) => {
    return argument.kind === "Literal" && typeof argument.value === "string" ? argument.value : null;
  });
  const further = args.keywords.length + (args.rest === null ? 0 : 1) + (args.keywordRest === null ? 0 : 1);
  return [...positional, ...Array.from({ length: further }, () => null)];
}

/** Hands each comment for translators to the first call that follows it. */
class TranslatorComments {
  readonly #comments: readonly { readonly line: number; readonly text: string }[];
  #next = 0;

  constructor(comments: readonly Comment[], { source }: ReadTemplate, tags: readonly string[]) {
    this.#comments = comments.flatMap(({ start, text }) => {
      const [, tag = "", words = ""] = /^\s*(\S+)([^]*)$/.exec(text) ?? [];
      return tags.includes(tag) ? [{ line: source.lineOf(start), text: words.trim() }] : [];
    });
  }

  before(line: number): readonly string[] {
    let found: readonly string[] = [];
    for (; (this.#comments[this.#next]?.line ?? Infinity) <= line; this.#next++) {
      found = [this.#comments[this.#next]?.text ?? ""];
    }
    return found;
  }
}
