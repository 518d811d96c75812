import type { LoginView } from "./login-view.ts";

/** What users are told who are sent to a page to log in. */
export interface LoginMessage {
  /** Text or Markup; null: nothing. */
  readonly text?: string | null;
  /** The category under which it is flashed. Default: "message". */
  readonly category?: string;
}

/** Where users go who may not go on, and what they are told. */
export interface RefusalOptions {
  /** The page to log in. Without one, whoever must log in is answered 401. */
  readonly loginView?: LoginView | undefined;
  /** The page to give the password again. Without one, whoever must do so is answered 401. */
  readonly refreshView?: LoginView | undefined;
  /** Default text: "Please log in to access this page." */
  readonly loginMessage?: LoginMessage;
  /** Default text: "Please reauthenticate to access this page." */
  readonly needsRefreshMessage?: LoginMessage;
  /** Translates the texts, at each use. */
  readonly localize?: (text: string) => unknown;
}

/** What a manager can be told. */
export interface LoginManagerOptions<Anonymous = undefined> extends RefusalOptions {
  /** What `currentUser` is while nobody is logged in. All requests share it. Default: undefined. */
  readonly anonymousUser?: Anonymous;
  /** The clock, in milliseconds. Default: `Date.now`. */
  readonly now?: () => number;
}

/** How a user is logged in. */
export interface LoginOptions {
  /** Sends the remember-me cookie, which outlives the session. Default: false. */
  readonly remember?: boolean;
  /** Seconds that the cookie lives. Default: REMEMBER_COOKIE_DURATION. */
  readonly duration?: number | undefined;
  /** Logs in even who is not active. Default: false. */
  readonly force?: boolean;
  /** Whether the user has just given a password. Default: true. */
  readonly fresh?: boolean;
}
