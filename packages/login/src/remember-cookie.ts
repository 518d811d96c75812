import type { AfterRequestHook, AppContext, Flask } from "dewar";
import { type CookieKey, decodeCookie, encodeCookie } from "./cookie-value.ts";

type Response = Parameters<AfterRequestHook>[0];

/** The id in the remember-me cookie of the request, if this application has signed it. */
export function rememberedId({ app, request }: AppContext): string | undefined {
  const cookie = request.cookies.get(app.config.get("REMEMBER_COOKIE_NAME"));
  return cookie === undefined ? undefined : decodeCookie(cookie, keysOf(app));
}

/** Whether the client has a remember-me cookie, good or not. */
export function hasRememberCookie({ app, request }: AppContext): boolean {
  return request.cookies.has(app.config.get("REMEMBER_COOKIE_NAME"));
}

/**
 * Does to the client's remember-me cookie what the request asked for. With REMEMBER_COOKIE_REFRESH_EACH_REQUEST the
 * cookie of the user who is logged in is sent anew without being asked for.
 *
 * @param now - Milliseconds, as `Date.now()`.
 */
export function updateRememberCookie(
  context: AppContext,
  response: Response,
  wish: "send" | "clear" | undefined,
  now: number,
): void {
  const { config } = context.app;
  if (wish === "clear") {
    response.deleteCookie(config.get("REMEMBER_COOKIE_NAME"), attributesOf(context));
  } else if (wish === "send" || (config.get("REMEMBER_COOKIE_REFRESH_EACH_REQUEST") && isOfUser(context))) {
    send(context, response, now);
  }
}

/** Whether the client is remembered as the user whom the session names. */
function isOfUser(context: AppContext): boolean {
  const id = rememberedId(context);
  return id !== undefined && id === context.session.get("_user_id");
}

/** Gives the client a cookie for the user whom the session names; none if it names nobody any more. */
function send(context: AppContext, response: Response, now: number): void {
  const { app, session } = context;
  const [key] = keysOf(app);
  const id = session.get("_user_id");
  if (key === undefined || typeof id !== "string") return;
  const own = session.get("_remember_seconds");
  const seconds = typeof own === "number" ? own : app.config.get("REMEMBER_COOKIE_DURATION");
  const expires = new Date(now + seconds * 1000);
  const attributes = { ...attributesOf(context), expires };
  response.setCookie(app.config.get("REMEMBER_COOKIE_NAME"), encodeCookie(id, key), attributes);
}

function attributesOf({ app, request }: AppContext): Parameters<Response["deleteCookie"]>[1] {
  const { config } = app;
  return {
    domain: config.get("REMEMBER_COOKIE_DOMAIN") ?? undefined,
    path: config.get("REMEMBER_COOKIE_PATH"),
    secure: config.get("REMEMBER_COOKIE_SECURE") ?? request.isSecure,
    httpOnly: config.get("REMEMBER_COOKIE_HTTPONLY"),
    sameSite: config.get("REMEMBER_COOKIE_SAMESITE") ?? undefined,
  };
}

/** SECRET_KEY, which signs, and after it SECRET_KEY_FALLBACKS. An empty key is none: anyone could sign with it. */
function keysOf({ config }: Flask): CookieKey[] {
  const key = config.get("SECRET_KEY");
  if (key === null || key.length === 0) return [];
  return [key, ...(config.get("SECRET_KEY_FALLBACKS") ?? []).filter((fallback) => fallback.length > 0)];
}
