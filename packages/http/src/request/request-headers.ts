import { parseContentLength } from "../body/read-body.ts";
import { Accept } from "../headers/accept.ts";
import { Authorization } from "../headers/authorization.ts";
import { RequestCacheControl } from "../headers/cache-control.ts";
import { CharsetAccept } from "../headers/charset-accept.ts";
import { parseDate } from "../headers/date.ts";
import { ETags } from "../headers/etag.ts";
import { HeaderSet } from "../headers/header-set.ts";
import type { Headers } from "../headers/headers.ts";
import { IfRange } from "../headers/if-range.ts";
import { LanguageAccept } from "../headers/language-accept.ts";
import { MIMEAccept } from "../headers/mime-accept.ts";
import { parseOptionsHeader } from "../headers/options-header.ts";
import { Range } from "../headers/range.ts";
import { isJsonMimetype } from "../response/content-type.ts";

const FETCH_SITES = ["cross-site", "same-origin", "same-site", "none"] as const;
const FETCH_MODES = ["cors", "navigate", "no-cors", "same-origin", "websocket"] as const;
const FETCH_DESTS = [
  "audio",
  "audioworklet",
  "document",
  "embed",
  "empty",
  "fencedframe",
  "font",
  "frame",
  "iframe",
  "image",
  "json",
  "manifest",
  "object",
  "paintworklet",
  "report",
  "script",
  "serviceworker",
  "sharedworker",
  "style",
  "text",
  "track",
  "video",
  "webidentity",
  "worker",
  "xslt",
] as const;

/** The values of `Sec-Fetch-Site`. */
export type FetchSite = (typeof FETCH_SITES)[number];
/** The values of `Sec-Fetch-Mode`. */
export type FetchMode = (typeof FETCH_MODES)[number];

/** The values of `Sec-Fetch-Dest`. */
export type FetchDest = (typeof FETCH_DESTS)[number];

/** The headers of a request as typed properties. Each is read when it is asked for. */
export abstract class RequestHeaders {
  abstract get headers(): Headers;

  /** `Accept`: the media types that the client takes, best first. */
  get acceptMimetypes(): MIMEAccept {
    return MIMEAccept.fromHeader(this.joined("Accept"));
  }

  /** `Accept-Charset`: the charsets that the client takes, best first. */
  get acceptCharsets(): CharsetAccept {
    return CharsetAccept.fromHeader(this.joined("Accept-Charset"));
  }

  /** `Accept-Encoding`: the compressions that the client takes, best first. */
  get acceptEncodings(): Accept {
    return Accept.fromHeader(this.joined("Accept-Encoding"));
  }

  /** `Accept-Language`: the languages that the reader prefers, best first. */
  get acceptLanguages(): LanguageAccept {
    return LanguageAccept.fromHeader(this.joined("Accept-Language"));
  }

  /** `Cache-Control`: what the client asks of caches. */
  get cacheControl(): RequestCacheControl {
    return RequestCacheControl.fromHeader(this.joined("Cache-Control"));
  }

  /** `If-Match`: go on only if the resource has one of these entity tags. */
  get ifMatch(): ETags {
    return ETags.fromHeader(this.joined("If-Match"));
  }

  /** `If-None-Match`: go on only if the resource has none of these entity tags. */
  get ifNoneMatch(): ETags {
    return ETags.fromHeader(this.joined("If-None-Match"));
  }

  /** `If-Range`: send the part only if the whole has not changed. */
  get ifRange(): IfRange {
    return IfRange.fromHeader(this.headers.get("If-Range"));
  }

  /** `Range`: the part of the content that the client wants. */
  get range(): Range | undefined {
    return Range.fromHeader(this.headers.get("Range"));
  }

  /** `Authorization`: who the client says it is. */
  get authorization(): Authorization | undefined {
    return Authorization.fromHeader(this.headers.get("Authorization"));
  }

  /** `If-Modified-Since`: go on only if the resource has changed since. */
  get ifModifiedSince(): Date | undefined {
    return parseDate(this.headers.get("If-Modified-Since"));
  }

