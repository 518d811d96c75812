const UNDERSCORES = /_/g;

/** The value of an integer literal: decimal, `0x`, `0o` or `0b`, with underscores between digits. */
export function integerValue(text: string): number | bigint {
  const digits = text.replace(UNDERSCORES, "").toLowerCase();
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : BigInt(digits);
}

/** The value of a float literal; whether it is integral is not to be seen in the result. */
export function floatValue(text: string): number {
  return Number(text.replace(UNDERSCORES, ""));
}
