import { SessionUnavailable } from "./errors.ts";
import { CSRF_SECRET, PERMANENT } from "./reserved-keys.ts";

/** A session whose keys and values have types. {@link Session} is the one that takes any. */
export interface TypedSession<Data extends object> {
  /** Whether this request has looked at or changed the data. Then caches must tell users apart. */
  readonly accessed: boolean;
  /** Whether the data changed. Set it yourself after changing something inside a value. */
  modified: boolean;
  /** Whether the request brought no session. */
  readonly new: boolean;
  /** Whether it outlives the browser's session, for PERMANENT_SESSION_LIFETIME seconds. */
  permanent: boolean;
  readonly size: number;
  get<Key extends keyof Data & string>(key: Key): Data[Key] | undefined;
  set<Key extends keyof Data & string>(key: Key, value: Data[Key]): this;
  has(key: keyof Data & string): boolean;
  delete(key: keyof Data & string): boolean;
  /** Takes everything out. A session that is kept on a server ends there. */
  clear(): void;
  /**
   * Keeps the data under a new identity: what anybody knew of the session before is worth nothing from here on, its id
   * on the server and its CSRF tokens. Call it whenever the user gains rights, at login above all.
   */
  regenerate(): void;
  /** Takes a value out. */
  pop<Key extends keyof Data & string>(key: Key): Data[Key] | undefined;
  /** The value of a key, which becomes `value` if it has none. */
  setDefault<Key extends keyof Data & string>(key: Key, value: Data[Key]): Data[Key];
  /** Takes the own members of `values` over. */
  update(values: Partial<Data>): void;
}

/**
 * The data of one user, kept from request to request: a Map that knows whether it was looked at and changed.
 *
 * Changes inside a value are not seen. After `session.get("cart").push(item)` say `session.modified = true`.
 *
 * @example
 * const session = new SecureCookieSession();
 * session.set("user", 3);
 * session.get("user"); // => 3
 * session.modified; // => true
 */
export class SecureCookieSession
  extends Map<string, unknown>
  implements TypedSession<Record<string, unknown>>
{
  accessed = false;
  modified = false;
  readonly new: boolean;
  /** What a server that keeps the session must forget: nothing, the id it had, or all that it knew of it. */
  renewal: "none" | "id" | "all" = "none";

  /** @param data - What the request brought; undefined when it brought no session. */
  constructor(data?: Readonly<Record<string, unknown>>) {
    super();
    this.new = data === undefined;
    // Not through our own `set`, which counts as a change.
    if (data !== undefined) for (const [key, value] of Object.entries(data)) super.set(key, value);
  }

  /** Whether it outlives the browser's session, for PERMANENT_SESSION_LIFETIME seconds. */
  get permanent(): boolean {
    return super.get(PERMANENT) === true;
  }
  set permanent(value: boolean) {
    this.set(PERMANENT, value);
  }

  override get size(): number {
    this.#look();
    return super.size;
  }

  override get(key: string): unknown {
    this.#look();
    return super.get(key);
  }

  override has(key: string): boolean {
    this.#look();
    return super.has(key);
  }

  override keys(): MapIterator<string> {
    this.#look();
    return super.keys();
  }

  override values(): MapIterator<unknown> {
    this.#look();
    return super.values();
  }

  override entries(): MapIterator<[string, unknown]> {
    this.#look();
    return super.entries();
  }

  override [Symbol.iterator](): MapIterator<[string, unknown]> {
    return this.entries();
  }

  override forEach(callback: (value: unknown, key: string, session: Map<string, unknown>) => void): void {
    for (const [key, value] of this) callback(value, key, this);
  }

  override set(key: string, value: unknown): this {
    this.change();
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    this.#look();
    if (!super.has(key)) return false;
    this.change();
    return super.delete(key);
  }

  override clear(): void {
    this.change();
    this.renewal = "all";
    super.clear();
  }

  /** Keeps the data under a new identity; see {@link TypedSession.regenerate}. */
  regenerate(): void {
    this.change();
    if (this.renewal === "none") this.renewal = "id";
    super.delete(CSRF_SECRET);
  }

  pop(key: string): unknown {
    const value = this.get(key);
    this.delete(key);
    return value;
  }

  setDefault<T>(key: string, value: T): T {
    // The cast is the caller's: a key holds one type.
    if (this.has(key)) return this.get(key) as T;
    this.set(key, value);
    return value;
  }

  /** Counts as a change even when there are no values. */
  update(values: Readonly<Record<string, unknown>>): void {
    this.change();
    for (const [key, value] of Object.entries(values)) this.set(key, value);
  }

  /** All data, without counting as a look at it: for saving. */
  snapshot(): Record<string, unknown> {
    return Object.fromEntries(super.entries());
  }

  /** Notes a change. A session that cannot change throws here. */
  protected change(): void {
    this.accessed = true;
    this.modified = true;
  }

  #look(): void {
    this.accessed = true;
  }
}

/** A session that stays empty, for applications without a secret key: reading works, changing throws. */
export class NullSession extends SecureCookieSession {
  /** @throws SessionUnavailable always. */
  protected override change(): void {
    throw new SessionUnavailable();
  }

  override delete(_key: string): boolean {
    this.change();
    return false;
  }
}

/** The session of a request, whichever way it is kept. */
export type Session = SecureCookieSession;
