import { InternalServerError, type RequestHandler, Response } from "@dewar/http";
import type { Flask } from "../app.ts";
import { andThen, attempt } from "../dispatch/maybe-promise.ts";
import { toError } from "../errors.ts";
import type { Request } from "../request.ts";

/** The application as its development server asks it: with a line for each answer, and with tracebacks. */
export function developmentHandler(app: Flask): RequestHandler<Request> {
  return (request) => {
    const start = performance.now();
    const answered = attempt(
      () => app.handle(request),
      (thrown) => answerWithTraceback(app, request, thrown),
    );
    return andThen(answered, (response) => {
      const milliseconds = (performance.now() - start).toFixed(1);
      app.logger.info(`${request.method} ${printable(request)} ${response.statusCode} ${milliseconds} ms`);
      return response;
    });
  };
}

/** An error that the application let through, as it does when debugging. Only this machine gets to see it. */
function answerWithTraceback(app: Flask, request: Request, thrown: unknown): Response {
  const error = toError(thrown);
  app.logException(error, request);
  if (!isLocal(request)) return new InternalServerError(undefined, { cause: error }).getResponse();
  return new Response(traceback(error), { status: 500, mimetype: "text/plain" });
}

const LOCAL_ADDRESS = /^(?:127(?:\.\d{1,3}){3}|::1)$/;
const LOCAL_HOST = /^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/**
 * Whether a request comes from this machine and names it. The name counts too: a page of any site may send its
 * visitors' browsers here under a name of its own (DNS rebinding).
 */
function isLocal(request: Request): boolean {
  return LOCAL_ADDRESS.test(request.remoteAddr ?? "") && LOCAL_HOST.test(request.host);
}

/** The error with what caused it, as Node prints it. */
function traceback(error: Error): string {
  const causes: string[] = [];
  for (let cause: unknown = error; cause instanceof Error && causes.length < 10; cause = cause.cause) {
    causes.push(cause.stack ?? String(cause));
  }
  return `${causes.join("\n\nCaused by: ")}\n`;
}

/**
 * The path as it can stand in a terminal: Node admits bytes in it that a terminal would take for commands. The query
 * stays away, for it may hold what nobody else is to know.
 */
function printable(request: Request): string {
  const path = request.source.target.replace(/\?.*$/s, "");
  return path.replace(/[^\x20-\x7e]/g, (character) => encodeURIComponent(character));
}
