import { createHash, randomBytes } from "node:crypto";
import { andThen, type MaybePromise } from "../dispatch/maybe-promise.ts";
import { TaggedJSONSerializer } from "../json/tag.ts";
import { SessionConflict } from "./errors.ts";
import { MemorySessionStore } from "./memory-session-store.ts";
import { mergeSessions, type SessionData } from "./merge-sessions.ts";
import { CSRF_SECRET } from "./reserved-keys.ts";
import { SecureCookieSession, type Session } from "./session.ts";
import {
  type SessionApp,
  SessionInterface,
  type SessionRequest,
  type SessionResponse,
  varyByCookie,
} from "./session-interface.ts";
import type { SessionStore } from "./session-store.ts";

/** What is stored of a session. Times are in milliseconds. */
interface SessionRecord {
  readonly created: number;
  /** When it was last used, to a tenth of the idle lifetime. */
  readonly seen: number;
  readonly data: SessionData;
}

/** What a session was opened from. */
interface Origin {
  readonly id: string;
  readonly text: string;
  readonly created: number;
  readonly seen: number;
}

/** What the client is to be told of a session: its id, or that it has none. undefined: nothing. */
type Outcome = { readonly id: string | undefined } | undefined;

/** 256 bits in base64url. */
const SESSION_ID = /^[A-Za-z0-9_-]{43}$/;

// Each failure to write means that another request has written. So many at once for one session is no accident.
const MAX_ATTEMPTS = 100;

/**
 * Keeps sessions on the server; the cookie holds nothing but a random id. Assign it to `app.sessionInterface`, and
 * everything else stays as it is.
 *
 * Ids are only ever given, never taken from a client. `session.regenerate()` gives a new one, `session.clear()` ends
 * the session on the server; one that merely becomes empty goes on. It also ends when it was not used for SESSION_IDLE_LIFETIME seconds, and
 * SESSION_ABSOLUTE_LIFETIME seconds after it began. Of parallel requests each saves the keys that it changed.
 *
 * @example
 * const app = new Flask(import.meta.url);
 * app.sessionInterface = new ServerSessionInterface();
 * const session = sessionOf<{ visits: number }>();
 * app.get("/", () => {
 *   session.set("visits", (session.get("visits") ?? 0) + 1);
 *   return { visits: session.get("visits") };
 * });
 * const client = app.testClient();
 * await client.get("/");
 * (await client.get("/")).json; // => { visits: 2 }
 */
export class ServerSessionInterface extends SessionInterface {
  readonly store: SessionStore;
  /** How the data becomes text. */
  readonly serializer: TaggedJSONSerializer = new TaggedJSONSerializer();
  readonly #origins = new WeakMap<Session, Origin>();

  /**
   * @param store - Default: one in memory.
   * @param options - `now`: the clock, in milliseconds as `Date.now`, which is the default.
   */
  constructor(store: SessionStore = new MemorySessionStore(), options: { readonly now?: () => number } = {}) {
    super(options);
    this.store = store;
  }

  /** The session whose id the request brings; a new one, with no id yet, if there is no such session any more. */
  override openSession(app: SessionApp, request: SessionRequest): MaybePromise<Session> {
    const id = request.cookies.get(this.cookieName(app));
    if (id === undefined || !SESSION_ID.test(id)) return new SecureCookieSession();
    return andThen(this.store.get(keyOf(id)), (text) => this.#open(app, id, text));
  }

  /**
   * Stores what changed, and sends the cookie with it. The cookie of a permanent session is also sent when its use is
   * noted.
   *
   * @throws SessionConflict when other requests change the same session without end.
   */
  override saveSession(
    app: SessionApp,
    session: Session,
    request: SessionRequest,
    response: SessionResponse,
  ): MaybePromise<void> {
    const { accessed, modified } = session;
    const origin = this.#origins.get(session);
    const isWritten = modified || (origin !== undefined && this.#isToBeNoted(app, origin));
    // Only who has just written knows that the session goes on, and that the client has no newer id.
    const isSent = isWritten && this.shouldSetCookie(app, session);
    if (accessed || isSent) varyByCookie(response.headers);
    if (!isWritten) return undefined;
    return andThen(this.#write(app, session, origin), (told) => {
      if (!isSent || told === undefined) return;
      response.headers.add("Set-Cookie", this.dumpSessionCookie(app, session, request, told.id));
    });
  }

  #open(app: SessionApp, id: string, text: string | undefined): Session {
    const record = this.#read(text);
    if (text === undefined || record === undefined || this.#timeLeft(app, record) <= 0) {
      return new SecureCookieSession();
    }
    const session = new SecureCookieSession(record.data);
    this.#origins.set(session, { id, text, created: record.created, seen: record.seen });
    return session;
  }

