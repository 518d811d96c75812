import { httpDate, parseDate } from "./date.ts";
import { quoteEtag, unquoteEtag } from "./etag.ts";

/**
 * The `If-Range` header: send the part only if the whole is still this one (RFC 9110, section 13.1.5). At most one of
 * `etag` and `date` is set; a weak entity tag is none, since it may not be used here.
 *
 * @example
 * IfRange.fromHeader('"v1"').etag; // => "v1"
 */
export class IfRange {
  /** A strong entity tag without quotes. */
  readonly etag: string | undefined;
  /** The date of the last change. */
  readonly date: Date | undefined;

  /**
   * @param etag - A strong entity tag without quotes.
   * @param date - The date of the last change.
   */
  constructor(etag?: string, date?: Date) {
    this.etag = etag;
    this.date = date;
  }

  /** Reads the header; nothing gives an empty structure. */
  static fromHeader(text: string | undefined): IfRange {
    const date = parseDate(text);
    if (date !== undefined) return new IfRange(undefined, date);
    const tag = unquoteEtag(text);
    return tag === undefined || tag.weak ? new IfRange() : new IfRange(tag.etag);
  }

  /** Writes the header; empty when there is none. */
  toHeader(): string {
    if (this.date !== undefined) return httpDate(this.date);
    return this.etag === undefined ? "" : quoteEtag(this.etag);
  }

  toString(): string {
    return this.toHeader();
  }
}
