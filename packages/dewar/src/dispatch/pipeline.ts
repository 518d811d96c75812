import { HTTPException, InternalServerError, RequestRedirect, type Response } from "@dewar/http";
import { AppContext } from "../context.ts";
import { toError } from "../errors.ts";
import type { Flask } from "../app.ts";
import type { Request } from "../request.ts";
import { appContextPushed, gotRequestException, requestFinished, requestStarted } from "../signals.ts";
import { callView } from "./call-view.ts";
import { findErrorHandler } from "./error-handlers.ts";
import { runAfterRequest, runBeforeRequest } from "./hooks.ts";
import { attempt, type MaybePromise, andThen } from "./maybe-promise.ts";
import { toResponse } from "./to-response.ts";

/**
 * Answers a request. The teardown hooks run when the response is closed: after its last byte, or when the client
 * has left.
 *
 * match the URL -> load the body -> open the session -> before-request hooks -> view -> after-request hooks
 * -> save the session -> (response sent) -> teardown hooks
 *
 * @throws (or rejects with) an unhandled error when the application propagates errors: in tests and when debugging.
 */
export function handleRequest(app: Flask, request: Request): MaybePromise<Response> {
  app.finishSetup();
  app.matchRequest(request);
  const context = new AppContext(app, request);
  const loading = attempt<unknown>(
    () => app.loadBody(request),
    (error) => void (request.routingError ??= toError(error)),
  );
  return andThen(loading, () => context.enter(answer));
}

function answer(context: AppContext): MaybePromise<Response> {
  appContextPushed.send(context.app, {});
  return attempt(
    () => andThen(answerOrFail(context), (response) => endWhenClosed(context, response)),
    (error) => andThen(endNow(context, toError(error)), () => rethrow(error)),
  );
}

function answerOrFail(context: AppContext): MaybePromise<Response> {
  return attempt(
    () => andThen(context.openSession(), () => dispatch(context)),
    (error) => answerException(context, toError(error)),
  );
}

function dispatch(context: AppContext): MaybePromise<Response> {
  requestStarted.send(context.app, {});
  const response = attempt(
    () => andThen(runBeforeRequest(context), (early) => (early === undefined ? callView(context) : early)),
    (error) => answerError(context, toError(error)),
  );
  return andThen(response, (made) => finalize(context, made));
}

/** What happens to every response on its way out. */
function finalize(context: AppContext, response: Response): MaybePromise<Response> {
  return andThen(runAfterRequest(context, response), (made) =>
    andThen(context.app.saveSession(context, made), (sent) => {
      requestFinished.send(context.app, { response: sent });
      return sent;
    }),
  );
}

/** An error thrown by a hook or a view, handled as the application asked; otherwise it goes on. */
function answerError(context: AppContext, error: Error): MaybePromise<Response> {
  if (error instanceof HTTPException && !context.app.trapsHttpException(error)) {
    return answerHttpException(context, error);
  }
  const handler = findErrorHandler(errorScopes(context), error);
  if (handler === undefined) throw error;
  return andThen(handler(error), (value) => toResponse(context, value, () => handlerName(error)));
}

function answerHttpException(context: AppContext, error: HTTPException): MaybePromise<Response> {
  const handler = isAnswer(error) ? undefined : findErrorHandler(errorScopes(context), error);
  if (handler === undefined) return error.getResponse();
  return andThen(handler(error), (value) => toResponse(context, value, () => handlerName(error)));
}

/** A redirect of the URL map, or a response given to `abort`: nothing went wrong that a handler should see. */
function isAnswer(error: HTTPException): boolean {
  return (
    error instanceof RequestRedirect || (error.response !== undefined && error.constructor === HTTPException)
  );
}

/** An error that nothing has handled: log it, and answer 500 without a word of detail. */
function answerException(context: AppContext, error: Error): MaybePromise<Response> {
  const { app } = context;
  context.failure = error;
  gotRequestException.send(app, { error });
  if (app.propagatesExceptions) throw error;
  app.logException(error, context.request);
  const failure = new InternalServerError(undefined, { cause: error });
  const handler = findErrorHandler(errorScopes(context), failure);
  const response: MaybePromise<Response> =
    handler === undefined
      ? failure.getResponse()
      : andThen(handler(failure), (value) => toResponse(context, value, () => handlerName(failure)));
  // The after-request hooks see this response too, but a hook that fails again must not take it away.
  return andThen(response, (made) =>
    attempt(
      () => finalize(context, made),
      (again) => {
        app.logException(toError(again), context.request);
        return made;
      },
    ),
  );
}

function endWhenClosed(context: AppContext, response: Response): Response {
  context.response = response;
  if (context.hasTeardown) response.callOnClose(() => endNow(context, context.failure));
  return response;
}

function endNow(context: AppContext, error: Error | undefined): MaybePromise<void> {
  return attempt(
    () => context.end(error),
    (failure) => context.app.logException(toError(failure), context.request),
  );
}

function errorScopes(context: AppContext): ReturnType<Flask["scopeChain"]>["errorHandlers"] {
  return context.app.scopeChain(context.request.blueprint).errorHandlers;
}

function handlerName(error: Error): string {
  return `The error handler for ${error instanceof HTTPException ? error.code : error.name}`;
}

function rethrow(error: unknown): never {
  throw error;
}
