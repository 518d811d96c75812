import type { Expression } from "../ast/expressions.ts";
import { allStatements } from "../ast/walk.ts";
import type { ReadTemplate } from "../read-template.ts";

/**
 * The names of the templates that a template extends, includes and imports.
 *
 * @param template - What {@link Environment.parse} has read.
 * @returns The names in the order of the source, each as often as it is there; null for one that is computed.
 * @example
 * const template = new Environment().parse("{% extends 'layout.html' %}{% include helper %}");
 * findReferencedTemplates(template); // => ["layout.html", null]
 */
export function findReferencedTemplates({ tree }: ReadTemplate): readonly (string | null)[] {
  return [...allStatements(tree.body)].flatMap((statement) => {
    switch (statement.kind) {
      case "Extends":
      case "Import":
      case "FromImport":
      case "Include":
        return namesIn(statement.template);
      default:
        return [];
    }
  });
}

function namesIn(template: Expression): readonly (string | null)[] {
  if (template.kind !== "List" && template.kind !== "Tuple") return [nameIn(template)];
  return template.items
    .filter((item) => item.kind !== "Literal" || typeof item.value === "string")
    .map(nameIn);
}

function nameIn(template: Expression): string | null {
  return template.kind === "Literal" && typeof template.value === "string" ? template.value : null;
}
