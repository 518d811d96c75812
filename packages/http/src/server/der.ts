/** The tags of ASN.1 values (X.690) that a certificate is made of. */
export const TAG = {
  bitString: 0x03,
  octetString: 0x04,
  utf8String: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
} as const;

/** A value in DER: its tag, its length and its content. */
export function der(tag: number, ...contents: readonly (Uint8Array | string)[]): Buffer {
  const content = Buffer.concat(
    contents.map((part) => (typeof part === "string" ? Buffer.from(part) : part)),
  );
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

/** A sequence of values. */
export function sequence(...values: readonly Uint8Array[]): Buffer {
  return der(TAG.sequence, ...values);
}

/** A whole number that is not negative, given by its bytes. */
export function integer(bytes: Uint8Array): Buffer {
  const isHigh = (bytes[0] ?? 0) >= 0x80;
  return der(0x02, isHigh ? Buffer.from([0]) : Buffer.alloc(0), bytes);
}

/** An object identifier in dotted form, with numbers below 2^31. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(inBaseOf128)]));
}

function inBaseOf128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}
