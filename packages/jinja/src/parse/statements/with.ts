import type { TagContext } from "../tag.ts";
import type { Target, With } from "../../ast/statements.ts";
import type { Expression } from "../../ast/expressions.ts";
import { parseTarget } from "../target.ts";

/** `{% with a = 1, b = 2 %}...{% endwith %}` */
export function parseWith({ stream, expressions, bodyUntil, span }: TagContext): With {
  const bindings: { target: Target; value: Expression }[] = [];
  while (!stream.at("block_end")) {
    if (bindings.length > 0) stream.expect(",");
    const target = parseTarget(expressions);
    stream.expect("=");
    bindings.push({ target, value: expressions.expression() });
  }
  const head = span();
  const { body } = bodyUntil("endwith");
  return { kind: "With", bindings, body, ...head };
}
