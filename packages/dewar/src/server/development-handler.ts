import { InternalServerError, type RequestHandler, type Response } from "@dewar/http";
import type { Flask } from "../app.ts";
import { type AppContext, currentContext } from "../context.ts";
import { andThen, attempt, type MaybePromise } from "../dispatch/maybe-promise.ts";
import { toError } from "../errors.ts";
import type { Request } from "../request.ts";
import { gotRequestException } from "../signals.ts";
import type { LiveReload } from "./live-reload.ts";
import { requestSections } from "./request-sections.ts";
import type { RunningDebugger } from "./start-debugger.ts";

/** What the development server has besides the application. */
export interface DevelopmentTools {
  /** Answers errors. */
  readonly debugger?: RunningDebugger | undefined;
  readonly liveReload?: LiveReload | undefined;
}

/** The application as its development server asks it: with a line for each answer, and with tracebacks. */
export function developmentHandler(app: Flask, tools: DevelopmentTools = {}): RequestHandler<Request> {
  const contexts = contextsOfErrors(app);
  const answerError = (request: Request, thrown: unknown): Response => {
    const error = toError(thrown);
    app.logException(error, request);
    const page = tools.debugger?.answers.errorResponse(
      error,
      request,
      requestSections(request, contexts.get(error)),
    );
    return page ?? new InternalServerError(undefined, { cause: error }).getResponse();
  };
  return (request) => {
    const own = answerOfTools(tools, request);
    if (own !== undefined) return own;
    const start = performance.now();
    const answered = attempt(
      () => app.handle(request),
      (thrown) => answerError(request, thrown),
    );
    return andThen(answered, (response) => {
      const milliseconds = (performance.now() - start).toFixed(1);
      app.logger.info(`${request.method} ${printable(request)} ${response.statusCode} ${milliseconds} ms`);
      return tools.liveReload?.addTo(request, response) ?? response;
    });
  };
}

/** What the scripts of the tools' own pages ask; undefined when the request is for the application. */
function answerOfTools(tools: DevelopmentTools, request: Request): MaybePromise<Response> | undefined {
  const { debugger: errors, liveReload } = tools;
  if (errors === undefined || request.path !== errors.path) return liveReload?.answer(request);
  // Only another path makes it answer with nothing.
  return errors.answers.answer(request).then((answer) => answer ?? new InternalServerError().getResponse());
}

/** The contexts in which errors were thrown that nothing has handled. */
function contextsOfErrors(app: Flask): WeakMap<Error, AppContext> {
  const contexts = new WeakMap<Error, AppContext>();
  gotRequestException.connect((_, { error }) => {
    const context = currentContext();
    if (context !== undefined) contexts.set(error, context);
  }, app);
  return contexts;
}

/**
 * The path as it can stand in a terminal: Node admits bytes in it that a terminal would take for commands. The query
 * stays away, for it may hold what nobody else is to know.
 */
function printable(request: Request): string {
  const path = request.source.target.replace(/\?.*$/s, "");
  return path.replace(/[^\x20-\x7e]/g, (character) => encodeURIComponent(character));
}
