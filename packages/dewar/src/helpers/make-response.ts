import type { HeadersSource, Response } from "@dewar/http";
import { requireContext } from "../context.ts";
import { toResponse, type ViewResult } from "../dispatch/to-response.ts";

/**
 * Makes a response with a status and headers of anything that a view may return.
 *
 * @param status - A code, or a whole status such as "404 Not Found".
 * @param headers - Set in place of those of the same name.
 * @throws ViewReturnError when the body cannot become a response.
 * @example
 * const app = new Flask(import.meta.url);
 * app.post("/todos", () => makeResponse({ id: 7 }, 201, { Location: "/todos/7" }));
 * (await app.testClient().post("/todos")).statusCode; // => 201
 */
export function makeResponse(
  body: ViewResult = "",
  status?: number | string,
  headers?: HeadersSource,
): Response {
  const response = toResponse(requireContext("makeResponse"), body, () => "makeResponse");
  if (status !== undefined) response.status = status;
  if (headers !== undefined) response.headers.update(headers);
  return response;
}

/**
 * A JSON response. Objects and arrays become one by being returned; this is for everything else that JSON can say.
 *
 * @throws TypeError when `value` cannot be written as JSON.
 * @example
 * const app = new Flask(import.meta.url);
 * app.get("/answer", () => jsonify(42));
 * (await app.testClient().get("/answer")).json; // => 42
 */
export function jsonify(value: unknown): Response {
  return requireContext("jsonify").app.json.response(value);
}
