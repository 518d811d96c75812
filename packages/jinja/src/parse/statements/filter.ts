import type { TagContext } from "../tag.ts";
import type { FilterBlock } from "../../ast/statements.ts";

/** `{% filter upper|trim %}...{% endfilter %}` */
export function parseFilterBlock({ expressions, bodyUntil, span }: TagContext): FilterBlock {
  const filter = expressions.blockFilter();
  const head = span();
  const { body } = bodyUntil("endfilter");
  return { kind: "FilterBlock", filter, body, ...head };
}
