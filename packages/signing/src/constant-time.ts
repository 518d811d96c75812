import { timingSafeEqual } from "node:crypto";

/**
 * Compares bytes in a time that does not depend on where they differ, so that a forger cannot find a signature
 * byte by byte. The time may depend on the lengths.
 *
 * @param expected - The secret value.
 * @param given - What came from outside, of any length.
 * @example
 * constantTimeEqual(Buffer.from("abc"), Buffer.from("abcd")); // => false
 */
export function constantTimeEqual(expected: Uint8Array, given: Uint8Array): boolean {
  const sameLength = expected.length === given.length;
  // Unequal lengths do the same work, against the secret itself, and then say no.
  return timingSafeEqual(expected, sameLength ? given : expected) && sameLength;
}
