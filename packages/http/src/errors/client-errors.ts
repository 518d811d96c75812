import { HTTPException, type HTTPExceptionOptions } from "./http-exception.ts";
import { RetryAfter } from "./retry-after.ts";

/** 403: the client is known, and still may not. */
export class Forbidden extends HTTPException {
  static override readonly code: number = 403;
  static override readonly description: string =
    "You don't have the permission to access the requested resource. It is either read-protected or not readable by the server.";
}

/** 404: there is nothing at this URL, or nothing that the client may know of. */
export class NotFound extends HTTPException {
  static override readonly code: number = 404;
  static override readonly description: string =
    "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.";
}

/**
 * 405: the URL exists, with other methods.
 *
 * @example
 * new MethodNotAllowed(["GET", "HEAD"]).getResponse().headers.get("Allow"); // => "GET, HEAD"
 */
export class MethodNotAllowed extends HTTPException {
  static override readonly code: number = 405;
  static override readonly description: string = "The method is not allowed for the requested URL.";

  /** The methods that the URL answers. */
  readonly validMethods: readonly string[] | undefined;

  constructor(validMethods?: Iterable<string>, description?: string, options?: HTTPExceptionOptions) {
    super(description, options);
    this.validMethods = validMethods === undefined ? undefined : [...validMethods];
  }

  // RFC 9110 section 15.5.6: a 405 names the allowed methods.
  override getHeaders(): [name: string, value: string][] {
    const headers = super.getHeaders();
    if (this.validMethods?.length) headers.push(["Allow", this.validMethods.join(", ")]);
    return headers;
  }
}

/** 406: nothing here has a form that the client accepts. */
export class NotAcceptable extends HTTPException {
  static override readonly code: number = 406;
  static override readonly description: string =
    "The resource identified by the request is only capable of generating response entities which have content characteristics not acceptable according to the accept headers sent in the request.";
}

/** 408: the client took too long to send its request. */
export class RequestTimeout extends HTTPException {
  static override readonly code: number = 408;
  static override readonly description: string =
    "The server closed the network connection because the browser didn't finish the request within the specified time.";
}

/** 409: the request contradicts the present state of the resource. */
export class Conflict extends HTTPException {
  static override readonly code: number = 409;
  static override readonly description: string =
    "A conflict happened while processing the request. The resource might have been modified while the request was being processed.";
}

/** 410: the resource was here and will not come back. */
export class Gone extends HTTPException {
  static override readonly code: number = 410;
  static override readonly description: string =
    "The requested URL is no longer available on this server and there is no forwarding address. If you followed a link from a foreign page, please contact the author of this page.";
}

/** 411: the request must say how long its body is. */
export class LengthRequired extends HTTPException {
  static override readonly code: number = 411;
  static override readonly description: string =
    "A request with this method requires a valid <code>Content-Length</code> header.";
}

/** 412: a condition of the request, such as `If-Match`, does not hold. */
export class PreconditionFailed extends HTTPException {
  static override readonly code: number = 412;
  static override readonly description: string =
    "The precondition on the request for the URL failed positive evaluation.";
}

/** 413: the body is larger than the server takes. */
export class RequestEntityTooLarge extends HTTPException {
  static override readonly code: number = 413;
  static override readonly description: string = "The data value transmitted exceeds the capacity limit.";
}

/** 414: the URL is longer than the server takes. */
export class RequestURITooLarge extends HTTPException {
  static override readonly code: number = 414;
  static override readonly description: string =
    "The length of the requested URL exceeds the capacity limit for this server. The request cannot be processed.";
}

/** 415: the body is of a type that the view does not take. */
export class UnsupportedMediaType extends HTTPException {
  static override readonly code: number = 415;
  static override readonly description: string =
    "The server does not support the media type transmitted in the request.";
}

/**
 * 416: the ranges asked for lie outside the content.
 *
 * @example
 * new RequestedRangeNotSatisfiable(36, "bytes").length; // => 36
 */
export class RequestedRangeNotSatisfiable extends HTTPException {
  static override readonly code: number = 416;
  static override readonly description: string = "The server cannot provide the requested range.";

  /** The length of the whole content, in {@link units}. */
  readonly length: number | undefined;
  readonly units: string;

  constructor(length?: number, units = "bytes", description?: string, options?: HTTPExceptionOptions) {
    super(description, options);
    this.length = length;
    this.units = units;
  }

  override getHeaders(): [name: string, value: string][] {
    const headers = super.getHeaders();
    if (this.length !== undefined) headers.push(["Content-Range", `${this.units} */${this.length}`]);
    return headers;
  }
}

/** 417: the server cannot do what the `Expect` header asks. */
export class ExpectationFailed extends HTTPException {
  static override readonly code: number = 417;
  static override readonly description: string =
    "The server could not meet the requirements of the Expect header";
}

/** 418: the server is a teapot. */
export class ImATeapot extends HTTPException {
  static override readonly code: number = 418;
  static override readonly description: string = "This server is a teapot, not a coffee machine";
}

/** 421: the request came to a server that does not answer for its host. */
export class MisdirectedRequest extends HTTPException {
  static override readonly code: number = 421;
  static override readonly description: string = "The server is not able to produce a response.";
}

/** 422: the request is well formed, but what it says cannot be done. */
export class UnprocessableEntity extends HTTPException {
  static override readonly code: number = 422;
  static override readonly description: string =
    "The request was well-formed but was unable to be followed due to semantic errors.";
}

/** 423: the resource is locked. */
export class Locked extends HTTPException {
  static override readonly code: number = 423;
  static override readonly description: string = "The resource that is being accessed is locked.";
}

/** 424: an action that this one depends on has failed. */
export class FailedDependency extends HTTPException {
  static override readonly code: number = 424;
  static override readonly description: string =
    "The method could not be performed on the resource because the requested action depended on another action and that action failed.";
}

/** 428: the server takes only conditional requests here. */
export class PreconditionRequired extends HTTPException {
  static override readonly code: number = 428;
  static override readonly description: string =
    'This request is required to be conditional; try using "If-Match" or "If-Unmodified-Since".';
}

/** 429: the client asks too often. */
export class TooManyRequests extends RetryAfter {
  static override readonly code: number = 429;
  static override readonly description: string =
    "This user has exceeded an allotted request count. Try again later.";
}

/** 431: the headers are larger than the server takes. */
export class RequestHeaderFieldsTooLarge extends HTTPException {
  static override readonly code: number = 431;
  static override readonly description: string = "One or more header fields exceeds the maximum size.";
}

/** 451: the law forbids showing the resource. */
export class UnavailableForLegalReasons extends HTTPException {
  static override readonly code: number = 451;
  static override readonly description: string = "Unavailable for legal reasons.";
}
