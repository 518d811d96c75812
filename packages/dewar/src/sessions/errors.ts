import { DewarError } from "../errors.ts";

/** The session was to change although there is no secret key to sign it with. */
export class SessionUnavailable extends DewarError {
  constructor() {
    super(
      "session_unavailable",
      "The session cannot be changed because there is no secret key to sign it with. Set SECRET_KEY in app.config " +
        "to a long random text and keep it secret: node -p \"crypto.randomBytes(32).toString('hex')\" makes one.",
    );
  }
}

/** The session does not fit into a cookie. Browsers would drop it without a word, so it is not sent. */
export class SessionTooLarge extends DewarError {
  /**
   * @param size - Length of the cookie as it would have been sent.
   * @param limit - `MAX_COOKIE_SIZE`.
   */
  constructor(size: number, limit: number) {
    super(
      "session_too_large",
      `The session cookie would have ${size} bytes, but browsers drop cookies of more than ${limit}. Keep large ` +
        "data in a database and its id in the session, or set app.sessionInterface to one that stores sessions " +
        "on the server.",
    );
  }
}

/** A session on the server changed again each time that it was to be saved. */
export class SessionConflict extends DewarError {
  constructor() {
    super(
      "session_conflict",
      "The session could not be saved because what is stored of it changed at every attempt. Either very many " +
        "requests change one session at once, or the store does not compare what it is asked to compare.",
    );
  }
}