  /** `If-Unmodified-Since`: go on only if the resource has not changed since. */
  get ifUnmodifiedSince(): Date | undefined {
    return parseDate(this.headers.get("If-Unmodified-Since"));
  }

  /** `Date`: when the client sent the request. */
  get date(): Date | undefined {
    return parseDate(this.headers.get("Date"));
  }

  /** `User-Agent`: the name of the client program. */
  get userAgent(): string | undefined {
    return this.headers.get("User-Agent");
  }

  /** `Referer`: the page that led here. */
  get referrer(): string | undefined {
    return this.headers.get("Referer");
  }

  /** `Origin`: the origin of the page whose script asks. */
  get origin(): string | undefined {
    return this.headers.get("Origin");
  }

  /** `Content-Type`: the media type of the body, with its parameters. */
  get contentType(): string | undefined {
    return this.headers.get("Content-Type");
  }

  /** `Content-Encoding`: how the body is compressed. Bodies are never decompressed here. */
  get contentEncoding(): string | undefined {
    return this.headers.get("Content-Encoding");
  }

  /** `Content-MD5`: a checksum of the body. */
  get contentMd5(): string | undefined {
    return this.headers.get("Content-MD5");
  }

  /** `Access-Control-Request-Method`: the method of the request that a preflight asks for. */
  get accessControlRequestMethod(): string | undefined {
    return this.headers.get("Access-Control-Request-Method");
  }

  /** `Access-Control-Request-Headers`: the headers of the request that a preflight asks for. */
  get accessControlRequestHeaders(): HeaderSet | undefined {
    const text = this.joined("Access-Control-Request-Headers");
    return text === undefined ? undefined : HeaderSet.fromHeader(text);
  }

  /** `Content-Length`: the bytes of the body; undefined when it is sent in chunks or there is none. */
  get contentLength(): number | undefined {
    if (this.headers.get("Transfer-Encoding")?.trim().toLowerCase() === "chunked") return undefined;
    const text = this.headers.get("Content-Length");
    return text === undefined ? undefined : (parseContentLength(text.trim()) ?? 0);
  }

  /** `Max-Forwards`: how many proxies a TRACE or OPTIONS request may pass. */
  get maxForwards(): number | undefined {
    return parseContentLength(this.headers.get("Max-Forwards")?.trim());
  }

  /** `Pragma`: instructions of HTTP/1.0, such as "no-cache". */
  get pragma(): HeaderSet {
    return HeaderSet.fromHeader(this.joined("Pragma"));
  }

  /** The media type of the body alone, in lower case; "" when there is none. */
  get mimetype(): string {
    return parseOptionsHeader(this.contentType).value.toLowerCase();
  }

  /** The parameters of the media type, such as the charset. */
  get mimetypeParams(): Map<string, string> {
    return parseOptionsHeader(this.contentType).options;
  }

  /** Whether the body says it is JSON. */
  get isJson(): boolean {
    return isJsonMimetype(this.mimetype);
  }

  /** `Sec-Fetch-Site`: how the page that asks relates to this site. */
  get secFetchSite(): FetchSite | undefined {
    return wordOf(FETCH_SITES, this.headers.get("Sec-Fetch-Site"));
  }

  /** `Sec-Fetch-Mode`: in what way the page asks. */
  get secFetchMode(): FetchMode | undefined {
    return wordOf(FETCH_MODES, this.headers.get("Sec-Fetch-Mode"));
  }

  /** `Sec-Fetch-User`: whether a click or a key led here. */
  get secFetchUser(): boolean {
    return this.headers.get("Sec-Fetch-User") === "?1";
  }

  /** `Sec-Fetch-Dest`: what the answer will be used as. */
  get secFetchDest(): FetchDest | undefined {
    return wordOf(FETCH_DESTS, this.headers.get("Sec-Fetch-Dest"));
  }

  /** All lines of a header that is a list, as one (RFC 9110 section 5.3). */
  protected joined(name: string): string | undefined {
    const values = this.headers.getAll(name);
    return values.length === 0 ? undefined : values.join(", ");
  }
}

function wordOf<Word extends string>(words: readonly Word[], text: string | undefined): Word | undefined {
  return words.find((word) => word === text);
}
