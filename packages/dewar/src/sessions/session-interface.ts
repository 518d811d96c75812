import { type CookieOptions, dumpCookie, type Headers, HeaderSet } from "@dewar/http";
import type { MaybePromise } from "../dispatch/maybe-promise.ts";
import { NullSession, type Session } from "./session.ts";

/** What sessions need of an application: its settings. */
export interface SessionApp {
  readonly config: { get(key: string): unknown };
}

/** What sessions need of a request. */
export interface SessionRequest {
  readonly cookies: { get(name: string): string | undefined };
  /** Whether it came over HTTPS. */
  readonly isSecure: boolean;
}

/** What sessions need of a response. */
export interface SessionResponse {
  readonly headers: Headers;
}

/** The attributes of the session cookie; whoever deletes it needs the same ones. */
export type SessionCookieOptions = Pick<
  CookieOptions,
  "domain" | "path" | "secure" | "httpOnly" | "sameSite" | "partitioned"
>;

/**
 * How sessions are kept between requests. Extend it to keep them in another way, and assign an object of the
 * subclass to `app.sessionInterface`. Both methods may answer with a promise.
 */
export abstract class SessionInterface {
  /** The clock, in milliseconds as `Date.now`. */
  protected readonly now: () => number;

  /** @param options - `now`: the clock, in milliseconds as `Date.now`, which is the default. */
  constructor(options: { readonly now?: () => number } = {}) {
    this.now = options.now ?? Date.now;
  }

  /**
   * The session that a request brings, a new one when it brings none; undefined when sessions cannot be kept,
   * and a {@link NullSession} takes its place.
   */
  abstract openSession(app: SessionApp, request: SessionRequest): MaybePromise<Session | undefined>;

  /** Keeps the session and tells the client how to ask for it. Called after the after-request hooks. */
  abstract saveSession(
    app: SessionApp,
    session: Session,
    request: SessionRequest,
    response: SessionResponse,
  ): MaybePromise<void>;

  /** The session of an application that cannot keep sessions. */
  makeNullSession(_app: SessionApp): Session {
    return new NullSession();
  }

  /** Whether a session is there only to explain why there is none. It is not saved. */
  isNullSession(session: Session): boolean {
    return session instanceof NullSession;
  }

  /** SESSION_COOKIE_NAME. */
  cookieName(app: SessionApp): string {
    return textOf(app.config.get("SESSION_COOKIE_NAME")) ?? "session";
  }

  /** The cookie's attributes, from SESSION_COOKIE_*. It is secure whenever the request is, unless set otherwise. */
  cookieOptions(app: SessionApp, request: SessionRequest): SessionCookieOptions {
    const { config } = app;
    return {
      domain: textOf(config.get("SESSION_COOKIE_DOMAIN")),
      path: textOf(config.get("SESSION_COOKIE_PATH")) ?? textOf(config.get("APPLICATION_ROOT")) ?? "/",
      httpOnly: flagOf(config.get("SESSION_COOKIE_HTTPONLY")) ?? true,
      secure: flagOf(config.get("SESSION_COOKIE_SECURE")) ?? request.isSecure,
      sameSite: sameSiteOf(config.get("SESSION_COOKIE_SAMESITE")),
      partitioned: flagOf(config.get("SESSION_COOKIE_PARTITIONED")) ?? false,
    };
  }

  /** Seconds that a permanent session lives, PERMANENT_SESSION_LIFETIME. */
  lifetime(app: SessionApp): number {
    const seconds = Number(app.config.get("PERMANENT_SESSION_LIFETIME") ?? 31 * 24 * 60 * 60);
    if (Number.isFinite(seconds)) return seconds;
    throw new TypeError("PERMANENT_SESSION_LIFETIME must be a number of seconds.");
  }

  /** Whether the cookie must be sent: the session changed, or its lifetime begins anew with every request. */
  shouldSetCookie(app: SessionApp, session: Session): boolean {
    if (session.modified) return true;
    return session.permanent && (flagOf(app.config.get("SESSION_REFRESH_EACH_REQUEST")) ?? true);
  }

  /** The `Set-Cookie` header that gives the client a session's cookie; without a value, the one that removes it. */
  protected dumpSessionCookie(
    app: SessionApp,
    session: Session,
    request: SessionRequest,
    value: string | undefined,
  ): string {
    const options = this.cookieOptions(app, request);
    if (value === undefined)
      return dumpCookie(this.cookieName(app), "", { ...options, expires: 0, maxAge: 0 });
    const expires = session.permanent ? this.now() + this.lifetime(app) * 1000 : undefined;
    return dumpCookie(this.cookieName(app), value, { ...options, expires, maxSize: 0 });
  }
}

/** Tells caches that the response is one user's own. */
export function varyByCookie(headers: Headers): void {
  const words = HeaderSet.fromHeader(headers.getAll("Vary").join(", "));
  if (!words.has("Cookie")) headers.set("Vary", words.add("Cookie").toHeader());
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function flagOf(value: unknown): boolean | undefined {
  return value === undefined || value === null ? undefined : Boolean(value);
}

// null says "no attribute"; a setting that is missing altogether has the safe default.
function sameSiteOf(value: unknown): string | undefined {
  return value === undefined ? "Lax" : textOf(value);
}
