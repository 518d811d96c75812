import type { Expression } from "../ast/expressions.ts";
import { allStatements } from "../ast/walk.ts";
import type { ReadTemplate } from "../read-template.ts";

/** A place where a template names others: its `extends`, `include`, `import` or `from`. */
export interface TemplateReference {
  /** The names in the order in which they are tried; null for one that is computed. */
  readonly names: readonly (string | null)[];
  /** Whether a render goes on without any of them: `ignore missing`. */
  readonly isOptional: boolean;
  /** Where in the source the names begin, for `template.source.locate`. */
  readonly start: number;
}

/**
 * The places where a template names others.
 *
 * @param template - What {@link Environment.parse} has read.
 * @returns One for each statement, in the order of the source.
 * @example
 * const template = new Environment().parse("{% include ['a.html', 'b.html'] ignore missing %}");
 * findTemplateReferences(template); // => [{ names: ["a.html", "b.html"], isOptional: true, start: 11 }]
 */
export function findTemplateReferences({ tree }: ReadTemplate): readonly TemplateReference[] {
  return [...allStatements(tree.body)].flatMap((statement) => {
    switch (statement.kind) {
      case "Extends":
      case "Import":
      case "FromImport":
      case "Include": {
        const { start } = statement.template;
        const isOptional = statement.kind === "Include" && statement.ignoreMissing;
        return [{ names: namesIn(statement.template), isOptional, start }];
      }
      default:
        return [];
    }
  });
}

/**
 * The names of the templates that a template extends, includes and imports.
 *
 * @param template - What {@link Environment.parse} has read.
 * @returns The names in the order of the source, each as often as it is there; null for one that is computed.
 * @example
 * const template = new Environment().parse("{% extends 'layout.html' %}{% include helper %}");
 * findReferencedTemplates(template); // => ["layout.html", null]
 */
export function findReferencedTemplates(template: ReadTemplate): readonly (string | null)[] {
  return findTemplateReferences(template).flatMap(({ names }) => names);
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
