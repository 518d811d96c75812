export { CombinedMultiDict, ImmutableError, ImmutableMultiDict } from "./data/immutable-multi-dict.ts";
export { type GetOptions, MultiDict, type MultiDictSource } from "./data/multi-dict.ts";
export { float, int } from "./data/parse-value.ts";
export {
  abort,
  Aborter,
  type AbortOptions,
  type CodedExceptionClass,
  type HTTPExceptionClass,
  UnknownStatusError,
} from "./errors/abort.ts";
export {
  BadHost,
  BadRequest,
  BadRequestKeyError,
  ClientDisconnected,
  SecurityError,
} from "./errors/bad-request.ts";
export {
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
} from "./errors/client-errors.ts";
export { HTTPException, type HTTPExceptionOptions } from "./errors/http-exception.ts";
export { RetryAfter, type RetryAfterOptions } from "./errors/retry-after.ts";
export {
  BadGateway,
  GatewayTimeout,
  HTTPVersionNotSupported,
  InternalServerError,
  NotImplemented,
  ServiceUnavailable,
} from "./errors/server-errors.ts";
export { statusName } from "./errors/statuses.ts";
export { Unauthorized, type UnauthorizedOptions } from "./errors/unauthorized.ts";
export { type CookieOptions, dumpCookie, parseCookie } from "./headers/cookie.ts";
export { httpDate, parseDate } from "./headers/date.ts";
export { HeaderError } from "./headers/header-error.ts";
export { Headers, type HeadersSource, type HeaderValue } from "./headers/headers.ts";
export { dumpOptionsHeader, type OptionsHeader, parseOptionsHeader } from "./headers/options-header.ts";
export { quoteHeaderValue, unquoteHeaderValue } from "./headers/quoting.ts";
export type { BodyChunk, ResponseBody, StreamedBody } from "./response/body.ts";
export { contentTypeOf } from "./response/content-type.ts";
export type { EmbedderPolicy, OpenerPolicy, ResourcePolicy } from "./response/header-properties.ts";
export { Response, type ResponseOptions } from "./response/response.ts";
