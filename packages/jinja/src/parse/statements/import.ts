import type { TagContext } from "../tag.ts";
import type { FromImport, Import } from "../../ast/statements.ts";
import { parseContextChoice } from "../context-choice.ts";
import { parseNameTarget } from "../target.ts";

/** `{% import template as name with context %}` */
export function parseImport({ stream, expressions, span }: TagContext): Import {
  const template = expressions.expression();
  stream.expect("name", "as");
  const target = parseNameTarget(expressions).name;
  const withContext = parseContextChoice(stream) ?? false;
  return { kind: "Import", template, target, withContext, ...span() };
}

/** `{% from template import name, other as alias with context %}` */
export function parseFromImport({ stream, expressions, span }: TagContext): FromImport {
  const template = expressions.expression();
  stream.expect("name", "import");
  const names: { name: string; alias: string }[] = [];
  for (;;) {
    if (names.length > 0) stream.expect(",");
    if (!stream.at("name")) stream.expect("name");
    const early = parseContextChoice(stream);
    if (early !== undefined) return { kind: "FromImport", template, names, withContext: early, ...span() };
    const target = parseNameTarget(expressions);
    if (target.name.startsWith("_")) {
      stream.failAssertion("names starting with an underline can not be imported", target.start);
    }
    const alias = stream.skip("name", "as") ? parseNameTarget(expressions).name : target.name;
    names.push({ name: target.name, alias });
    const late = parseContextChoice(stream);
    if (late === undefined && stream.at(",")) continue;
    return { kind: "FromImport", template, names, withContext: late ?? false, ...span() };
  }
}
