import { Response } from "../response/response.ts";
import { BadRequest } from "./bad-request.ts";
import {
  Conflict,
  ExpectationFailed,
  FailedDependency,
  Forbidden,
  Gone,
  ImATeapot,
  LengthRequired,
  Locked,
  MethodNotAllowed,
  MisdirectedRequest,
  NotAcceptable,
  NotFound,
  PreconditionFailed,
  PreconditionRequired,
  RequestedRangeNotSatisfiable,
  RequestEntityTooLarge,
  RequestHeaderFieldsTooLarge,
  RequestTimeout,
  RequestURITooLarge,
  TooManyRequests,
  UnavailableForLegalReasons,
  UnprocessableEntity,
  UnsupportedMediaType,
} from "./client-errors.ts";
import { HTTPException, type HTTPExceptionOptions } from "./http-exception.ts";
import type { RetryAfterOptions } from "./retry-after.ts";
import {
  BadGateway,
  GatewayTimeout,
  HTTPVersionNotSupported,
  InternalServerError,
  NotImplemented,
  ServiceUnavailable,
} from "./server-errors.ts";
import { Unauthorized, type UnauthorizedOptions } from "./unauthorized.ts";

/** What an error can be given by name: the options of every HTTP error. Each takes what it knows. */
export interface AbortOptions extends HTTPExceptionOptions, RetryAfterOptions, UnauthorizedOptions {
  /** For 405: the methods that the URL answers. */
  validMethods?: Iterable<string> | undefined;
  /** For 416: the length of the whole content. */
  length?: number | undefined;
  /** For 416: what the length counts. Default: "bytes". */
  units?: string | undefined;
}

/** A class of HTTP errors built from a description and options. */
export type HTTPExceptionClass = new (description?: string, options?: AbortOptions) => HTTPException;

/** A class of HTTP errors, and the status code it stands for. */
export type CodedExceptionClass = HTTPExceptionClass & { readonly code: number };

const PLAIN: readonly CodedExceptionClass[] = [
  BadRequest,
  Unauthorized,
  Forbidden,
  NotFound,
  NotAcceptable,
  RequestTimeout,
  Conflict,
  Gone,
  LengthRequired,
  PreconditionFailed,
  RequestEntityTooLarge,
  RequestURITooLarge,
  UnsupportedMediaType,
  ExpectationFailed,
  ImATeapot,
  MisdirectedRequest,
  UnprocessableEntity,
  Locked,
  FailedDependency,
  PreconditionRequired,
  TooManyRequests,
  RequestHeaderFieldsTooLarge,
  UnavailableForLegalReasons,
  InternalServerError,
  NotImplemented,
  BadGateway,
  ServiceUnavailable,
  GatewayTimeout,
  HTTPVersionNotSupported,
];

const BY_CODE: ReadonlyMap<number, HTTPExceptionClass> = new Map(PLAIN.map((one) => [one.code, one]));

/** The status code that {@link abort} was asked for has no error class. */
export class UnknownStatusError extends Error {
  override readonly name: string = "UnknownStatusError";
  readonly code: string = "UNKNOWN_STATUS";

  constructor(status: number) {
    super(
      `There is no HTTP error for status ${status}. Pass a status from 400 up that has a class, ` +
        "give an Aborter a class for it, or abort with a Response.",
    );
  }
}

/**
 * Raises HTTP errors by status code. One of its own, with further classes, is how an application changes what
 * {@link abort} means to it.
 *
 * @example
 * class PaymentRequired extends HTTPException {
 *   static override readonly code: number = 402;
 * }
 * new Aborter([PaymentRequired]).abort(402); // throws PaymentRequired
 */
export class Aborter {
  readonly #extra: ReadonlyMap<number, HTTPExceptionClass>;

  /** @param extra - Further error classes. They win over the ones that exist for the same code. */
  constructor(extra: readonly CodedExceptionClass[] = []) {
    this.#extra = new Map(extra.map((one) => [one.code, one]));
  }

  /** As {@link abort}. */
  abort(status: number | Response, description?: string, options?: AbortOptions): never {
    if (status instanceof Response) throw new HTTPException(description, { ...options, response: status });
    throw this.create(status, description, options);
  }

  /** The error that {@link abort} would throw for a status code. */
  create(status: number, description?: string, options: AbortOptions = {}): HTTPException {
    const known = this.#extra.get(status) ?? BY_CODE.get(status);
    if (known !== undefined) return new known(description, options);
    // Two classes take what their status demands before the description.
    if (status === 405) return new MethodNotAllowed(options.validMethods, description, options);
    if (status === 416) {
      return new RequestedRangeNotSatisfiable(options.length, options.units, description, options);
    }
    throw new UnknownStatusError(status);
  }
}

const standard: Aborter = new Aborter();

/**
 * Stops the request and answers with an HTTP error.
 *
 * @param status - A status code with an error class (400 to 505), or a response to send as it is.
 * @param description - Plain text for the error page.
 * @param options - What the error of that status can be given, such as `retryAfter` for 503.
 * @throws The HTTP error. {@link UnknownStatusError} for a status code without one.
 * @example
 * abort(404); // throws NotFound
 * abort(405, undefined, { validMethods: ["GET"] }); // throws MethodNotAllowed
 * abort(299); // throws UnknownStatusError
 */
export function abort(status: number | Response, description?: string, options?: AbortOptions): never {
  standard.abort(status, description, options);
}
