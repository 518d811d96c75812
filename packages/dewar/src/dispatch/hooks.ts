import { Response } from "@dewar/http";
import type { AppContext } from "../context.ts";
import { ViewReturnError } from "../errors.ts";
import type { AfterRequestHook } from "../scope.ts";
import { firstDefined, isPromiseLike, type MaybePromise, andThen } from "./maybe-promise.ts";
import { toResponse } from "./to-response.ts";

/** Runs the URL value preprocessors and the before-request hooks; answers with the response of the first that gave one. */
export function runBeforeRequest(context: AppContext): MaybePromise<Response | undefined> {
  const { app, request } = context;
  const chain = app.scopeChain(request.blueprint);
  for (const preprocess of chain.urlValuePreprocessors) preprocess(request.endpoint, request.viewArgs ?? {});
  if (chain.beforeRequest.length === 0) return undefined;
  return firstDefined(chain.beforeRequest, (hook) =>
    andThen(hook(), (value) => {
      if (value === undefined) return undefined;
      return toResponse(context, value, () => `The before-request hook "${hook.name || "(anonymous)"}"`);
    }),
  );
}

/** Passes the response through `afterThisRequest` callbacks, then through the after-request hooks. */
export function runAfterRequest(context: AppContext, response: Response): MaybePromise<Response> {
  const hooks = context.app.scopeChain(context.request.blueprint).afterRequest;
  if (context.afterThisRequest.length === 0) return passThrough(hooks, response);
  return passThrough([...context.afterThisRequest, ...hooks], response);
}

function passThrough(hooks: readonly AfterRequestHook[], response: Response): MaybePromise<Response> {
  let current = response;
  for (const [index, hook] of hooks.entries()) {
    const before = current;
    const answer = hook(before);
    if (isPromiseLike(answer)) {
      return andThen(answer, (made) => passThrough(hooks.slice(index + 1), checked(hook, made, before)));
    }
    current = checked(hook, answer, before);
  }
  return current;
}

/** A hook that returns nothing leaves the response as it is. */
function checked(hook: AfterRequestHook, made: unknown, before: Response): Response {
  if (made === undefined) return before;
  if (made instanceof Response) return made;
  throw new ViewReturnError(
    `The after-request hook "${hook.name || "(anonymous)"}" returned something that is not a Response. ` +
      "Return the response it was given, another Response, or nothing.",
  );
}
