/**
 * Whether `start` (inclusive) to `stop` (exclusive) is a range in a body of `length` bytes. Start and stop may both
 * be undefined; the length may be undefined when it is not known. A stop beyond the length is fine, as it is cut.
 *
 * @example
 * isByteRangeValid(0, 5, 10); // => true
 * isByteRangeValid(10, 20, 10); // => false
 */
export function isByteRangeValid(
  start: number | undefined,
  stop: number | undefined,
  length: number | undefined,
): boolean {
  if (start === undefined || stop === undefined) {
    return start === stop && (length === undefined || length >= 0);
  }
  return start >= 0 && start < stop && (length === undefined || start < length);
}

/** The number that a text of ASCII digits stands for, white space around it allowed; else undefined. */
export function plainInteger(text: string): number | undefined {
  const digits = text.trim();
  return /^[0-9]+$/.test(digits) ? Number(digits) : undefined;
}
