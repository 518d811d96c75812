import type { TagContext } from "../tag.ts";
import type { For } from "../../ast/statements.ts";
import { parseTarget } from "../target.ts";

/** `{% for target in iterable if filter recursive %}...{% else %}...{% endfor %}` */
export function parseFor({ stream, expressions, bodyUntil, span }: TagContext): For {
  const target = parseTarget(expressions);
  stream.expect("name", "in");
  const iterable = expressions.tuple({ conditional: false });
  const filter = stream.skip("name", "if") ? expressions.expression() : null;
  const recursive = stream.skip("name", "recursive");
  const head = span();
  const { body, end } = bodyUntil("endfor", "else");
  const otherwise = end === "else" ? bodyUntil("endfor").body : [];
  return { kind: "For", target, iterable, filter, recursive, body, otherwise, ...head };
}
