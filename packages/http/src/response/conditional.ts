import { RequestedRangeNotSatisfiable } from "../errors/client-errors.ts";
import { httpDate, parseDate } from "../headers/date.ts";
import { ETags, generateEtag, unquoteEtag } from "../headers/etag.ts";
import { IfRange } from "../headers/if-range.ts";
import { Range } from "../headers/range.ts";
import type { Request } from "../request/request.ts";
import { isStreamedBody, openBody } from "./body.ts";
import { sliceBody } from "./body-slice.ts";
import type { Response } from "./response.ts";

/** The headers of a request that make it conditional, as text. */
export interface ConditionHeaders {
  readonly range?: string | undefined;
  readonly ifRange?: string | undefined;
  readonly ifModifiedSince?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  readonly ifMatch?: string | undefined;
}

/** What there is to compare the conditions with. */
export interface ResourceState {
  /** The entity tag, as in the `ETag` header or without quotes. */
  readonly etag?: string | undefined;
  /** The content, of which the entity tag is computed. Not together with `etag`. */
  readonly data?: Uint8Array | undefined;
  readonly lastModified?: Date | string | undefined;
  /** Whether `If-Range` does not count. Default: true. */
  readonly ignoreIfRange?: boolean | undefined;
}

/** Options of {@link makeConditional}. */
export interface ConditionalOptions {
  /** Whether parts may be asked for, or the unit in which. Default: false. */
  readonly acceptRanges?: boolean | string | undefined;
  /** The bytes of the whole content. Without it there are no parts. */
  readonly completeLength?: number | undefined;
}

/**
 * Whether a client that asks under conditions needs the content again (RFC 9110 section 13).
 *
 * @param conditions - The headers of the request.
 * @param resource - What there is now.
 * @throws {TypeError} When both an entity tag and the content are given.
 * @example
 * isResourceModified({ ifNoneMatch: '"v1"' }, { etag: "v1" }); // => false
 * isResourceModified({ ifNoneMatch: '"v1"' }, { etag: "v2" }); // => true
 */
export function isResourceModified(conditions: ConditionHeaders, resource: ResourceState): boolean {
  const ifRange = ifRangeOf(conditions, resource);
  const etag = etagOf(resource);
  let isModified = !isUnchangedSince(ifRange?.date ?? parseDate(conditions.ifModifiedSince), resource);
  if (etag === undefined) return isModified;
  if (ifRange?.etag !== undefined) return ifRange.etag !== etag;
  const ifNoneMatch = ETags.fromHeader(conditions.ifNoneMatch);
  if (ifNoneMatch.size > 0) isModified = !ifNoneMatch.containsWeak(etag);
  const ifMatch = ETags.fromHeader(conditions.ifMatch);
  if (ifMatch.size > 0) isModified = ifMatch.isStrong(etag);
  return isModified;
}

/**
 * Makes a response what the conditions of its request ask for: 304 or 412 where they do not hold, 206 for a part.
 * Only GET and HEAD have conditions here. The response needs an ETag or `Last-Modified` to compare with.
 *
 * @param response - It is changed.
 * @param request - The request that it answers.
 * @param options - Whether parts can be sent, and how long the whole is.
 * @returns The same response.
 * @throws {RequestedRangeNotSatisfiable} When the part that is asked for does not exist, or is several.
 * @example
 * const response = new Response("0123456789");
 * const request = buildRequest("/", { headers: { Range: "bytes=2-4" } });
 * makeConditional(response, request, { acceptRanges: true, completeLength: 10 }).status; // => "206 Partial Content"
 * response.text; // => "234"
 */
export function makeConditional<R extends Response>(
  response: R,
  request: Request,
  options: ConditionalOptions = {},
): R {
  if (request.method !== "GET" && request.method !== "HEAD") return response;
  response.headers.setDefault("Date", httpDate());
  const conditions = conditionsOf(request);
  const state = { etag: response.headers.get("ETag"), lastModified: response.headers.get("Last-Modified") };
  if (!takePart(response, conditions, state, options) && !isResourceModified(conditions, state)) {
    if (ETags.fromHeader(conditions.ifMatch).size > 0) response.statusCode = 412;
    else becomeNotModified(response);
  }
  return response;
}

function takePart(
  response: Response,
  conditions: ConditionHeaders,
  state: ResourceState,
  { acceptRanges = false, completeLength }: ConditionalOptions,
): boolean {
  if (acceptRanges === false) return false;
  response.acceptRanges = acceptRanges === true ? "bytes" : acceptRanges;
  if (conditions.range === undefined || completeLength === undefined || completeLength === 0) return false;
  const isStale = isResourceModified(conditions, { ...state, ignoreIfRange: false });
  if (conditions.ifRange !== undefined && isStale) return false;
  const range = Range.fromHeader(conditions.range);
  const span = range?.rangeForLength(completeLength);
  if (range === undefined || span === undefined) throw new RequestedRangeNotSatisfiable(completeLength);
  response.body = sliceBody(response.body, span.start, span.stop);
  response.contentLength = span.stop - span.start;
  response.contentRange = range.makeContentRange(completeLength);
  response.statusCode = 206;
  return true;
}

function becomeNotModified(response: Response): void {
  // Nobody is going to read a stream any more.
  if (isStreamedBody(response.body)) openBody(response.body).cancel();
  response.statusCode = 304;
  response.body = null;
}

function conditionsOf(request: Request): ConditionHeaders {
  const { headers } = request;
  return {
    range: headers.get("Range"),
    ifRange: headers.get("If-Range"),
    ifModifiedSince: headers.get("If-Modified-Since"),
    ifNoneMatch: headers.get("If-None-Match"),
    ifMatch: headers.get("If-Match"),
  };
}

function ifRangeOf(conditions: ConditionHeaders, resource: ResourceState): IfRange | undefined {
  const counts = resource.ignoreIfRange === false && conditions.range !== undefined;
  return counts ? IfRange.fromHeader(conditions.ifRange) : undefined;
}

function etagOf({ etag, data }: ResourceState): string | undefined {
  if (data === undefined) return unquoteEtag(etag)?.etag;
  if (etag !== undefined) throw new TypeError("both data and etag given");
  return generateEtag(data);
}

// HTTP dates have no fractions of a second.
function isUnchangedSince(since: Date | undefined, { lastModified }: ResourceState): boolean {
  const changed = typeof lastModified === "string" ? parseDate(lastModified) : lastModified;
  if (since === undefined || changed === undefined) return false;
  return Math.floor(changed.getTime() / 1000) <= Math.floor(since.getTime() / 1000);
}
