import type { BodyLimits } from "../body/limits.ts";
import { HTTPException } from "../errors/http-exception.ts";
import { InternalServerError } from "../errors/server-errors.ts";
import type { Request, RequestClass } from "../request/request.ts";
import type { Response } from "../response/response.ts";

/** What answers requests: an application, or a middleware around one. */
export type RequestHandler<R extends Request = Request> = (request: R) => Response | Promise<Response>;

/** How requests reach a {@link RequestHandler}. */
export interface HandlerOptions<R extends Request = Request> {
  /** The class of the requests that the handler is given. Default: {@link Request}. */
  readonly requestClass?: RequestClass<R> | undefined;
  /** How much of a body to take. */
  readonly bodyLimits?: BodyLimits | undefined;
  /** Whether bodies are read before the handler is called. Default: true. Without it handlers have `stream`. */
  readonly loadBody?: boolean | undefined;
  /** Told of errors that are not answers: those a handler did not catch, and those of streams and callbacks. */
  readonly onError?: ErrorReporter | undefined;
}

/** Takes note of an error. */
export type ErrorReporter = (error: unknown, request?: Request) => void;

/**
 * Answers a request: checks it, reads its body and calls the handler. It throws nothing: an HTTP error becomes its
 * response, any other is reported and becomes a 500. Without promises on the way there is none in the answer.
 */
export function answer<R extends Request>(
  handler: RequestHandler<R>,
  request: R,
  options: HandlerOptions<R>,
): Response | Promise<Response> {
  try {
    request.assertWellFormed();
    const loading = options.loadBody === false ? undefined : request.loadBody(options.bodyLimits);
    const response = loading === undefined ? handler(request) : loading.then(() => handler(request));
    if (!(response instanceof Promise)) return response;
    return response.catch((error: unknown) => answerError(error, request, options));
  } catch (error) {
    return answerError(error, request, options);
  }
}

/** Reports an error on the console, for servers that are not told otherwise. */
export function reportOnConsole(error: unknown, request?: Request): void {
  console.error(
    request === undefined ? "Error in the server" : `Error in ${request.method} ${request.path}`,
    error,
  );
}

function answerError(
  error: unknown,
  request: Request,
  options: { readonly onError?: ErrorReporter | undefined },
): Response {
  if (error instanceof HTTPException) return error.getResponse();
  (options.onError ?? reportOnConsole)(error, request);
  return new InternalServerError(undefined, { cause: error }).getResponse();
}
