import { SetupError } from "../errors.ts";
import type { SessionApp } from "./session-interface.ts";

type Key = string | Uint8Array;

/**
 * The keys of an application as signers take them: SECRET_KEY_FALLBACKS, which verify, then SECRET_KEY, which signs.
 *
 * @returns undefined without a SECRET_KEY. An empty key is none: anyone could sign with it.
 * @throws SetupError when SECRET_KEY is a number.
 */
export function secretKeys(app: SessionApp): readonly Key[] | undefined {
  const key: unknown = app.config.get("SECRET_KEY");
  if (typeof key === "number") {
    throw new SetupError(
      "secret_key_number",
      "SECRET_KEY is a number, and must be text or bytes. A variable of digits alone is read as a number: put double " +
        "quotes into its value, or take a key that has letters too.",
    );
  }
  if (!isKey(key)) return undefined;
  const fallbacks: unknown = app.config.get("SECRET_KEY_FALLBACKS");
  return Array.isArray(fallbacks) ? [...fallbacks.filter(isKey), key] : [key];
}

function isKey(value: unknown): value is Key {
  return (typeof value === "string" || value instanceof Uint8Array) && value.length > 0;
}
