/**
 * A float whose value is a whole number, such as `2.0`: JavaScript cannot tell it from the integer 2, Python can.
 * Every other float is a plain number, and so is every integer within 2^53; see {@link floatFrom}.
 *
 * @example
 * String(new Float(2)); // => "2.0"
 * Number(new Float(2)) * 2; // => 4
 */
export class Float {
  // Private, so that no template finds an attribute which Python's floats do not have.
  readonly #value: number;

  constructor(value: number) {
    this.#value = value;
  }

  valueOf(): number {
    return this.#value;
  }

  toString(): string {
    return floatText(this.#value);
  }

  toJSON(): number {
    return this.#value;
  }
}

/**
 * The value which stands for a Python float: a box where the plain number would pass for an integer, else the
 * number itself.
 *
 * @param value - Any number.
 */
export function floatFrom(value: number): number | Float {
  return Number.isSafeInteger(value) ? new Float(value) : value;
}

/** Whether a value is a Python float: a box, or a number that is no integer within 2^53. */
export function isFloat(value: unknown): value is number | Float {
  return typeof value === "number" ? !Number.isSafeInteger(value) : value instanceof Float;
}

/**
 * Prints a number the way Python prints a float: the shortest digits that read back, an exponent below 1e-4 and
 * from 1e16 on.
 *
 * @example
 * floatText(0.00001); // => "1e-05"
 * floatText(1e16); // => "1e+16"
 * floatText(3); // => "3.0"
 */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const size = Math.abs(value);
  if (size >= 1e16 || size < 1e-4) return padExponent(value.toExponential());
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** Gives an exponent the two digits which C and Python write: `1e-7` becomes `1e-07`. */
export function padExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, "e$10$2");
}
