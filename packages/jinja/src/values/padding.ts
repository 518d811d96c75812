import { countCharacters } from "./characters.ts";
import { PythonError } from "./errors.ts";

const MAX_WIDTH = 2 ** 28;

/** How a text is put into a wider field: to the left, the right, the middle, or filled after the sign. */
export type Align = "<" | ">" | "^" | "=";

/**
 * A run of one character, as long as a field needs it.
 *
 * @throws {@link PythonError} (MemoryError) past 2^28.
 */
export function fillOf(fill: string, count: number): string {
  if (count > MAX_WIDTH) throw new PythonError("MemoryError", "the field is too wide");
  return count > 0 ? fill.repeat(count) : "";
}

/**
 * Widens a text to a count of characters.
 *
 * @param sign - What stands before the text and, with `"="`, before the fill.
 * @example
 * pad("7", 3, "0", "=", "-"); // => "-07"
 */
export function pad(text: string, width: number, fill: string, align: Align, sign = ""): string {
  const missing = width - countCharacters(text) - sign.length;
  if (missing <= 0) return sign + text;
  switch (align) {
    case "<":
      return sign + text + fillOf(fill, missing);
    case ">":
      return fillOf(fill, missing) + sign + text;
    case "=":
      return sign + fillOf(fill, missing) + text;
    default: {
      const left = Math.floor(missing / 2);
      return fillOf(fill, left) + sign + text + fillOf(fill, missing - left);
    }
  }
}
