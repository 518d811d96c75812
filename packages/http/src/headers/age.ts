import { plainInteger } from "./byte-range.ts";
import { HeaderError } from "./header-error.ts";

/**
 * Reads a number of seconds, as in `Age` (RFC 9111, section 1.2.2).
 *
 * @param text - The header, undefined when there is none.
 * @returns Seconds, else undefined.
 * @example
 * parseAge("60"); // => 60
 * parseAge("-1"); // => undefined
 */
export function parseAge(text: string | undefined): number | undefined {
  const seconds = plainInteger(text ?? "");
  return seconds !== undefined && Number.isSafeInteger(seconds) ? seconds : undefined;
}

/**
 * Writes a number of seconds.
 *
 * @param seconds - A fraction is cut off; undefined for no header.
 * @throws {HeaderError} When it is negative.
 * @example
 * dumpAge(60.9); // => "60"
 */
export function dumpAge(seconds: number): string;
export function dumpAge(seconds: number | undefined): string | undefined;
export function dumpAge(seconds: number | undefined): string | undefined {
  if (seconds === undefined) return undefined;
  if (seconds >= 0) return String(Math.trunc(seconds));
  throw new HeaderError(`age cannot be negative, as ${seconds} is. Give seconds from 0 on.`);
}
