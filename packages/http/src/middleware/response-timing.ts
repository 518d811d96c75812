import type { Request } from "../request/request.ts";
import type { Response } from "../response/response.ts";
import type { RequestHandler } from "../server/request-handler.ts";

/** How long an answer took. */
export interface ResponseTiming {
  readonly request: Request;
  readonly response: Response;
  /** From the call of the handler to its response. A body that is streamed comes after. */
  readonly milliseconds: number;
}

/** Options of {@link responseTiming}. */
export interface ResponseTimingOptions {
  /** Told of each answer. */
  readonly report?: ((timing: ResponseTiming) => void) | undefined;
  /** Whether the client is told, in `Server-Timing`, which browsers show beside the request. Default: true. */
  readonly header?: boolean | undefined;
}

/**
 * Measures how long a handler takes to answer. What it throws is not an answer yet, and not measured.
 *
 * @param handler - What answers.
 * @param options - Who is told.
 * @example
 * const app = responseTiming(() => new Response("tea"), {
 *   report: ({ request, response, milliseconds }) => {
 *     console.log(`${request.method} ${request.path} ${response.statusCode} ${milliseconds.toFixed(1)} ms`);
 *   },
 * });
 * const response = await new Client(app).get("/");
 * response.headers.get("Server-Timing")?.startsWith("app;dur="); // => true
 */
export function responseTiming(handler: RequestHandler, options: ResponseTimingOptions = {}): RequestHandler {
  const { report, header = true } = options;
  return (request) => {
    const start = performance.now();
    const finish = (response: Response): Response => {
      const milliseconds = performance.now() - start;
      // https://www.w3.org/TR/server-timing/
      if (header) response.headers.add("Server-Timing", `app;dur=${milliseconds.toFixed(1)}`);
      report?.({ request, response, milliseconds });
      return response;
    };
    const response = handler(request);
    return response instanceof Promise ? response.then(finish) : finish(response);
  };
}
