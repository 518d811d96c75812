import type { TagContext } from "../tag.ts";
import type { Extends } from "../../ast/statements.ts";

/** `{% extends template %}` */
export function parseExtends({ expressions, span }: TagContext): Extends {
  return { kind: "Extends", template: expressions.expression(), ...span() };
}
