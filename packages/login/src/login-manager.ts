import {
  abort,
  type Blueprint,
  type Flask,
  type MaybePromise,
  requireContext,
  type Response,
  safeRedirect,
  type SafeRedirectOptions,
} from "dewar";
import { setDefaults } from "./config.ts";
import { guardWith, isExempt, type LoginGuard, type LoginHook } from "./guard.ts";
import { forgetUser, nameUser } from "./login-session.ts";
import { LoginStates } from "./login-state.ts";
import type { LoginView } from "./login-view.ts";
import type { LoginManagerOptions, LoginOptions } from "./options.ts";
import { type RefusalHandler, Refusals } from "./refusals.ts";
import { hasRememberCookie, rememberedId, updateRememberCookie } from "./remember-cookie.ts";
import { sessionIdentifier } from "./session-identifier.ts";
import { LoginSignals } from "./signals.ts";
import { idOf, isAuthenticated, type LoginUser, userForTemplates } from "./user.ts";
import { UserFinder } from "./user-finder.ts";
import type { RequestLoader, TokenLoader, UserLoader } from "./user-loaders.ts";

/** Where nobody is something else than undefined, the manager must be told what. */
type OptionsArgument<Anonymous> = undefined extends Anonymous
  ? [options?: LoginManagerOptions<Anonymous>]
  : [options: LoginManagerOptions<Anonymous> & { readonly anonymousUser: Anonymous }];

/**
 * Keeps users logged in, from request to request.
 *
 * The user is looked for before each request whose session or cookie names one, or that a request loader knows; it is
 * then at hand without waiting. Requests for static files are nobody's, unless a guard looks.
 *
 * @typeParam User - The application's users, which have an `id` or `getId()`; see {@link LoginUser}.
 * @typeParam Anonymous - What {@link currentUser} is while nobody is logged in.
 * @example
 * interface User { id: number; name: string }
 * const login = new LoginManager<User>({ loginView: "/login" });
 * login.userLoader((id) => (id === "7" ? { id: 7, name: "Ann" } : undefined));
 *
 * const app = new Flask(import.meta.url);
 * app.secretKey = "dev";
 * login.initApp(app);
 * app.post("/login", () => {
 *   login.loginUser({ id: 7, name: "Ann" });
 *   return login.redirectToNext("/");
 * });
 * app.get("/", () => `Hello, ${login.requireUser().name}!`);
 *
 * const client = app.testClient();
 * (await client.get("/")).location; // => "/login?next=%2F"
 * await client.post("/login");
 * (await client.get("/")).text; // => "Hello, Ann!"
 */
export class LoginManager<User extends LoginUser = LoginUser, Anonymous = undefined> {
  /** What happens to users, for whoever wants to know. */
  readonly signals: LoginSignals<User> = new LoginSignals();
  readonly #states = new LoginStates<User>();
  readonly #finder = new UserFinder<User>(this.signals);
  readonly #refusals: Refusals;
  readonly #anonymousUser: Anonymous;
  readonly #now: () => number;

  constructor(...[options = {}]: OptionsArgument<Anonymous>) {
    this.#refusals = new Refusals(options);
    this.#anonymousUser = anonymousUserOf(options);
    this.#now = options.now ?? Date.now;
  }

