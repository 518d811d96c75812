import { randomBytes, timingSafeEqual } from "node:crypto";
import { derive, parseMethod, type PasswordMethod, printMethod, workOf } from "./password-method.ts";
import { Semaphore } from "./semaphore.ts";

/** How {@link generatePasswordHash} makes a hash. */
export interface PasswordHashOptions {
  /**
   * `scrypt:N:r:p`, `pbkdf2:digest:iterations`, or their beginnings, which stand for Werkzeug's defaults. The
   * default is {@link DEFAULT_PASSWORD_METHOD}.
   */
  readonly method?: string;
  /** Characters of salt. Default 16. */
  readonly saltLength?: number;
}

/**
 * scrypt at the strength that OWASP's Password Storage Cheat Sheet asks for, in the variant with the least memory
 * that Werkzeug's own default has too: 32 MiB, three times over.
 */
export const DEFAULT_PASSWORD_METHOD = "scrypt:32768:8:3";

// Hashing takes a thread and much memory. Two at a time leave threads of Node's pool (four) to files and DNS.
const places = new Semaphore(2);

/**
 * Hashes a password for storage, in the form that Werkzeug reads: `method$salt$hash`.
 *
 * It works in a thread, so other requests go on meanwhile; only few hashes are made at a time.
 *
 * @param password - The password as the user typed it.
 * @throws TypeError when the method is unknown, its costs are out of bounds, or the salt is empty.
 * @example
 * const hash = await generatePasswordHash("tea");
 * await checkPasswordHash(hash, "tea"); // => true
 */
export async function generatePasswordHash(
  password: string,
  options: PasswordHashOptions = {},
): Promise<string> {
  const { method = DEFAULT_PASSWORD_METHOD, saltLength = 16 } = options;
  if (!(saltLength >= 1)) throw new TypeError("Salt length must be at least 1.");
  const salt = randomBytes(saltLength).toString("base64url").slice(0, saltLength);
  return hashPassword(password, parseMethod(method), salt);
}

/**
 * Whether a password is the one that a hash was made of. Reads Werkzeug's hashes.
 *
 * A hash that is broken, of an unknown method, or of absurd cost is nobody's: the answer is false.
 *
 * @param hash - What {@link generatePasswordHash} or Werkzeug made.
 * @param password - The password as the user typed it.
 * @example
 * const hash = "pbkdf2:sha256:1000$salt$1af9cc82aa65ba9b8db8bd8ed8cfc1b8ac5f82dbc6b2e5bc1f2fb6a4b4b6b6a1";
 * await checkPasswordHash(hash, "coffee"); // => false
 */
export async function checkPasswordHash(hash: string, password: string): Promise<boolean> {
  const stored = parseHash(hash);
  if (stored === undefined) return false;
  const made = Buffer.from(await hashPassword(password, stored.method, stored.salt, stored.methodText));
  const given = Buffer.from(hash);
  return made.length === given.length && timingSafeEqual(made, given);
}

/**
 * Whether a hash is weaker than a method would make it, or unreadable. Ask after a login has succeeded, when the
 * password is at hand to be hashed anew.
 *
 * @param hash - A stored hash.
 * @param method - The method to compare with.
 * @example
 * needsRehash("scrypt:32768:8:1$salt$78df"); // => true
 * needsRehash("scrypt:131072:8:1$salt$78df"); // => false
 */
export function needsRehash(hash: string, method: string = DEFAULT_PASSWORD_METHOD): boolean {
  const stored = parseHash(hash)?.method;
  const wanted = parseMethod(method);
  if (stored === undefined || stored.kind !== wanted.kind || workOf(stored) < workOf(wanted)) return true;
  return stored.kind === "pbkdf2" && wanted.kind === "pbkdf2" && stored.digest !== wanted.digest;
}

/** @internal The hash with a given salt; `methodText` is written in place of the method's full form. */
export async function hashPassword(
  password: string,
  method: PasswordMethod,
  salt: string,
  methodText: string = printMethod(method),
): Promise<string> {
  const key = await places.run(() => derive(method, password, salt));
  return `${methodText}$${salt}$${key.toString("hex")}`;
}

interface StoredHash {
  readonly methodText: string;
  readonly method: PasswordMethod;
  readonly salt: string;
}

function parseHash(hash: string): StoredHash | undefined {
  const [methodText, salt, key] = hash.split("$", 3);
  if (methodText === undefined || salt === undefined || salt === "" || key === undefined) return undefined;
  try {
    return { methodText, method: parseMethod(methodText), salt };
  } catch {
    return undefined;
  }
}
