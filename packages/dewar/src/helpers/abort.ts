import { Aborter, type AbortOptions, type Response } from "@dewar/http";
import { currentContext } from "../context.ts";

const standard = new Aborter();

/**
 * Stops the request and answers with an HTTP error: that of the application's `aborter`, which may know more of them.
 *
 * @param status - A status code with an error class (400 to 505), or a response to send as it is.
 * @param description - Plain text for the error page.
 * @param options - What the error of that status can be given, such as `retryAfter` for 503.
 * @throws The HTTP error, always. UnknownStatusError for a status code without one.
 * @example
 * abort(404); // throws NotFound
 */
export function abort(status: number | Response, description?: string, options?: AbortOptions): never {
  const aborter: Aborter = currentContext()?.app.aborter ?? standard;
  aborter.abort(status, description, options);
}
