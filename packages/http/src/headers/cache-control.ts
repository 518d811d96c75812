import { CallbackDict, type OnUpdate } from "../data/callback-dict.ts";
import { int } from "../data/parse-value.ts";
import { HeaderError } from "./header-error.ts";
import { dumpHeader, parseDictHeader } from "./list-header.ts";

/**
 * What both directions of `Cache-Control` share (RFC 9111, section 5.2). It is a Map of directives, so that others
 * than the named ones can be read and set; a directive without argument has the value undefined.
 */
export abstract class CacheControl extends CallbackDict<string | undefined> {
  /** How old a response may be, in seconds. */
  get maxAge(): number | undefined {
    return this.seconds("max-age");
  }
  set maxAge(value: number | undefined) {
    this.writeSeconds("max-age", value);
  }

  /** Do not store it. */
  get noStore(): boolean {
    return this.has("no-store");
  }
  set noStore(value: boolean) {
    this.write("no-store", value);
  }

  /** Do not change the body on the way. */
  get noTransform(): boolean {
    return this.has("no-transform");
  }
  set noTransform(value: boolean) {
    this.write("no-transform", value);
  }

  /** How long after it got stale a response may stand in for an error, in seconds (RFC 5861). */
  get staleIfError(): number | undefined {
    return this.seconds("stale-if-error");
  }
  set staleIfError(value: number | undefined) {
    this.writeSeconds("stale-if-error", value);
  }

  /** Writes the header. */
  toHeader(): string {
    return dumpHeader(this);
  }

  override toString(): string {
    return this.toHeader();
  }

  /** The argument as a number, undefined when it is missing or none. */
  protected seconds(directive: string): number | undefined {
    const value = int(this.get(directive) ?? "");
    return Number.isNaN(value) ? undefined : value;
  }

  /** Sets a directive: true stands alone, false and undefined remove it. */
  protected write(directive: string, value: string | boolean | undefined): void {
    if (value === undefined || value === false) this.delete(directive);
    else this.set(directive, value === true ? undefined : value);
  }

  /** Sets a directive whose argument is a number of seconds; undefined removes it. */
  protected writeSeconds(directive: string, value: number | undefined): void {
    if (value === undefined) this.delete(directive);
    else if (Number.isFinite(value)) this.set(directive, String(Math.trunc(value)));
    else throw new HeaderError(`${directive} takes a number of seconds, not ${String(value)}.`);
  }
}

/**
 * The `Cache-Control` header of a request (RFC 9111, section 5.2.1).
 *
 * @example
 * RequestCacheControl.fromHeader("max-age=0, no-store").maxAge; // => 0
 */
export class RequestCacheControl extends CacheControl {
  /** Reads the header; nothing gives no directives. */
  static fromHeader(
    text: string | undefined,
    onUpdate?: OnUpdate<CallbackDict<string | undefined>>,
  ): RequestCacheControl {
    return new RequestCacheControl(parseDictHeader(text), onUpdate);
  }

  /** Ask the origin before answering from a cache. */
  get noCache(): boolean {
    return this.has("no-cache");
  }
  set noCache(value: boolean) {
    this.write("no-cache", value);
  }

  /** For how many seconds a response may be stale; `"*"` for any time. */
  get maxStale(): number | "*" | undefined {
    const anyTime = this.has("max-stale") && this.get("max-stale") === undefined;
    return anyTime ? "*" : this.seconds("max-stale");
  }
  set maxStale(value: number | "*" | undefined) {
    if (value === "*") this.write("max-stale", true);
    else this.writeSeconds("max-stale", value);
  }

  /** For how many seconds more a response must stay fresh. */
  get minFresh(): number | undefined {
    return this.seconds("min-fresh");
  }
  set minFresh(value: number | undefined) {
    this.writeSeconds("min-fresh", value);
  }

  /** Answer from a cache or not at all. */
  get onlyIfCached(): boolean {
    return this.has("only-if-cached");
  }
  set onlyIfCached(value: boolean) {
    this.write("only-if-cached", value);
  }
}

/**
 * The `Cache-Control` header of a response (RFC 9111, section 5.2.2).
 *
 * @example
 * const cacheControl = new ResponseCacheControl();
 * cacheControl.public = true;
 * cacheControl.maxAge = 60;
 * cacheControl.toHeader(); // => "public, max-age=60"
 */
export class ResponseCacheControl extends CacheControl {
  /** Reads the header; nothing gives no directives. */
  static fromHeader(
    text: string | undefined,
    onUpdate?: OnUpdate<CallbackDict<string | undefined>>,
  ): ResponseCacheControl {
    return new ResponseCacheControl(parseDictHeader(text), onUpdate);
  }

  /** Ask the origin before answering from a cache: true, or only about these headers; undefined when not set. */
  get noCache(): string | true | undefined {
    return this.#namesOrTrue("no-cache");
  }
  set noCache(value: string | boolean | undefined) {
    this.write("no-cache", value);
  }

  /** For one user's cache only: true, or only these headers; undefined when not set. */
  get private(): string | true | undefined {
    return this.#namesOrTrue("private");
  }
  set private(value: string | boolean | undefined) {
    this.write("private", value);
  }

  /** Any cache may store it. */
  get public(): boolean {
    return this.has("public");
  }
  set public(value: boolean) {
    this.write("public", value);
  }

  /** As `maxAge`, for shared caches. */
  get sMaxage(): number | undefined {
    return this.seconds("s-maxage");
  }
  set sMaxage(value: number | undefined) {
    this.writeSeconds("s-maxage", value);
  }

  /** It never changes while it is fresh (RFC 8246). */
  get immutable(): boolean {
    return this.has("immutable");
  }
  set immutable(value: boolean) {
    this.write("immutable", value);
  }

  /** Once stale, ask the origin. */
  get mustRevalidate(): boolean {
    return this.has("must-revalidate");
  }
  set mustRevalidate(value: boolean) {
    this.write("must-revalidate", value);
  }

  /** Store it only when its status is understood. */
  get mustUnderstand(): boolean {
    return this.has("must-understand");
  }
  set mustUnderstand(value: boolean) {
    this.write("must-understand", value);
  }

  /** As `mustRevalidate`, for shared caches. */
  get proxyRevalidate(): boolean {
    return this.has("proxy-revalidate");
  }
  set proxyRevalidate(value: boolean) {
    this.write("proxy-revalidate", value);
  }

  /** For how many seconds it may be served stale while a cache fetches a new one (RFC 5861). */
  get staleWhileRevalidate(): number | undefined {
    return this.seconds("stale-while-revalidate");
  }
  set staleWhileRevalidate(value: number | undefined) {
    this.writeSeconds("stale-while-revalidate", value);
  }

  #namesOrTrue(directive: string): string | true | undefined {
    return this.has(directive) ? (this.get(directive) ?? true) : undefined;
  }
}
