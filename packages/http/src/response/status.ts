import { statusName } from "../errors/statuses.ts";

// These would end the status line (RFC 9112 section 4).
const CONTROL = /[\r\n\0]/;

/** A status line taken apart. */
export interface Status {
  code: number;
  reason: string;
}

/**
 * Reads a status line.
 *
 * @param text - "404 Not Found", "404", or a phrase alone, which has the code 0.
 * @returns The code and the phrase; a bare code gets its registered phrase.
 * @throws {TypeError} When the text is empty or contains a control character.
 * @example
 * parseStatus("404"); // => { code: 404, reason: "Not Found" }
 */
export function parseStatus(text: string): Status {
  const trimmed = text.trim();
  if (trimmed === "") throw new TypeError("Empty status argument");
  if (CONTROL.test(trimmed)) {
    throw new TypeError(
      `${JSON.stringify(text)} is not a status. Write a code and a phrase: "404 Not Found".`,
    );
  }
  const [, digits, phrase] = /^(\d{1,9})(?:\s+(\S.*))?$/.exec(trimmed) ?? [];
  if (digits === undefined) return { code: 0, reason: trimmed };
  const code = Number(digits);
  return { code, reason: phrase ?? statusName(code) };
}
