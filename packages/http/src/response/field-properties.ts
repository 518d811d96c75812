import { httpDate, parseDate } from "../headers/date.ts";
import type { Headers } from "../headers/headers.ts";
import { parseOptionsHeader } from "../headers/options-header.ts";
import { contentTypeOf, isJsonMimetype } from "./content-type.ts";
import {
  countField,
  dateField,
  type HeaderField,
  readField,
  textField,
  wordField,
  writeField,
} from "./header-field.ts";

const OPENER_POLICIES = ["unsafe-none", "same-origin-allow-popups", "same-origin"] as const;
const EMBEDDER_POLICIES = ["unsafe-none", "require-corp"] as const;
const RESOURCE_POLICIES = ["same-site", "same-origin", "cross-origin"] as const;

/** The values of `Cross-Origin-Opener-Policy`. */
export type OpenerPolicy = (typeof OPENER_POLICIES)[number];
/** The values of `Cross-Origin-Embedder-Policy`. */
export type EmbedderPolicy = (typeof EMBEDDER_POLICIES)[number];
/** The values of `Cross-Origin-Resource-Policy`. */
export type ResourcePolicy = (typeof RESOURCE_POLICIES)[number];

const acceptRanges = textField("Accept-Ranges");
const age = countField("Age");
const contentEncoding = textField("Content-Encoding");
const contentLength = countField("Content-Length");
const contentLocation = textField("Content-Location");
const contentMd5 = textField("Content-MD5");
const contentType = textField("Content-Type");
const date = dateField("Date");
const expires = dateField("Expires");
const lastModified = dateField("Last-Modified");
const location = textField("Location");
const accessControlAllowOrigin = textField("Access-Control-Allow-Origin");
const accessControlMaxAge = countField("Access-Control-Max-Age");
const openerPolicy = wordField("Cross-Origin-Opener-Policy", OPENER_POLICIES);
const embedderPolicy = wordField("Cross-Origin-Embedder-Policy", EMBEDDER_POLICIES);
const resourcePolicy = wordField("Cross-Origin-Resource-Policy", RESOURCE_POLICIES);
const retryAfter: HeaderField<Date, Date | number> = {
  name: "Retry-After",
  parse: (text) => (/^\d{1,15}$/.test(text) ? new Date(Date.now() + Number(text) * 1000) : parseDate(text)),
  print: (value) => (typeof value === "number" ? String(value) : httpDate(value)),
};

/** The headers of a response that are one value: a text, a number, a date or a word. */
export abstract class FieldProperties {
  abstract get headers(): Headers;

  /** `Accept-Ranges`: the unit in which parts may be asked for, "bytes", or "none". */
  get acceptRanges(): string | undefined {
    return readField(this.headers, acceptRanges);
  }
  set acceptRanges(value: string | undefined) {
    writeField(this.headers, acceptRanges, value);
  }

  /** `Age`: the seconds since a cache got the response from its origin. */
  get age(): number | undefined {
    return readField(this.headers, age);
  }
  set age(value: number | undefined) {
    writeField(this.headers, age, value);
  }

  /** `Content-Encoding`: how the body is compressed. */
  get contentEncoding(): string | undefined {
    return readField(this.headers, contentEncoding);
  }
  set contentEncoding(value: string | undefined) {
    writeField(this.headers, contentEncoding, value);
  }

  /** `Content-Length`: the bytes of the body. Whole bodies are sent with their length without it. */
  get contentLength(): number | undefined {
    return readField(this.headers, contentLength);
  }
  set contentLength(value: number | undefined) {
    writeField(this.headers, contentLength, value);
  }

  /** `Content-Location`: the URL of what the body holds. */
  get contentLocation(): string | undefined {
    return readField(this.headers, contentLocation);
  }
  set contentLocation(value: string | undefined) {
    writeField(this.headers, contentLocation, value);
  }

  /** `Content-MD5`: a checksum that some old clients want. */
  get contentMd5(): string | undefined {
    return readField(this.headers, contentMd5);
  }
  set contentMd5(value: string | undefined) {
    writeField(this.headers, contentMd5, value);
  }

