import type { SessionApp } from "./session-interface.ts";

type Key = string | Uint8Array;

/**
 * The keys of an application as signers take them: SECRET_KEY_FALLBACKS, which verify, then SECRET_KEY, which signs.
 *
 * @returns undefined without a SECRET_KEY. An empty key is none: anyone could sign with it.
 */
export function secretKeys(app: SessionApp): readonly Key[] | undefined {
  const key = app.config.get("SECRET_KEY");
  if (!isKey(key)) return undefined;
  const fallbacks: unknown = app.config.get("SECRET_KEY_FALLBACKS");
  return Array.isArray(fallbacks) ? [...fallbacks.filter(isKey), key] : [key];
}

function isKey(value: unknown): value is Key {
  return (typeof value === "string" || value instanceof Uint8Array) && value.length > 0;
}
