import { requireContext } from "../context.ts";

/**
 * Wraps a function so that it runs, whenever it is called, in a copy of the current context: the same request and
 * session, and a `g` of its own. For work that goes on after the response.
 *
 * @param work - What to do later.
 * @returns A function that does it. Teardown hooks run at its end.
 * @throws OutsideContextError outside of a context.
 * @example
 * const app = new Flask(import.meta.url);
 * let path = "";
 * const later = await app.testRequestContext("/tea", () => copyCurrentContext(() => { path = request.path; }));
 * later();
 * path; // => "/tea"
 */
export function copyCurrentContext<Args extends readonly unknown[], Result>(
  work: (...args: Args) => Result,
): (...args: Args) => Result {
  const context = requireContext("copyCurrentContext").copy();
  return (...args) => context.copy().run(() => work(...args));
}
