import { ServiceUnavailable } from "../errors/server-errors.ts";
import type { Request } from "../request/request.ts";
import { isStreamedBody, openBody } from "../response/body.ts";
import type { Response } from "../response/response.ts";
import { type ErrorReporter, type RequestHandler, reportOnConsole } from "../server/request-handler.ts";

/** Options of {@link timeLimit}. */
export interface TimeLimitOptions {
  /** Told of errors that a handler throws when its time is over already. Default: the console. */
  readonly onError?: ErrorReporter | undefined;
}

/**
 * Answers 503 where a handler takes too long. Only handlers that return promises can be late. The time ends with the
 * response: a stream may take longer.
 *
 * A promise cannot be called off: the handler goes on, and what it returns is closed without being sent.
 *
 * @param handler - What answers.
 * @param milliseconds - How long it may take.
 * @param options - Where errors go that come too late.
 * @example
 * const hangs = () => new Promise<Response>(() => undefined);
 * (await new Client(timeLimit(hangs, 10)).get("/")).statusCode; // => 503
 */
export function timeLimit(
  handler: RequestHandler,
  milliseconds: number,
  options: TimeLimitOptions = {},
): RequestHandler {
  return (request) => {
    const answer = handler(request);
    return answer instanceof Promise ? inTime(answer, request, milliseconds, options) : answer;
  };
}

function inTime(
  answer: Promise<Response>,
  request: Request,
  milliseconds: number,
  { onError = reportOnConsole }: TimeLimitOptions,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new ServiceUnavailable("The server took too long to answer. Try again later."));
      answer.then(discard).catch((error: unknown) => onError(error, request));
    }, milliseconds);
    answer.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}

async function discard(response: Response): Promise<void> {
  if (isStreamedBody(response.body)) openBody(response.body).cancel();
  await response.close();
}
