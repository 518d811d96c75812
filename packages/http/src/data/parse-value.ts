const INTEGER = /^[+-]?[0-9]+(?:_[0-9]+)*$/;
const DECIMAL = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

/**
 * Reads an integer as Python's `int()` does: white space around it, a sign, and underscores between digits are fine;
 * a fraction, an exponent and any other text are not. Unlike `Number` and `parseInt` it never guesses.
 *
 * @param text - What the client sent.
 * @returns The integer, or NaN when there is none or it is outside the safe integers.
 * @example
 * int(" 42 "); // => 42
 * int("4.2"); // => NaN
 */
export function int(text: string): number {
  const trimmed = text.trim();
  if (!INTEGER.test(trimmed)) return Number.NaN;
  const value = Number(trimmed.replaceAll("_", ""));
  return Number.isSafeInteger(value) ? value + 0 : Number.NaN;
}

/**
 * Reads a decimal number with an optional exponent. White space around it is fine; hexadecimal, infinities and the
 * empty text are not.
 *
 * @param text - What the client sent.
 * @returns The finite number, or NaN when there is none.
 * @example
 * float("2.50"); // => 2.5
 * float("Infinity"); // => NaN
 */
export function float(text: string): number {
  const trimmed = text.trim();
  if (!DECIMAL.test(trimmed)) return Number.NaN;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : Number.NaN;
}
