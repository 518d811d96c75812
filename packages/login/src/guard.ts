import { type MaybePromise, request, requireContext, type Response, type ViewFunction } from "dewar";

/** Lets a request pass, or answers in the place of the view: a before-request hook. */
export type LoginHook = () => MaybePromise<Response | undefined>;
/** Puts a guard before a view. Name and type of the view stay. */
export type LoginGuard = <View extends ViewFunction<never>>(view: View) => View;

/** Whether everybody passes: LOGIN_DISABLED, and preflight requests, which browsers send without cookies. */
export function isExempt(): boolean {
  return request.method === "OPTIONS" || requireContext("LoginManager").app.config.get("LOGIN_DISABLED");
}

/** A guard that calls the view if `hook` lets the request pass. */
export function guardWith(hook: LoginHook): LoginGuard {
  return <View extends ViewFunction<never>>(view: View): View => {
    const guarded: ViewFunction<never> = (values) => {
      const refusal = hook();
      if (refusal instanceof Promise) return refusal.then((response) => response ?? view(values));
      return refusal ?? view(values);
    };
    return dressedAs(view, guarded);
  };
}

/** Gives a function the name and the own members of a view, with which it has the view's type. */
function dressedAs<View extends ViewFunction<never>>(view: View, guarded: ViewFunction<never>): View {
  return Object.defineProperties(guarded, Object.getOwnPropertyDescriptors(view)) as View;
}
