import type { TagContext } from "../tag.ts";
import type { Autoescape } from "../../ast/statements.ts";

/** `{% autoescape true %}...{% endautoescape %}` */
export function parseAutoescape({ expressions, bodyUntil, span }: TagContext): Autoescape {
  const enabled = expressions.expression();
  const head = span();
  const { body } = bodyUntil("endautoescape");
  return { kind: "Autoescape", enabled, body, ...head };
}
