import type { TagContext } from "../tag.ts";
import type { Body, If } from "../../ast/statements.ts";
import type { Expression } from "../../ast/expressions.ts";

/** `{% if test %}...{% elif test %}...{% else %}...{% endif %}` */
export function parseIf({ expressions, bodyUntil, span }: TagContext): If {
  const branches: { test: Expression; body: Body }[] = [];
  const head = span();
  for (;;) {
    const test = expressions.tuple({ conditional: false });
    const { body, end } = bodyUntil("elif", "else", "endif");
    branches.push({ test, body });
    if (end === "elif") continue;
    const otherwise = end === "else" ? bodyUntil("endif").body : [];
    return { kind: "If", branches, otherwise, ...head };
  }
}
