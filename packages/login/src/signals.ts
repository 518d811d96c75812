import { Signal } from "dewar";

/** What a manager tells of its users. */
export class LoginSignals<User> {
  readonly userLoggedIn: Signal<{ readonly user: User }> = new Signal("user-logged-in");
  readonly userLoggedOut: Signal<{ readonly user: User }> = new Signal("user-logged-out");
  /** The session knew nobody, and the remember-me cookie did. */
  readonly userLoadedFromCookie: Signal<{ readonly user: User }> = new Signal("user-loaded-from-cookie");
  /** A request loader knew who sent the request. */
  readonly userLoadedFromRequest: Signal<{ readonly user: User }> = new Signal("user-loaded-from-request");
  /** A session became fresh again. */
  readonly userLoginConfirmed: Signal = new Signal("user-login-confirmed");
  /** A guard held somebody back who is not logged in. */
  readonly userUnauthorized: Signal = new Signal("user-unauthorized");
  /** A guard held somebody back whose session is not fresh. */
  readonly userNeedsRefresh: Signal = new Signal("user-needs-refresh");
  /** The user of a request is about to be looked for. */
  readonly userAccessed: Signal = new Signal("user-accessed");
  /** A session came from another client than the one that logged in. */
  readonly sessionProtected: Signal = new Signal("session-protected");
}
