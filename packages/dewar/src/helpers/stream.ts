import { requireContext } from "../context.ts";
import { readWithin } from "../dispatch/read-within.ts";
import { type TemplateContext, templateStream } from "../templating/render.ts";

/**
 * Keeps the current context while `source` is read, so that a generator can use `request`, `session` and `g`. What a
 * view returns is streamed so by itself; this is for the body of a `Response` that one builds.
 *
 * @throws OutsideContextError outside of a context.
 * @example
 * const app = new Flask(import.meta.url);
 * app.get("/", () => new Response(streamWithContext((function* () { yield request.path; })()), { status: 201 }));
 * (await app.testClient().get("/")).text; // => "/"
 */
export function streamWithContext<T>(source: Iterable<T> | AsyncIterable<T>): AsyncIterable<T> {
  return readWithin(requireContext("streamWithContext"), source);
}

/**
 * Renders a template in pieces, each sent as soon as it is there.
 *
 * @param name - As for `renderTemplate`.
 * @returns What a view may return.
 */
export function streamTemplate(
  name: string | readonly string[],
  context: TemplateContext = {},
): AsyncIterable<string> {
  const current = requireContext("streamTemplate");
  return readWithin(
    current,
    templateStream(current, current.app.jinjaEnv.getOrSelectTemplate(name), context),
  );
}

/** {@link streamTemplate} of a template given as text. */
export function streamTemplateString(source: string, context: TemplateContext = {}): AsyncIterable<string> {
  const current = requireContext("streamTemplateString");
  return readWithin(current, templateStream(current, current.app.jinjaEnv.fromString(source), context));
}
