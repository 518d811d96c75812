import { createHash } from "node:crypto";
import type { Request } from "dewar";

/**
 * What a session notes of the client that logged in, to tell when somebody else brings it: SHA-512 of the address and
 * the `User-Agent`. Flask-Login hashes the two as Python prints bytes, so this does too.
 */
export function sessionIdentifier(request: Request): string {
  const text = [request.remoteAddr, request.headers.get("User-Agent")].map(printedBytes).join("|");
  return createHash("sha512").update(text).digest("hex");
}

/** Printable ASCII without quotes and backslashes: shown as it is, and all that most clients send. */
const PLAIN = /^[ !#-&(-[\]-~]*$/;

const SHORT: ReadonlyMap<number, string> = new Map([
  [9, "\\t"],
  [10, "\\n"],
  [13, "\\r"],
  [92, "\\\\"],
]);

/** The bytes of a text, UTF-8, as Python's `repr` shows them. */
function printedBytes(text: string | undefined): string {
  if (text === undefined) return "None";
  if (PLAIN.test(text)) return `b'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const shown = Array.from(Buffer.from(text), (byte) => {
    if (byte === quote.charCodeAt(0)) return `\\${quote}`;
    if (byte >= 32 && byte < 127 && byte !== 92) return String.fromCharCode(byte);
    return SHORT.get(byte) ?? `\\x${byte.toString(16).padStart(2, "0")}`;
  });
  return `b${quote}${shown.join("")}${quote}`;
}
