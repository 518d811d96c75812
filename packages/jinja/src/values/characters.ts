const SURROGATE = /[\ud800-\udfff]/;

/**
 * Whether every character of a string is one UTF-16 unit, so that its own length and indexes are those Python
 * counts in.
 */
export function isUniform(text: string): boolean {
  return !SURROGATE.test(text);
}

/**
 * The number of code points, Python's length of a string.
 *
 * @example
 * countCharacters("a🎉"); // => 2
 */
export function countCharacters(text: string): number {
  if (isUniform(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** The characters of a string as Python sees them: whole code points. */
export function characters(text: string): string | string[] {
  return isUniform(text) ? text : Array.from(text);
}

/** The part of a string between two places counted in code points. */
export function sliceCharacters(text: string, start: number, end?: number): string {
  return isUniform(text) ? text.slice(start, end) : Array.from(text).slice(start, end).join("");
}
