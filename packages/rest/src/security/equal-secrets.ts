import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Whether two secrets are the same, in a time that tells nothing of either: not even how long they are.
 *
 * @example
 * equalSecrets("s3cret", "s3cret"); // => true
 * equalSecrets("s3", "s3cret"); // => false
 */
export function equalSecrets(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
