import { requireContext } from "../context.ts";

/**
 * Does `work` once the response has been sent, for what the client need not wait for. It runs in a copy of the context:
 * `request` and `session` are there, `g` is empty, and teardown hooks run at its end. The session can no longer be
 * changed, for its cookie has been sent. An error is written to the log.
 *
 * The work is done whatever the response is, an error included. Outside of a request it starts when the context ends.
 *
 * @param work - May be async. A server that stops waits for it, within its limit; `app.backgroundWork.finished()` does
 * too.
 * @throws OutsideContextError outside of a context.
 * @example
 * const app = new Flask(import.meta.url);
 * const sent: string[] = [];
 * app.get("/join/<name>", ({ name }) => {
 *   afterResponse(() => void sent.push(`Welcome, ${name}: ${request.path}`));
 *   return "joined";
 * });
 * await app.testClient().get("/join/ann");
 * await app.backgroundWork.finished();
 * sent; // => ["Welcome, ann: /join/ann"]
 */
export function afterResponse(work: () => unknown): void {
  const context = requireContext("afterResponse");
  context.app.backgroundWork.add(context, work);
}
