import { RuleSyntaxError } from "./errors.ts";

/** One piece of a rule: `/`, literal text without `/`, or a variable. */
export type RuleToken = SlashToken | StaticToken | VariableToken;

export interface SlashToken {
  readonly kind: "slash";
}

export interface StaticToken {
  readonly kind: "static";
  readonly text: string;
}

export interface VariableToken {
  readonly kind: "variable";
  readonly name: string;
  /** The converter's name; `default` when the rule names none. */
  readonly converter: string;
  /** What stands between the parentheses, unread. */
  readonly arguments: string;
}

const SLASH: SlashToken = { kind: "slash" };

// `<name>`, `<converter:name>` or `<converter(arguments):name>`. The arguments end at the first `):name>`, so
// they may hold any quoted character, a parenthesis included.
const VARIABLE = /<(?:([a-zA-Z_]\w*)(?:\((.*?)\))?:)?([a-zA-Z_]\w*)>/y;
const STATIC = /[^</]+/y;

/**
 * Reads a rule such as `/post/<int:id>/<slug>`.
 *
 * @param rule - A path, or the subdomain or host of a rule.
 * @returns The pieces, in order. Neighbouring static tokens do not occur.
 * @throws RuleSyntaxError when a `<` does not begin a well-formed variable, or a name occurs twice.
 * @example
 * parseRule("/user/<name>").map((token) => token.kind); // => ["slash", "static", "slash", "variable"]
 */
export function parseRule(rule: string): readonly RuleToken[] {
  const tokens: RuleToken[] = [];
  const names = new Set<string>();
  let position = 0;
  while (position < rule.length) {
    const token = tokenAt(rule, position);
    if (token.kind === "variable") {
      if (names.has(token.name))
        throw new RuleSyntaxError(`variable name '${token.name}' used twice: '${rule}'`);
      names.add(token.name);
    }
    tokens.push(token);
    position = token.kind === "variable" ? VARIABLE.lastIndex : position + lengthOf(token);
  }
  return tokens;
}

function tokenAt(rule: string, position: number): RuleToken {
  if (rule[position] === "/") return SLASH;
  const pattern = rule[position] === "<" ? VARIABLE : STATIC;
  pattern.lastIndex = position;
  const match = pattern.exec(rule);
  if (match === null) throw new RuleSyntaxError(`malformed url rule: '${rule}'`);
  const [text, converter = "default", args = "", name] = match;
  if (name === undefined) return { kind: "static", text };
  return { kind: "variable", name, converter, arguments: args };
}

function lengthOf(token: SlashToken | StaticToken): number {
  return token.kind === "slash" ? 1 : token.text.length;
}
