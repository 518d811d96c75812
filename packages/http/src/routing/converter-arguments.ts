import { RuleSyntaxError } from "./errors.ts";

/** A value in a converter's parentheses. Bare words and quoted text are strings; `None` is null. */
export type ConverterArgument = string | number | boolean | null;

// One argument with its comma: `name = value,`. A quoted value may carry Python's `u` or `r` before the quote.
const ARGUMENT = /\s*(?:(\w+)\s*=\s*)?(?:[urUR]?(?:"([^"]*)"|'([^']*)')|([\w.]+))\s*,/g;

const CONSTANTS: ReadonlyMap<string, ConverterArgument> = new Map([
  ["True", true],
  ["False", false],
  ["None", null],
]);

/**
 * The arguments that a rule gives to a converter, as in `<string(minlength=2):code>`.
 *
 * @example
 * const args = parseConverterArguments("'a b', 3, signed=True");
 * args.positional; // => ["a b", 3]
 * args.named.get("signed"); // => true
 */
export class ConverterArguments {
  readonly positional: readonly ConverterArgument[];
  readonly named: ReadonlyMap<string, ConverterArgument>;

  constructor(
    positional: readonly ConverterArgument[] = [],
    named: ReadonlyMap<string, ConverterArgument> = new Map(),
  ) {
    this.positional = positional;
    this.named = named;
  }

  /**
   * Gives every argument its parameter's name, as a call of a Python function does.
   *
   * @param parameters - The names that the converter knows, in the order of its positions.
   * @returns The arguments by name; those that the rule leaves out are missing.
   * @throws TypeError for an argument too many, a name that is unknown, or one given twice.
   */
  bind(...parameters: readonly string[]): ReadonlyMap<string, ConverterArgument> {
    if (this.positional.length > parameters.length) {
      throw new TypeError(
        `The converter takes at most ${parameters.length} arguments, not ${this.positional.length}.`,
      );
    }
    const bound = new Map<string, ConverterArgument>();
    for (const [index, name] of parameters.entries()) {
      const value = this.positional[index];
      if (value !== undefined) bound.set(name, value);
    }
    for (const [name, value] of this.named) {
      if (!parameters.includes(name)) throw new TypeError(`The converter takes no argument named "${name}".`);
      if (bound.has(name)) throw new TypeError(`The converter's argument "${name}" is given twice.`);
      bound.set(name, value);
    }
    return bound;
  }
}

/**
 * Reads the text between a converter's parentheses: values and `name=value` pairs, separated by commas.
 *
 * A bare word that reads as a number is one; `True`, `False` and `None` are constants; text in quotes stays
 * text. As in Werkzeug, text after the last well-formed argument is passed over.
 *
 * @param text - The inside of the parentheses; empty means no arguments.
 * @throws RuleSyntaxError for text before an argument that is none, such as a sign: `min=-5`.
 */
export function parseConverterArguments(text: string): ConverterArguments {
  const positional: ConverterArgument[] = [];
  const named = new Map<string, ConverterArgument>();
  let position = 0;
  for (const match of `${text},`.matchAll(ARGUMENT)) {
    if (match.index > position) {
      throw new RuleSyntaxError(`Cannot parse converter argument '${text.slice(position, match.index)}'`);
    }
    position = match.index + match[0].length;
    const [, name, doubleQuoted, singleQuoted, word = ""] = match;
    const value = doubleQuoted ?? singleQuoted ?? valueOfWord(word);
    if (name === undefined) positional.push(value);
    else named.set(name, value);
  }
  return new ConverterArguments(positional, named);
}

function valueOfWord(word: string): ConverterArgument {
  const constant = CONSTANTS.get(word);
  if (constant !== undefined) return constant;
  return /^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE]\d+)?$/.test(word) ? Number(word) : word;
}