  async #write(app: SessionApp, session: Session, origin: Origin | undefined): Promise<Outcome> {
    if (origin === undefined) return { id: await this.#create(app, session.snapshot()) };
    if (session.renewal === "all") {
      await this.store.delete(keyOf(origin.id));
      return { id: await this.#create(app, session.snapshot()) };
    }
    const before = this.#read(origin.text)?.data ?? {};
    const mine = session.modified ? session.snapshot() : before;
    if (session.renewal === "id") {
      // The secret of the old identity goes, also one that a parallel request has made meanwhile.
      const old = { ...before, [CSRF_SECRET]: "" };
      const taken = await this.#exchange(origin, old, mine, () => undefined, 0);
      // Where another request has ended the session, nothing of it may live on but what this one says itself.
      return { id: await this.#create(app, taken ?? this.#merge(old, mine, {})) };
    }
    const { created } = origin;
    const seen = this.now();
    // Also when it is empty: a parallel request may be about to add something.
    const textOf = (data: SessionData): string => this.#dump({ created, seen, data });
    const kept = await this.#exchange(origin, before, mine, textOf, this.#timeLeft(app, { created, seen }));
    return kept && { id: origin.id };
  }

  /** Stores a new session under a new id, unless it is empty. */
  async #create(app: SessionApp, data: SessionData): Promise<string | undefined> {
    if (Object.keys(data).length === 0) return undefined;
    const id = randomBytes(32).toString("base64url");
    const created = this.now();
    const record = { created, seen: created, data };
    const lifetime = this.#timeLeft(app, record);
    if (await this.store.compareAndSet(keyOf(id), undefined, this.#dump(record), lifetime)) return id;
    throw new SessionConflict();
  }

  /**
   * Puts a text in the place of what is stored. If that has changed since the session was opened, the changes of
   * this request are merged into it first.
   *
   * @param before - What this request began with.
   * @param mine - What it ended with.
   * @param textOf - What to store of the merged data; undefined: nothing.
   * @returns The merged data; undefined when the session has ended meanwhile.
   */
  async #exchange(
    origin: Origin,
    before: SessionData,
    mine: SessionData,
    textOf: (data: SessionData) => string | undefined,
    lifetime: number,
  ): Promise<SessionData | undefined> {
    const key = keyOf(origin.id);
    let expected = origin.text;
    let data = mine;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      if (await this.store.compareAndSet(key, expected, textOf(data), lifetime)) return data;
      const current = await this.store.get(key);
      const saved = this.#read(current);
      if (current === undefined || saved === undefined) return undefined;
      expected = current;
      data = this.#merge(before, mine, saved.data);
    }
    throw new SessionConflict();
  }

  #merge(before: SessionData, mine: SessionData, saved: SessionData): SessionData {
    return mergeSessions(before, mine, saved, (value) => this.serializer.dumps(value));
  }

  #dump(record: SessionRecord): string {
    return this.serializer.dumps(record);
  }

  #read(text: string | undefined): SessionRecord | undefined {
    if (text === undefined) return undefined;
    try {
      const record: unknown = this.serializer.loads(text);
      return isRecord(record) ? record : undefined;
    } catch {
      // Something else under our key is no session.
      return undefined;
    }
  }

  /** Seconds until the session ends if it is not used again. */
  #timeLeft(app: SessionApp, record: Pick<SessionRecord, "created" | "seen">): number {
    const { created, seen } = record;
    const absolute = secondsOf(app, "SESSION_ABSOLUTE_LIFETIME") ?? Number.POSITIVE_INFINITY;
    return Math.min(seen / 1000 + this.#idleLifetime(app), created / 1000 + absolute) - this.now() / 1000;
  }

  #isToBeNoted(app: SessionApp, origin: Origin): boolean {
    return this.now() - origin.seen >= (this.#idleLifetime(app) * 1000) / 10;
  }

  #idleLifetime(app: SessionApp): number {
    return secondsOf(app, "SESSION_IDLE_LIFETIME") ?? this.lifetime(app);
  }
}

/** The store does not know the ids: whoever reads it can take over no session. */
function keyOf(id: string): string {
  return createHash("sha256").update(id).digest("base64url");
}

function isRecord(value: unknown): value is SessionRecord {
  if (typeof value !== "object" || value === null) return false;
  const { created, seen, data } = value as Partial<Record<keyof SessionRecord, unknown>>;
  return typeof created === "number" && typeof seen === "number" && typeof data === "object" && data !== null;
}

function secondsOf(app: SessionApp, key: string): number | undefined {
  const value = app.config.get(key);
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && Number.isFinite(value) && value > 0) return value;
  throw new TypeError(`${key} must be a number of seconds, more than none, or null.`);
}
