import { inflateSync } from "node:zlib";
import type { Exchange, RawAnswer } from "./exchange.ts";

/** An answer as answers are compared: without what changes from run to run, the session laid open. */
export interface Answer {
  readonly status: string;
  /** Sorted by name; lines of the same name keep their order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Text, or bytes in base64 where they are no text. */
  readonly body: string | { readonly base64: string };
}

const SESSION_COOKIE = /^(session|kettle)=([^;]+)(.*)$/;
const EPOCH = /\b01 Jan 1970\b/;
const OF_THE_CONNECTION: ReadonlySet<string> = new Set([
  "date",
  "connection",
  "keep-alive",
  "transfer-encoding",
]);
const FILE_HEADERS: ReadonlySet<string> = new Set(["etag", "last-modified"]);

/** Makes an answer comparable. */
export function comparable(raw: RawAnswer, { sendsFiles }: Exchange): Answer {
  const headers = raw.headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !OF_THE_CONNECTION.has(name))
    .map(
      ([name, value]) =>
        [name, sendsFiles && FILE_HEADERS.has(name) ? "(one)" : settled(name, value)] as const,
    );
  return {
    // The case of a reason says nothing; Werkzeug's writes them in capitals before 3.2.
    status: raw.status.toUpperCase(),
    headers: headers.toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))),
    body: readable(Buffer.from(raw.body, "base64")),
  };
}

/** The value of a header without what depends on the run. */
function settled(name: string, value: string): string {
  // A set of methods, whose order in Python depends on the run.
  if (name === "allow") return value.split(", ").toSorted().join(", ");
  if (name === "expires") return EPOCH.test(value) ? value : "(later)";
  if (name !== "set-cookie") return value;
  const [, cookie, token = "", attributes = ""] = SESSION_COOKIE.exec(value) ?? [];
  const opened = cookie === undefined ? value : `${cookie}=${payloadOf(token)}${attributes}`;
  return EPOCH.test(opened) ? opened : opened.replace(/Expires=[^;]+/, "Expires=(later)");
}

/** What a signed session says: the JSON before its signature. */
function payloadOf(token: string): string {
  const isCompressed = token.startsWith(".");
  const bytes = Buffer.from(token.slice(Number(isCompressed)).split(".")[0] ?? "", "base64url");
  return (isCompressed ? inflateSync(bytes) : bytes).toString("utf8");
}

function readable(bytes: Buffer): Answer["body"] {
  const text = bytes.toString("utf8");
  return Buffer.from(text).equals(bytes) ? text : { base64: bytes.toString("base64") };
}
