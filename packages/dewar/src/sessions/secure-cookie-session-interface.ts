import { BadData, URLSafeTimedSerializer } from "@dewar/signing";
import { TaggedJSONSerializer } from "../json/tag.ts";
import { SessionTooLarge } from "./errors.ts";
import { secretKeys } from "./secret-keys.ts";
import { SecureCookieSession, type Session } from "./session.ts";
import {
  type SessionApp,
  SessionInterface,
  type SessionRequest,
  type SessionResponse,
  varyByCookie,
} from "./session-interface.ts";

type SecretKeys = NonNullable<ReturnType<typeof secretKeys>>;

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
  #signing: { readonly keys: SecretKeys; readonly serializer: URLSafeTimedSerializer } | undefined;

  /** What signs and reads the cookies of an application; undefined when it has no SECRET_KEY. */
  getSigningSerializer(app: SessionApp): URLSafeTimedSerializer | undefined {
    const keys = secretKeys(app);
    if (keys === undefined) return undefined;
    if (this.#signing === undefined || !sameKeys(this.#signing.keys, keys)) {
      const serializer = new URLSafeTimedSerializer(keys, {
        now: this.now,
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
    const token = isEmpty ? undefined : this.getSigningSerializer(app)?.dumps(data);
    const cookie = this.dumpSessionCookie(app, session, request, token);
    const limit = Number(app.config.get("MAX_COOKIE_SIZE") ?? MAX_COOKIE_SIZE);
    if (limit > 0 && cookie.length > limit) throw new SessionTooLarge(cookie.length, limit);
    response.headers.add("Set-Cookie", cookie);
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

function sameKeys(left: SecretKeys, right: SecretKeys): boolean {
  return left.length === right.length && left.every((key, index) => key === right[index]);
}
