import type { TagContext } from "../tag.ts";
import type { Assign, AssignBlock } from "../../ast/statements.ts";
import { parseTarget } from "../target.ts";

/** `{% set target = value %}`, and `{% set target|filter %}...{% endset %}` */
export function parseSet({ stream, expressions, bodyUntil, span }: TagContext): Assign | AssignBlock {
  const target = parseTarget(expressions, { attributes: true });
  if (stream.skip("=")) return { kind: "Assign", target, value: expressions.tuple(), ...span() };
  const filter = expressions.pipedFilters();
  const head = span();
  const { body } = bodyUntil("endset");
  return { kind: "AssignBlock", target, filter, body, ...head };
}
