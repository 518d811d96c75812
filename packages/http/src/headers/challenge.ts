import { parseDictHeader } from "./list-header.ts";

/** A scheme with what follows it, as in `Authorization` and `WWW-Authenticate` (RFC 9110, section 11.3). */
export interface Challenge {
  /** In lower case. */
  readonly scheme: string;
  /** All that follows the scheme. */
  readonly rest: string;
  /** What follows as `name=value` items; empty when it is a token. */
  readonly parameters: Map<string, string | undefined>;
  /** What follows as a token, undefined when it is parameters. */
  readonly token: string | undefined;
}

/** Reads a scheme and what follows it; undefined when there is no text. */
export function parseChallenge(text: string | undefined): Challenge | undefined {
  if (text === undefined || text === "") return undefined;
  const space = text.indexOf(" ");
  const end = space === -1 ? text.length : space;
  const scheme = text.slice(0, end).toLowerCase();
  const rest = text.slice(end + 1).trim();
  // An equals sign at the end is the padding of a token in base64.
  const equals = rest.indexOf("=");
  const isToken = equals === -1 || /^=*$/.test(rest.slice(equals));
  return {
    scheme,
    rest,
    parameters: isToken ? new Map() : parseDictHeader(rest),
    token: isToken ? rest : undefined,
  };
}

/** A scheme as headers usually write it: each word with a capital. */
export function printScheme(scheme: string): string {
  return scheme.replace(/[a-z]+/gi, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
}
