/** What Python's `str.isspace()` accepts, for use inside a regular expression's class. */
export const WHITESPACE: string =
  "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

/** What ends a line for Python's `str.splitlines()`, beside the pair of CR and LF; for a regular expression's class. */
export const LINE_ENDS: string = "\\n\\v\\f\\r\\x1c-\\x1e\\x85\\u2028\\u2029";
