import { dumpCookie, type Headers, HeaderSet } from "@dewar/http";
import { BadData, URLSafeTimedSerializer } from "@dewar/signing";
import { TaggedJSONSerializer } from "../json/tag.ts";
import { SessionTooLarge } from "./errors.ts";
import { SecureCookieSession, type Session } from "./session.ts";
import {
  type SessionApp,
  type SessionCookieOptions,
  SessionInterface,
  type SessionRequest,
  type SessionResponse,
} from "./session-interface.ts";

type Key = string | Uint8Array;

/** Bytes that every browser accepts in a cookie. */
const MAX_COOKIE_SIZE = 4093;

/**
 * Keeps sessions in a signed cookie. Users can read it, they cannot change it. The cookie is the one that Flask
 * writes with the same SECRET_KEY: applications in both languages share their sessions.
 *
 * SECRET_KEY signs; SECRET_KEY_FALLBACKS only verify, so that a key can be replaced without logging users out.
 *
 * @example
 * const app = { config: new Map<string, unknown>([["SECRET_KEY", "dev"]]) };
 * const sessions = new SecureCookieSessionInterface({ now: () => 1_718_000_000_000 });
 * sessions.getSigningSerializer(app)?.dumps({ user: 3 }); // => "eyJ1c2VyIjozfQ.ZmaZgA.xLyA9A1hAZaru9r0VkZvelZXgU0"
 */
export class SecureCookieSessionInterface extends SessionInterface {
  /** Keeps the signature apart from those of other uses of the key. */
  readonly salt: string = "cookie-session";
  /** How the data becomes text. */
  readonly serializer: TaggedJSONSerializer = new TaggedJSONSerializer();
  readonly #clock: { readonly now?: () => number };
  #signing: { readonly keys: readonly Key[]; readonly serializer: URLSafeTimedSerializer } | undefined;

  /** @param options - `now`: the clock, in milliseconds as `Date.now`, which is the default. */
  constructor(options: { readonly now?: () => number } = {}) {
    super();
    this.#clock = options.now === undefined ? {} : { now: options.now };
  }

  /** What signs and reads the cookies of an application; undefined when it has no SECRET_KEY. */
  getSigningSerializer(app: SessionApp): URLSafeTimedSerializer | undefined {
    const keys = keysOf(app);
    if (keys === undefined) return undefined;
    if (this.#signing === undefined || !sameKeys(this.#signing.keys, keys)) {
      const serializer = new URLSafeTimedSerializer(keys, {
        ...this.#clock,
        salt: this.salt,
        serializer: this.serializer,
        // SHA-1 is what Flask signs with; inside an HMAC it is sound.
        signer: { keyDerivation: "hmac", digestMethod: "sha1" },
      });
      this.#signing = { keys, serializer };
    }
    return this.#signing.serializer;
  }

  /**
   * The session of the request's cookie; a new one when there is none, or it is forged, too old or unreadable;
   * undefined without a SECRET_KEY.
   */
  override openSession(app: SessionApp, request: SessionRequest): Session | undefined {
    const serializer = this.getSigningSerializer(app);
    if (serializer === undefined) return undefined;
    const token = request.cookies.get(this.cookieName(app));
    if (token === undefined || token === "") return new SecureCookieSession();
    return new SecureCookieSession(read(serializer, token, this.lifetime(app)));
  }

  /**
   * Sends the cookie if it must be sent, removes it when the session became empty, and says with `Vary: Cookie`
   * that the response is one user's own whenever the session was looked at.
   *
   * @throws SessionTooLarge when the cookie would be larger than MAX_COOKIE_SIZE.
   */
  override saveSession(
    app: SessionApp,
    session: Session,
    request: SessionRequest,
    response: SessionResponse,
  ): void {
    // Taken first: what follows must not count as a look at the session.
    const { accessed, modified } = session;
    const data = session.snapshot();
    const isEmpty = Object.keys(data).length === 0;
    const isSent = isEmpty ? modified : this.shouldSetCookie(app, session);
    if (accessed || isSent) varyByCookie(response.headers);
    if (!isSent) return;
    const options = this.cookieOptions(app, request);
    const cookie = isEmpty ? this.#removal(app, options) : this.#cookie(app, session, data, options);
    response.headers.add("Set-Cookie", cookie);
  }

  #cookie(app: SessionApp, session: Session, data: object, options: SessionCookieOptions): string {
    const token = this.getSigningSerializer(app)?.dumps(data) ?? "";
    const expires = session.permanent ? this.#now() + this.lifetime(app) * 1000 : undefined;
    const cookie = dumpCookie(this.cookieName(app), token, { ...options, expires, maxSize: 0 });
    const limit = Number(app.config.get("MAX_COOKIE_SIZE") ?? MAX_COOKIE_SIZE);
    if (limit > 0 && cookie.length > limit) throw new SessionTooLarge(cookie.length, limit);
    return cookie;
  }

  #removal(app: SessionApp, options: SessionCookieOptions): string {
    return dumpCookie(this.cookieName(app), "", { ...options, expires: 0, maxAge: 0 });
  }

  #now(): number {
    return (this.#clock.now ?? Date.now)();
  }
}

function read(
  serializer: URLSafeTimedSerializer,
  token: string,
  maxAge: number,
): Record<string, unknown> | undefined {
  try {
    const data = serializer.loads(token, { maxAge });
    return isRecord(data) ? data : undefined;
  } catch (error) {
    if (error instanceof BadData) return undefined;
    throw error;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

// The last key signs. An empty key is none: anyone could sign with it.
function keysOf(app: SessionApp): readonly Key[] | undefined {
  const key = app.config.get("SECRET_KEY");
  if (!isKey(key)) return undefined;
  const fallbacks: unknown = app.config.get("SECRET_KEY_FALLBACKS");
  return Array.isArray(fallbacks) ? [...fallbacks.filter(isKey), key] : [key];
}

function isKey(value: unknown): value is Key {
  return (typeof value === "string" || value instanceof Uint8Array) && value.length > 0;
}

function sameKeys(left: readonly Key[], right: readonly Key[]): boolean {
  return left.length === right.length && left.every((key, index) => key === right[index]);
}

function varyByCookie(headers: Headers): void {
  const words = HeaderSet.fromHeader(headers.getAll("Vary").join(", "));
  if (!words.has("Cookie")) headers.set("Vary", words.add("Cookie").toHeader());
}
