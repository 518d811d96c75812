import { abort, flash, makeResponse, redirect, requireContext, type Response, type ViewResult } from "dewar";
import { expandLoginView, loginUrl, type LoginView, LoginViews, makeNextParam } from "./login-view.ts";
import type { LoginMessage, RefusalOptions } from "./options.ts";
import { sessionIdentifier } from "./session-identifier.ts";

/** Answers in the place of a view that a user may not see. */
export type RefusalHandler = () => ViewResult;

const LOGIN_MESSAGE = "Please log in to access this page.";
const REFRESH_MESSAGE = "Please reauthenticate to access this page.";

/** The answers to those who must log in, or give their password again. */
export class Refusals {
  readonly loginViews: LoginViews;
  onUnauthorized: RefusalHandler | undefined;
  onNeedsRefresh: RefusalHandler | undefined;
  readonly #options: RefusalOptions;

  constructor(options: RefusalOptions) {
    this.#options = options;
    this.loginViews = new LoginViews(options.loginView);
  }

  /** @throws Unauthorized without a handler and a login view. */
  unauthorized(): Response {
    if (this.onUnauthorized !== undefined) return makeResponse(this.onUnauthorized());
    return this.#sendTo(this.loginViews.current, LOGIN_MESSAGE, this.#options.loginMessage);
  }

  /** @throws Unauthorized without a handler and a refresh view. */
  needsRefresh(): Response {
    if (this.onNeedsRefresh !== undefined) return makeResponse(this.onNeedsRefresh());
    const { refreshView, needsRefreshMessage } = this.#options;
    return this.#sendTo(refreshView, REFRESH_MESSAGE, needsRefreshMessage);
  }

  #sendTo(view: LoginView | undefined, standard: string, message: LoginMessage = {}): Response {
    if (view === undefined) return abort(401);
    const { text = standard, category } = message;
    if (text !== null) flash(this.#options.localize?.(text) ?? text, category);
    const { app, request, session } = requireContext("LoginManager");
    if (!app.config.get("USE_SESSION_FOR_NEXT")) return redirect(loginUrl(view, request.url));
    const url = expandLoginView(view);
    session.update({ _id: sessionIdentifier(request), next: makeNextParam(url, request.url) });
    return redirect(url);
  }
}
