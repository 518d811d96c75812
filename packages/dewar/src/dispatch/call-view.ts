import type { Response } from "@dewar/http";
import type { AppContext } from "../context.ts";
import { SetupError } from "../errors.ts";
import type { Request } from "../request.ts";
import type { AppRule } from "../route.ts";
import { type MaybePromise, andThen } from "./maybe-promise.ts";
import { toResponse } from "./to-response.ts";

/**
 * Calls the view of the rule that matched.
 *
 * @throws The routing error when none did: here and not earlier, so that the before-request hooks have run.
 */
export function callView(context: AppContext): MaybePromise<Response> {
  const { app, request } = context;
  const rule = request.urlRule;
  if (request.routingError !== undefined) throw request.routingError;
  if (rule === undefined)
    throw new SetupError("request_not_matched", "The request was not matched to a rule.");
  if (request.method === "OPTIONS" && rule.provideAutomaticOptions) return allowedMethods(context);
  const view = app.viewFunctions.get(rule.endpoint);
  if (view === undefined) {
    throw new SetupError(
      "view_missing",
      `The rule "${rule.rule}" names the endpoint "${rule.endpoint}", which has no view. Give one of its rules a view.`,
    );
  }
  // The URL map made the values by this rule, whose type the compiler checked the view against.
  const value = view(request.viewArgs as never);
  return andThen(value, (result) => toResponse(context, result, () => originOf(rule, request)));
}

/** RFC 9110, section 9.3.7: what may be asked of this URL. */
function allowedMethods(context: AppContext): Response {
  const response = new context.app.responseClass();
  const methods = context.urlAdapter?.allowedMethods() ?? [];
  if (methods.length > 0) response.headers.set("Allow", methods.toSorted().join(", "));
  return response;
}

function originOf(rule: AppRule, request: Request): string {
  return `The view "${rule.endpoint}" (${request.method} ${rule.rule})`;
}
