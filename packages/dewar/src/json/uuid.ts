const HEX = /^[\da-f]{32}$/;

/**
 * A UUID as a value of its own, so that sessions and JSON can tell it from text.
 *
 * @example
 * String(new UUID("{7F3A0C529D1E4B6A8C2F0E5D4B3A2918}")); // => "7f3a0c52-9d1e-4b6a-8c2f-0e5d4b3a2918"
 * new UUID("short"); // throws TypeError
 */
export class UUID {
  /** The 32 digits, in lower case. */
  readonly hex: string;

  /**
   * @param text - 32 hexadecimal digits; hyphens, braces, `urn:` and `uuid:` are passed over.
   * @throws TypeError when other characters remain.
   */
  constructor(text: string) {
    const hex = text.replace("urn:", "").replace("uuid:", "").replace(/[{}-]/g, "").toLowerCase();
    if (!HEX.test(hex)) throw new TypeError(`"${text}" is no UUID: it takes 32 hexadecimal digits.`);
    this.hex = hex;
  }

  /** The usual form, with hyphens. */
  toString(): string {
    const { hex } = this;
    const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
    return groups.join("-");
  }

  toJSON(): string {
    return this.toString();
  }
}