  /** `Content-Type`: the media type with its parameters. */
  get contentType(): string | undefined {
    return readField(this.headers, contentType);
  }
  set contentType(value: string | undefined) {
    writeField(this.headers, contentType, value);
  }

  /** `Date`: when the response was made. The server adds it where it is missing. */
  get date(): Date | undefined {
    return readField(this.headers, date);
  }
  set date(value: Date | number | undefined) {
    writeField(this.headers, date, value);
  }

  /** `Expires`: when the response gets stale. */
  get expires(): Date | undefined {
    return readField(this.headers, expires);
  }
  set expires(value: Date | number | undefined) {
    writeField(this.headers, expires, value);
  }

  /** `Last-Modified`: when the content was last changed. */
  get lastModified(): Date | undefined {
    return readField(this.headers, lastModified);
  }
  set lastModified(value: Date | number | undefined) {
    writeField(this.headers, lastModified, value);
  }

  /** `Location`: where a redirect leads, or where the new resource is. */
  get location(): string | undefined {
    return readField(this.headers, location);
  }
  set location(value: string | undefined) {
    writeField(this.headers, location, value);
  }

  /** `Access-Control-Allow-Origin`: the origin that may read the response, or "*". */
  get accessControlAllowOrigin(): string | undefined {
    return readField(this.headers, accessControlAllowOrigin);
  }
  set accessControlAllowOrigin(value: string | undefined) {
    writeField(this.headers, accessControlAllowOrigin, value);
  }

  /** `Access-Control-Max-Age`: the seconds for which a preflight answer holds. */
  get accessControlMaxAge(): number | undefined {
    return readField(this.headers, accessControlMaxAge);
  }
  set accessControlMaxAge(value: number | undefined) {
    writeField(this.headers, accessControlMaxAge, value);
  }

  /** The media type alone, in lower case: "text/html". Setting it adds a charset to text types. */
  get mimetype(): string | undefined {
    const type = this.contentType;
    return type === undefined ? undefined : parseOptionsHeader(type).value.toLowerCase();
  }
  set mimetype(value: string) {
    this.contentType = contentTypeOf(value);
  }

  /** The parameters of the media type, such as the charset. */
  get mimetypeParams(): Map<string, string> {
    return parseOptionsHeader(this.contentType).options;
  }

  /** Whether the media type is JSON. */
  get isJson(): boolean {
    return isJsonMimetype(this.mimetype ?? "");
  }

  /** `Retry-After`: when to try again. Takes a Date or a number of seconds; seconds are read as from now. */
  get retryAfter(): Date | undefined {
    return readField(this.headers, retryAfter);
  }
  set retryAfter(value: Date | number | undefined) {
    writeField(this.headers, retryAfter, value);
  }

  /** `Access-Control-Allow-Credentials`: whether pages of other origins may send cookies and read the answer. */
  get accessControlAllowCredentials(): boolean {
    return this.headers.has("Access-Control-Allow-Credentials");
  }
  set accessControlAllowCredentials(value: boolean | undefined) {
    if (value === true) this.headers.set("Access-Control-Allow-Credentials", "true");
    else this.headers.delete("Access-Control-Allow-Credentials");
  }

  /** `Cross-Origin-Opener-Policy`: whether windows of other origins keep a handle on the page. */
  get crossOriginOpenerPolicy(): OpenerPolicy {
    return readField(this.headers, openerPolicy) ?? "unsafe-none";
  }
  set crossOriginOpenerPolicy(value: OpenerPolicy | undefined) {
    writeField(this.headers, openerPolicy, value);
  }

  /** `Cross-Origin-Embedder-Policy`: whether the page may embed what does not agree to it. */
  get crossOriginEmbedderPolicy(): EmbedderPolicy {
    return readField(this.headers, embedderPolicy) ?? "unsafe-none";
  }
  set crossOriginEmbedderPolicy(value: EmbedderPolicy | undefined) {
    writeField(this.headers, embedderPolicy, value);
  }

  /** `Cross-Origin-Resource-Policy`: which sites may load the response. */
  get crossOriginResourcePolicy(): ResourcePolicy | undefined {
    return readField(this.headers, resourcePolicy);
  }
  set crossOriginResourcePolicy(value: ResourcePolicy | undefined) {
    writeField(this.headers, resourcePolicy, value);
  }
}
