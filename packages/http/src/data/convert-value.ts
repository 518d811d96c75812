/** How `get` of a dict or of headers converts what it finds. */
export interface GetOptions<V, T, D> {
  /** The answer when the key is missing or its value does not convert. */
  readonly default?: D;
  /** Converts the value. When it throws or returns NaN, the answer is the default. */
  readonly type?: (value: V) => T;
}

/** `type(value)`, or the fallback when that throws or is NaN. */
export function convertValue<V, T, D>(value: V, type: (value: V) => T, fallback: D): T | D {
  try {
    const converted = type(value);
    return typeof converted === "number" && Number.isNaN(converted) ? fallback : converted;
  } catch {
    return fallback;
  }
}
