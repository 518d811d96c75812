import { requireContext } from "../context.ts";
import type { AfterRequestHook } from "../scope.ts";

/**
 * Calls `hook` with the response of the current request, before the after-request hooks.
 *
 * @returns The hook.
 * @throws OutsideContextError outside of a request.
 */
export function afterThisRequest<Hook extends AfterRequestHook>(hook: Hook): Hook {
  const context = requireContext("afterThisRequest");
  void context.request;
  context.afterThisRequest.push(hook);
  return hook;
}
