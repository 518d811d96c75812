import { type Piece, piece } from "./piece.ts";
import type { Random } from "./random.ts";

type Options = Readonly<Record<string, unknown>>;

const DELIMITERS: readonly Options[] = [
  {
    block_start_string: "<%",
    block_end_string: "%>",
    variable_start_string: "${",
    variable_end_string: "}",
    comment_start_string: "<#",
    comment_end_string: "#>",
  },
  {
    block_start_string: "[%",
    block_end_string: "%]",
    variable_start_string: "[[",
    variable_end_string: "]]",
    comment_start_string: "[#",
    comment_end_string: "#]",
  },
  {
    block_start_string: "<?",
    block_end_string: "?>",
    variable_start_string: "<?=",
    variable_end_string: "?>",
    comment_start_string: "<!--",
    comment_end_string: "-->",
  },
];

/** Makes the options of an environment, as a record carries them: most are left out. */
export function makeOptions(random: Random): Options {
  const maybe = (probability: number, options: Options): Options =>
    random.chance(probability) ? options : {};
  return {
    ...maybe(0.1, random.pick(DELIMITERS)),
    ...maybe(0.1, { line_statement_prefix: random.pick(["#", "%%"]) }),
    ...maybe(0.05, { line_comment_prefix: "##" }),
    ...maybe(0.25, { trim_blocks: true }),
    ...maybe(0.25, { lstrip_blocks: true }),
    ...maybe(0.1, { keep_trailing_newline: true }),
    ...maybe(0.05, { newline_sequence: "\r\n" }),
    ...maybe(0.3, { autoescape: true }),
    ...maybe(0.05, { undefined: random.pick(["StrictUndefined", "ChainableUndefined", "DebugUndefined"]) }),
    ...maybe(0.05, { finalize: "none_to_empty" }),
    ...maybe(0.08, { sandboxed: random.pick(["sandboxed", "immutable"]) }),
    extensions: ["jinja2.ext.do", "jinja2.ext.loopcontrols"],
  };
}

/** Writes tags, values and comments with the delimiters of an environment, and with random whitespace control. */
export class Syntax {
  readonly #random: Random;
  readonly #options: Options;

  constructor(random: Random, options: Options) {
    this.#random = random;
    this.#options = options;
  }

  /** Writes a statement's tag: `{% ... %}`, or a line of its own where the environment has line statements. */
  tag(...parts: readonly (string | Piece)[]): Piece {
    const prefix = this.#options["line_statement_prefix"];
    if (typeof prefix === "string" && this.#random.chance(0.4))
      return piece("fixed", ["\n", this.#random.pick(["", "  "]), prefix, " ", ...parts, "\n"]);
    return this.#wrapped("block", "{%", "%}", parts);
  }

  /** Writes the printing of a value. */
  value(inner: Piece): Piece {
    return this.#wrapped("variable", "{{", "}}", [inner]);
  }

  comment(text: string): Piece {
    return this.#wrapped("comment", "{#", "#}", [text]);
  }

  #wrapped(kind: string, start: string, end: string, parts: readonly (string | Piece)[]): Piece {
    const mark = (): string => (this.#random.chance(0.12) ? this.#random.pick(["-", "-", "+"]) : "");
    const open = this.#delimiter(`${kind}_start_string`, start);
    const close = this.#delimiter(`${kind}_end_string`, end);
    // A value cannot end with a plus: it would be an operator.
    const last = kind === "variable" ? mark().replace("+", "") : mark();
    return piece("fixed", [open, mark(), " ", ...parts, " ", last, close]);
  }

  #delimiter(name: string, usual: string): string {
    const own = this.#options[name];
    return typeof own === "string" ? own : usual;
  }
}
