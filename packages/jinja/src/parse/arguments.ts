import type { Arguments, Expression } from "../ast/expressions.ts";
import type { TokenStream } from "./token-stream.ts";

/** Reads the arguments of a call, with their parentheses. */
export function parseArguments(stream: TokenStream, parseExpression: () => Expression): Arguments {
  const open = stream.expect("(");
  const positional: Expression[] = [];
  const keywords: { name: string; value: Expression }[] = [];
  let rest: Expression | null = null;
  let keywordRest: Expression | null = null;
  const ensure = (allowed: boolean): void => {
    if (!allowed) stream.fail("invalid syntax for function call expression", open.start);
  };
  for (let first = true; !stream.at(")"); first = false) {
    if (!first) {
      stream.expect(",");
      if (stream.at(")")) break;
    }
    if (stream.at("*")) {
      ensure(rest === null && keywordRest === null);
      stream.next();
      rest = parseExpression();
    } else if (stream.at("**")) {
      ensure(keywordRest === null);
      stream.next();
      keywordRest = parseExpression();
    } else if (stream.at("name") && stream.peekIs("=")) {
      ensure(keywordRest === null);
      const { value: name } = stream.next();
      stream.next();
      keywords.push({ name, value: parseExpression() });
    } else {
      ensure(rest === null && keywordRest === null && keywords.length === 0);
      positional.push(parseExpression());
    }
  }
  stream.expect(")");
  return { positional, keywords, rest, keywordRest };
}
