import { checkPasswordHash, generatePasswordHash } from "@dewar/http";
import { hashPassword } from "../../../packages/http/src/security/password-hash.ts";
import { parseMethod } from "../../../packages/http/src/security/password-method.ts";
import type { Call } from "./call.ts";

/** Password hashes. Werkzeug's default method is its `scrypt`; ours is a stronger one, so the records' is named. */
export async function callSecurity({ method, args, kwargs }: Call): Promise<unknown> {
  if (method === "check_password_hash") return checkPasswordHash(text(args[0]), text(args[1]));
  const password = text(args[0]);
  const hashMethod = text(kwargs["method"] ?? args[1] ?? "scrypt");
  const saltLength = kwargs["salt_length"] ?? args[2];
  // The records fix the salt, which the public function has no way to do.
  if (typeof saltLength === "number" && saltLength < 1) {
    return generatePasswordHash(password, { method: hashMethod, saltLength });
  }
  return hashPassword(password, parseMethod(hashMethod), text(kwargs["salt"]));
}

function text(value: unknown): string {
  if (typeof value === "string") return value;
  throw new TypeError(`Expected text, not ${typeof value}.`);
}
