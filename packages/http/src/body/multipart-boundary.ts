import { MultipartError } from "./multipart-error.ts";

// RFC 2046 says 70. The bound keeps the search for a boundary linear.
const MAX_LENGTH = 256;
const PRINTABLE = /^[ -~]+$/;

/**
 * Checks the boundary of a multipart body.
 *
 * @param boundary - The parameter of the content type, without dashes before it.
 * @returns Its bytes.
 * @throws {MultipartError} When it is empty, longer than 256 characters or not printable ASCII.
 */
export function encodeBoundary(boundary: string | Uint8Array): Buffer {
  const text = typeof boundary === "string" ? boundary : Buffer.from(boundary).toString("latin1");
  if (text === "") throw new MultipartError("The form data has no boundary.", "preamble");
  if (text.length > MAX_LENGTH || !PRINTABLE.test(text)) {
    throw new MultipartError("The boundary of the form data is too long or not plain ASCII.", "preamble");
  }
  return Buffer.from(text, "latin1");
}
