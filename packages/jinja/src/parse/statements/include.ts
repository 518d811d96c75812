import type { TagContext } from "../tag.ts";
import type { Include } from "../../ast/statements.ts";
import { parseContextChoice } from "../context-choice.ts";

/** `{% include template ignore missing with context %}` */
export function parseInclude({ stream, expressions, span }: TagContext): Include {
  const template = expressions.expression();
  const ignoreMissing = stream.at("name", "ignore") && stream.peekIs("name", "missing");
  if (ignoreMissing) {
    stream.next();
    stream.next();
  }
  const withContext = parseContextChoice(stream) ?? true;
  return { kind: "Include", template, ignoreMissing, withContext, ...span() };
}
