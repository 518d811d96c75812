import { HTTPException } from "./http-exception.ts";
import { RetryAfter } from "./retry-after.ts";

/** 500: the server failed. An error that nobody caught becomes one of these, with that error as its `cause`. */
export class InternalServerError extends HTTPException {
  static override readonly code: number = 500;
  static override readonly description: string =
    "The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.";

  /** The error that nobody caught, if that is what happened. */
  get originalException(): unknown {
    return this.cause;
  }
}

/** 501: the server does not know the method. */
export class NotImplemented extends HTTPException {
  static override readonly code: number = 501;
  static override readonly description: string =
    "The server does not support the action requested by the browser.";
}

/** 502: the server behind this one gave no valid answer. */
export class BadGateway extends HTTPException {
  static override readonly code: number = 502;
  static override readonly description: string =
    "The proxy server received an invalid response from an upstream server.";
}

/** 503: the server cannot answer for now. */
export class ServiceUnavailable extends RetryAfter {
  static override readonly code: number = 503;
  static override readonly description: string =
    "The server is temporarily unable to service your request due to maintenance downtime or capacity problems. Please try again later.";
}

/** 504: the server behind this one gave no answer in time. */
export class GatewayTimeout extends HTTPException {
  static override readonly code: number = 504;
  static override readonly description: string = "The connection to an upstream server timed out.";
}

/** 505: the server does not speak this version of HTTP. */
export class HTTPVersionNotSupported extends HTTPException {
  static override readonly code: number = 505;
  static override readonly description: string =
    "The server does not support the HTTP protocol version used in the request.";
}