  /** Sets an application up: its hooks, its settings, `current_user` in its templates. */
  initApp(app: Flask): void {
    setDefaults(app);
    app.extensions["login"] = this;
    app.beforeRequest(() => this.#loadBeforeRequest());
    app.afterRequest((response) => {
      const context = requireContext("LoginManager");
      updateRememberCookie(context, response, this.#states.of(context).cookie, this.#now());
    });
    app.contextProcessor(() => {
      const user = this.#userForTemplates();
      return { current_user: user, currentUser: user };
    });
  }

  /** Says how users are found by the id that sessions and cookies hold. */
  userLoader(loader: UserLoader<User>): this {
    this.#finder.userLoader = loader;
    return this;
  }

  /** Adds a way to find the user by what the request shows. It is tried when session and cookie name nobody. */
  requestLoader(loader: RequestLoader<User>): this {
    this.#finder.requestLoaders.add(loader);
    return this;
  }

  /** {@link requestLoader} with the value of the header AUTH_HEADER_NAME, if there is one. */
  headerLoader(loader: TokenLoader<User>): this {
    this.#finder.requestLoaders.addHeader(loader);
    return this;
  }

  /** {@link requestLoader} with the token of `Authorization: Bearer`, if there is one. */
  tokenLoader(loader: TokenLoader<User>): this {
    this.#finder.requestLoaders.addToken(loader);
    return this;
  }

  /** Sets the page to log in, or that for the views of a blueprint and of those nested in it. */
  setLoginView(view: LoginView, blueprint?: Blueprint | string): this {
    this.#refusals.loginViews.set(view, blueprint);
    return this;
  }

  /** Answers all who must log in with what `handler` returns. It may also throw. */
  unauthorizedHandler(handler: RefusalHandler): this {
    this.#refusals.onUnauthorized = handler;
    return this;
  }

  /** Answers all who must give their password again with what `handler` returns. It may also throw. */
  needsRefreshHandler(handler: RefusalHandler): this {
    this.#refusals.onNeedsRefresh = handler;
    return this;
  }

  /**
   * The user of this request; what stands for nobody when no one is logged in.
   *
   * @throws OutsideContextError outside of a request; SetupError where nobody has been looked for, see {@link loadUser}.
   */
  get currentUser(): User | Anonymous {
    return this.#knownUser() ?? this.#anonymousUser;
  }

  /** Looks for the user, where that has not been done yet: before the hook of {@link initApp}, or in a test's context. */
  loadUser(): MaybePromise<User | undefined> {
    const context = requireContext("LoginManager");
    const state = this.#states.of(context);
    return state.load(() => this.#finder.find(context, state));
  }

  /**
   * The user of this request. Whoever is not logged in is sent to the login page instead, and the view goes no further.
   *
   * @throws HTTPException that answers the request as {@link unauthorized} does.
   */
  requireUser(): User {
    const user = this.#knownUser();
    return isAuthenticated(user) ? user : abort(this.unauthorized());
  }

  /** {@link requireUser}, who has given the password since the session began. */
  requireFreshUser(): User {
    const user = this.requireUser();
    return this.loginFresh() ? user : abort(this.needsRefresh());
  }

  /** A before-request hook that lets only those pass who are logged in: `blueprint.beforeRequest(login.requireLogin)`. */
  readonly requireLogin: LoginHook = () => this.#check(() => this.#refusal(false));

  /** {@link requireLogin} for those who have given their password since the session began. */
  readonly requireFreshLogin: LoginHook = () => this.#check(() => this.#refusal(true));

  /**
   * Puts {@link requireLogin} before one view: `app.get("/cart", login.loginRequired(showCart))`, or before a class of
   * views as one of its `decorators`.
   */
  readonly loginRequired: LoginGuard = guardWith(this.requireLogin);

  /** {@link loginRequired} for those who have given their password since the session began. */
  readonly freshLoginRequired: LoginGuard = guardWith(this.requireFreshLogin);

  /**
   * Logs a user in. The session gets a new identity, and keeps what else is in it.
   *
   * @returns Whether the user could log in: not if `isActive` is false, unless forced.
   * @throws SessionUnavailable without a SECRET_KEY; OutsideContextError outside of a request.
   */
  loginUser(user: User, options: LoginOptions = {}): boolean {
    const { remember = false, duration, force = false, fresh = true } = options;
    if (!force && user.isActive === false) return false;
    const context = requireContext("loginUser");
    const { app, session } = context;
    nameUser(context, idOf(user), fresh);
    const state = this.#states.of(context);
    state.user = user;
    if (remember) {
      state.cookie = "send";
      if (duration === undefined) session.delete("_remember_seconds");
      else session.set("_remember_seconds", duration);
    }
    this.signals.userLoggedIn.send(app, { user });
    return true;
  }

  /** Logs the user out: of the session, which gets a new identity, and of the remember-me cookie. */
  logoutUser(): void {
    const context = requireContext("logoutUser");
    const user = this.#knownUser();
    context.session.regenerate();
    forgetUser(context);
    const state = this.#states.of(context);
    state.user = undefined;
    state.cookie = hasRememberCookie(context) ? "clear" : undefined;
    if (user !== undefined) this.signals.userLoggedOut.send(context.app, { user });
  }

  /** Makes the session fresh again, under a new identity: the user has given the password. */
  confirmLogin(): void {
    const { app, session, request } = requireContext("confirmLogin");
    session.regenerate();
    session.update({ _fresh: true, _id: sessionIdentifier(request) });
    this.signals.userLoginConfirmed.send(app, {});
  }

  /** Whether the user has given the password since the session began. Never true of whom a request loader found. */
  loginFresh(): boolean {
    const context = requireContext("loginFresh");
    return context.session.get("_fresh") === true && !this.#states.of(context).isOfRequestAlone;
  }

  /** Whether the client has a remember-me cookie of this application. */
  loginRemembered(): boolean {
    const context = requireContext("loginRemembered");
    return this.#states.of(context).cookie !== "clear" && rememberedId(context) !== undefined;
  }

  /**
   * What is answered to those who must log in: what the handler says, else a redirect to the login page.
   *
   * @throws Unauthorized without either.
   */
  unauthorized(): Response {
    this.signals.userUnauthorized.send(requireContext("unauthorized").app, {});
    return this.#refusals.unauthorized();
  }

  /**
   * What is answered to those who must give their password again: what the handler says, else a redirect to the
   * refresh view.
   *
   * @throws Unauthorized without either.
   */
  needsRefresh(): Response {
    this.signals.userNeedsRefresh.send(requireContext("needsRefresh").app, {});
    return this.#refusals.needsRefresh();
  }

  /**
   * After a login: a redirect to where the user wanted to go, if that is here, else to `fallback`. It is what `next`
   * says, in the query, the form or the session. Links may say anything there, so `safeRedirect` looks at it.
   */
  redirectToNext(fallback: string, options: SafeRedirectOptions = {}): Response {
    const { app, request, session } = requireContext("redirectToNext");
    const next = app.config.get("USE_SESSION_FOR_NEXT") ? session.pop("next") : request.values.get("next");
    return safeRedirect(typeof next === "string" ? next : undefined, fallback, options);
  }

  #knownUser(): User | undefined {
    const context = requireContext("LoginManager");
    const { user } = this.#states.of(context);
    // Whoever asks for the user makes the response that user's own: `Vary: Cookie`.
    context.session.has("_user_id");
    return user;
  }

  #refusal(mustBeFresh: boolean): Response | undefined {
    if (!isAuthenticated(this.#knownUser())) return this.unauthorized();
    return mustBeFresh && !this.loginFresh() ? this.needsRefresh() : undefined;
  }

  #check(refusal: () => Response | undefined): MaybePromise<Response | undefined> {
    if (isExempt()) return undefined;
    const loading = this.loadUser();
    return loading instanceof Promise ? loading.then(refusal) : refusal();
  }

  #loadBeforeRequest(): MaybePromise<void> {
    const context = requireContext("LoginManager");
    if (/(?:^|\.)static$/.test(context.request.endpoint ?? "")) {
      this.#states.of(context).skip();
      return undefined;
    }
    const loading = this.loadUser();
    return loading instanceof Promise ? loading.then(() => undefined) : undefined;
  }

  #userForTemplates(): object {
    const context = requireContext("current_user");
    // A page that is answered before anybody was looked for, such as that of an error, is a page for nobody.
    const isKnown = context.hasRequest && this.#states.of(context).isSettled;
    return userForTemplates(isKnown ? this.#knownUser() : undefined, this.#anonymousUser);
  }
}

/** It is only missing where `Anonymous` may be undefined: see {@link OptionsArgument}. */
function anonymousUserOf<Anonymous>(options: LoginManagerOptions<Anonymous>): Anonymous {
  return options.anonymousUser as Anonymous;
}
