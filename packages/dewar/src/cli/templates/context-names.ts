import type { Flask } from "../../app.ts";

/**
 * The names that every template sees, whatever it is given: those of each request, and those of context processors.
 * A processor that works only with a real request tells none.
 */
export function contextNames(app: Flask): Promise<ReadonlySet<string>> {
  return app.testRequestContext("/", () => {
    const scopes = [undefined, ...app.blueprints.keys()];
    const processors = new Set(scopes.flatMap((scope) => app.scopeChain(scope).contextProcessors));
    const names = [...processors].flatMap((processor) => {
      try {
        return Object.keys(processor());
      } catch {
        return [];
      }
    });
    return new Set(["g", "request", "session", ...names]);
  });
}
