// Where the data of a session keeps what is not the application's own. The names are Flask's and Flask-WTF's, whose
// applications may share the session.

/** Whether the session is permanent. */
export const PERMANENT = "_permanent";
/** Messages that wait for the next page. */
export const FLASHES = "_flashes";
/** The secret that the session's CSRF tokens are made of. */
export const CSRF_SECRET = "csrf_token";
