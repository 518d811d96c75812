import { createHash } from "node:crypto";
import { HeaderError } from "./header-error.ts";
import { skipWhiteSpace } from "./white-space.ts";

/** An entity tag without its quotes. */
export interface Etag {
  readonly etag: string;
  /** A weak tag says "equivalent", a strong one "the same bytes" (RFC 9110, section 8.8.1). */
  readonly weak: boolean;
}

/**
 * Writes an entity tag (RFC 9110, section 8.8.3).
 *
 * @param etag - The tag without quotes.
 * @param weak - Whether to mark it weak.
 * @throws {HeaderError} When the tag contains a quote.
 * @example
 * quoteEtag("v1"); // => '"v1"'
 * quoteEtag("v1", true); // => 'W/"v1"'
 */
export function quoteEtag(etag: string, weak = false): string {
  if (etag.includes('"'))
    throw new HeaderError("invalid etag: it contains a quote. Give the tag without quotes.");
  return weak ? `W/"${etag}"` : `"${etag}"`;
}

/**
 * Reads one entity tag; quotes may be missing.
 *
 * @param text - The header, undefined when there is none.
 * @example
 * unquoteEtag('W/"v1"'); // => { etag: "v1", weak: true }
 */
export function unquoteEtag(text: string): Etag;
export function unquoteEtag(text: string | undefined): Etag | undefined;
export function unquoteEtag(text: string | undefined): Etag | undefined {
  if (text === undefined || text === "") return undefined;
  let etag = text.trim();
  const weak = /^w\//i.test(etag);
  if (weak) etag = etag.slice(2);
  if (etag.startsWith('"') && etag.endsWith('"')) etag = etag.slice(1, -1);
  return { etag, weak };
}

/**
 * An entity tag that changes with the content: SHA3-256 in base64.
 *
 * @param data - The content.
 * @returns The tag without quotes.
 */
export function generateEtag(data: Uint8Array): string {
  return createHash("sha3-256").update(data).digest("base64").replace("=", "");
}

/**
 * The entity tags of an `If-Match` or `If-None-Match` header (RFC 9110, section 13.1).
 *
 * @example
 * const etags = ETags.fromHeader('"v1", W/"v2"');
 * etags.contains("v2"); // => false
 * etags.containsWeak("v2"); // => true
 */
export class ETags {
  readonly #strong: ReadonlySet<string>;
  readonly #weak: ReadonlySet<string>;
  /** Whether the header is `*`: any tag. */
  readonly starTag: boolean;

  /**
   * @param strong - Strong tags.
   * @param weak - Weak tags.
   * @param starTag - Any tag; the others do not count then.
   */
  constructor(strong: Iterable<string> = [], weak: Iterable<string> = [], starTag = false) {
    this.#strong = new Set(starTag ? [] : strong);
    this.#weak = new Set(starTag ? [] : weak);
    this.starTag = starTag;
  }

  /** Reads the header; nothing gives no tags. Tags without quotes count as strong ones. */
  static fromHeader(text: string | undefined): ETags {
    const strong: string[] = [];
    const weak: string[] = [];
    for (const tag of text === undefined ? [] : tagsOf(text)) {
      if (tag.star) return new ETags([], [], true);
      (tag.weak ? weak : strong).push(tag.etag);
    }
    return new ETags(strong, weak);
  }

  /** Writes the header. */
  toHeader(): string {
    if (this.starTag) return "*";
    return [
      ...Array.from(this.#strong, (etag) => `"${etag}"`),
      ...Array.from(this.#weak, (etag) => `W/"${etag}"`),
    ].join(", ");
  }

  toString(): string {
    return this.toHeader();
  }

  /** The number of tags; 1 for `*`. */
  get size(): number {
    return this.starTag ? 1 : this.#strong.size + this.#weak.size;
  }

  /** Whether the tag is listed as a strong one. */
  isStrong(etag: string): boolean {
    return this.#strong.has(etag);
  }

  /** Whether the tag is listed as a weak one. */
  isWeak(etag: string): boolean {
    return this.#weak.has(etag);
  }

  /** Strong comparison: the tag is listed as a strong one, or any tag will do. */
  contains(etag: string): boolean {
    return this.starTag || this.#strong.has(etag);
  }

  /** Weak comparison: the tag is listed, strong or weak, or any tag will do. */
  containsWeak(etag: string): boolean {
    return this.contains(etag) || this.#weak.has(etag);
  }

  /** Compares a tag as it stands in a header: weakly if it is marked weak, else strongly. */
  containsRaw(text: string): boolean {
    const { etag, weak } = unquoteEtag(text);
    return weak ? this.containsWeak(etag) : this.contains(etag);
  }

  /** The strong tags, with `includeWeak` all. */
  asSet(includeWeak = false): Set<string> {
    return new Set(includeWeak ? [...this.#strong, ...this.#weak] : this.#strong);
  }

  /** The strong tags. */
  [Symbol.iterator](): IterableIterator<string> {
    return this.#strong.values();
  }
}

interface ListedTag extends Etag {
  readonly star: boolean;
}

// A quoted tag ends at a quote that a comma or the end follows: quotes inside are an error that clients make. The
// search for that quote goes on where the last one stopped, so that the whole is linear.
function* tagsOf(text: string): Generator<ListedTag> {
  let closing = -1;
  let index = skipWhiteSpace(text, 0);
  while (index < text.length) {
    const weak = /^w\/$/i.test(text.slice(index, index + 2));
    const start = weak ? index + 2 : index;
    const quoted = text.charAt(start) === '"';
    if (quoted && closing <= start) closing = closingQuote(text, start + 1);
    if (quoted && closing < text.length) {
      yield { etag: text.slice(start + 1, closing), weak, star: false };
      index = skipWhiteSpace(text, closing + 1) + 1;
    } else {
      const comma = text.indexOf(",", start);
      const end = comma === -1 ? text.length : comma;
      const etag = text.slice(start, end).trim();
      yield { etag, weak, star: etag === "*" };
      index = end + 1;
    }
    index = skipWhiteSpace(text, index);
  }
}

// The index of the quote, or the length of the text when there is none.
function closingQuote(text: string, start: number): number {
  for (let index = text.indexOf('"', start); index !== -1; index = text.indexOf('"', index + 1)) {
    const next = skipWhiteSpace(text, index + 1);
    if (next === text.length || text.charAt(next) === ",") return index;
  }
  return text.length;
}
