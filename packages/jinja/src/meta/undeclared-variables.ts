import { analyze } from "../analyze/analyze.ts";
import type { ReadTemplate } from "../read-template.ts";
import { builtInGlobals } from "../runtime/globals.ts";

/**
 * The names which a template looks up among the variables it is rendered with. Which way a render will take is not
 * known, so that all count that may be looked up.
 *
 * @param template - What {@link Environment.parse} has read.
 * @param globals - Names that need not be given. Default: the built-in ones.
 * @example
 * const template = new Environment().parse("{% for item in items %}{{ item }}{{ end }}{% endfor %}");
 * findUndeclaredVariables(template); // => new Set(["items", "end"])
 */
export function findUndeclaredVariables(
  { tree }: ReadTemplate,
  globals: Readonly<Record<string, unknown>> = builtInGlobals,
): ReadonlySet<string> {
  const names = analyze(tree).scopes.flatMap(({ variables }) => {
    return [...variables].filter(({ origin }) => origin.kind === "context").map(({ name }) => name);
  });
  return new Set(names.filter((name) => !Object.hasOwn(globals, name)));
}
