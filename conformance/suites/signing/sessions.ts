import { parseCookie } from "@dewar/http";
import { TaggedJSONSerializer } from "../../../packages/dewar/src/json/tag.ts";
import { SecureCookieSessionInterface } from "../../../packages/dewar/src/sessions/secure-cookie-session-interface.ts";
import type { SessionApp } from "../../../packages/dewar/src/sessions/session-interface.ts";
import type { Call } from "./call.ts";

/** TaggedJSONSerializer, on text. */
export function callTaggedJson({ method, args: [value] }: Call): unknown {
  const serializer = new TaggedJSONSerializer();
  return method === "tag_dumps" ? serializer.dumps(value) : serializer.loads(String(value));
}

/** The session cookie: its text, and what a Cookie header makes of it. */
export function callSession({ method, init, args: [value], kwargs, now }: Call): unknown {
  const sessions = new SecureCookieSessionInterface({ now });
  const app = appOf(init);
  const serializer = sessions.getSigningSerializer(app);
  switch (method) {
    case "dumps":
      return serializer?.dumps(value);
    case "loads":
      return serializer?.loads(String(value), { maxAge: kwargs["max_age"] as number | undefined });
    case "open_session": {
      const request = { cookies: parseCookie(String(value)), isSecure: false };
      return sessions.openSession(app, request)?.snapshot();
    }
    default:
      throw new Error(`Unknown method ${method}`);
  }
}

function appOf(init: Record<string, unknown>): SessionApp {
  const config = new Map<string, unknown>([
    ["SECRET_KEY", init["secret_key"]],
    ["SECRET_KEY_FALLBACKS", init["fallbacks"]],
    ["PERMANENT_SESSION_LIFETIME", init["permanent_session_lifetime"]],
  ]);
  return { config };
}
