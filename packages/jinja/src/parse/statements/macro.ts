import type { TagContext } from "../tag.ts";
import type { CallBlock, Macro } from "../../ast/statements.ts";
import { parseSignature } from "../signature.ts";
import { parseNameTarget } from "../target.ts";

/** `{% macro name(parameter, other=1) %}...{% endmacro %}` */
export function parseMacro({ expressions, bodyUntil, span }: TagContext): Macro {
  const { name } = parseNameTarget(expressions);
  const parameters = parseSignature(expressions);
  const head = span();
  const { body } = bodyUntil("endmacro");
  return { kind: "Macro", name, parameters, body, ...head };
}

/** `{% call(parameter) macro(1) %}...{% endcall %}` */
export function parseCallBlock({ stream, expressions, bodyUntil, span, tag }: TagContext): CallBlock {
  const parameters = stream.at("(") ? parseSignature(expressions) : [];
  const call = expressions.expression();
  if (call.kind !== "Call") return stream.fail("expected call", tag.start);
  const head = span();
  const { body } = bodyUntil("endcall");
  return { kind: "CallBlock", call, parameters, body, ...head };
}
