import type { AppContext } from "dewar";
import { sessionIdentifier } from "./session-identifier.ts";

// The keys are Flask-Login's, whose applications may share the session. Reading through `snapshot` does not count as a
// look at the session: only who asks for the user makes the response one user's own.

/** What a session holds of a login. */
export interface LoginSession {
  /** The id of the user. */
  _user_id: string;
  /** Whether the user has given a password since the session began. */
  _fresh: boolean;
  /** The client that logged in, see {@link sessionIdentifier}. */
  _id: string;
  /** The life of the remember-me cookie, if it is not REMEMBER_COOKIE_DURATION. */
  _remember_seconds: number;
  /** Where the user wanted to go, with USE_SESSION_FOR_NEXT. */
  next: string;
}

const KEYS: readonly (keyof LoginSession)[] = ["_user_id", "_fresh", "_id", "_remember_seconds", "next"];

/** The id of the user whom the session names. */
export function userIdIn({ session }: AppContext): string | undefined {
  const id = session.snapshot()["_user_id"];
  // A Flask application may have put a number there.
  return typeof id === "string" || typeof id === "number" ? String(id) : undefined;
}

/**
 * Names a user in the session, under a new identity: whoever knew the session before knows nothing of it now.
 *
 * @param fresh - Whether the user has just given a password.
 */
export function nameUser(
  { session, request }: Pick<AppContext, "session" | "request">,
  id: string,
  fresh: boolean,
): void {
  session.regenerate();
  session.update({ _user_id: id, _fresh: fresh, _id: sessionIdentifier(request) });
}

/** Takes everything about the user out of the session. */
export function forgetUser({ session }: AppContext): void {
  for (const key of KEYS) session.delete(key);
}

/** What SESSION_PROTECTION has found: nothing, a session that is no longer fresh, or one that has been ended. */
export type Protection = "passed" | "stale" | "ended";

/** Compares the client of this request with the one that logged in, and does what SESSION_PROTECTION says. */
export function protectSession(context: AppContext): Protection {
  const { app, session, request } = context;
  const mode = app.config.get("SESSION_PROTECTION");
  const { _id, _fresh } = session.snapshot();
  if ((mode !== "basic" && mode !== "strong") || _id === sessionIdentifier(request)) return "passed";
  if (mode === "strong" && !session.permanent) {
    forgetUser(context);
    return "ended";
  }
  if (_fresh !== false) session.set("_fresh", false);
  return "stale";
}
