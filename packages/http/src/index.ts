export { FormParser, type FormParserOptions, parseForm } from "./body/form-parser.ts";
export { type JsonBodyOptions, parseJsonBody } from "./body/json.ts";
export { type BodyLimitOptions, BodyLimits } from "./body/limits.ts";
export { MultipartDecoder, type MultipartLimits } from "./body/multipart-decoder.ts";
export { type EncodableEvent, MultipartEncoder } from "./body/multipart-encoder.ts";
export { MultipartError, type MultipartState } from "./body/multipart-error.ts";
export type {
  DataEvent,
  EpilogueEvent,
  FieldEvent,
  FileEvent,
  MultipartEvent,
  NeedDataEvent,
  PreambleEvent,
} from "./body/multipart-events.ts";
export type { ParsedForm } from "./body/parsed-form.ts";
export {
  type BodySink,
  type BodySource,
  consumeBody,
  type NodeReadable,
  parseContentLength,
  readBody,
  type ReadOptions,
} from "./body/read-body.ts";
export {
  dumpUrlEncoded,
  type FormValue,
  parseUrlEncoded,
  type UrlEncodedOptions,
} from "./body/urlencoded.ts";
export { CallbackDict, type OnUpdate } from "./data/callback-dict.ts";
export type { GetOptions } from "./data/convert-value.ts";
export { FileStorage, type FileStorageOptions, type StoredFile } from "./data/file-storage.ts";
export { CombinedMultiDict, ImmutableError, ImmutableMultiDict } from "./data/immutable-multi-dict.ts";
export { MultiDict, type MultiDictSource } from "./data/multi-dict.ts";
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
export { Accept, type AcceptItem } from "./headers/accept.ts";
export { dumpAge, parseAge } from "./headers/age.ts";
export { Authorization } from "./headers/authorization.ts";
export { isByteRangeValid } from "./headers/byte-range.ts";
export { CacheControl, RequestCacheControl, ResponseCacheControl } from "./headers/cache-control.ts";
export { CharsetAccept } from "./headers/charset-accept.ts";
export { ContentRange } from "./headers/content-range.ts";
export { ContentSecurityPolicy } from "./headers/content-security-policy.ts";
export { parseCookie } from "./headers/cookie.ts";
export { httpDate, parseDate } from "./headers/date.ts";
export { type Etag, ETags, generateEtag, quoteEtag, unquoteEtag } from "./headers/etag.ts";
export { HeaderError } from "./headers/header-error.ts";
export { HeaderSet } from "./headers/header-set.ts";
export { Headers, type HeadersSource, type HeaderValue } from "./headers/headers.ts";
export { IfRange } from "./headers/if-range.ts";
export { LanguageAccept } from "./headers/language-accept.ts";
export { dumpHeader, type HeaderItem, parseDictHeader, parseListHeader } from "./headers/list-header.ts";
export {
  isEntityHeader,
  isHopByHopHeader,
  removeEntityHeaders,
  removeHopByHopHeaders,
} from "./headers/message-headers.ts";
export { MIMEAccept } from "./headers/mime-accept.ts";
export { dumpOptionsHeader, type OptionsHeader, parseOptionsHeader } from "./headers/options-header.ts";
export { quoteHeaderValue, unquoteHeaderValue } from "./headers/quoting.ts";
export { Range, type RangeSpan } from "./headers/range.ts";
export { type CookieOptions, dumpCookie } from "./headers/set-cookie.ts";
export { WWWAuthenticate } from "./headers/www-authenticate.ts";
export { dispatcher } from "./middleware/dispatcher.ts";
export { proxyFix, type ProxyFixOptions } from "./middleware/proxy-fix.ts";
export {
  type ResponseTiming,
  responseTiming,
  type ResponseTimingOptions,
} from "./middleware/response-timing.ts";
export { sharedData, type SharedDataOptions } from "./middleware/shared-data.ts";
export { timeLimit, type TimeLimitOptions } from "./middleware/time-limit.ts";
export { type CurrentUrlParts, currentUrl } from "./request/current-url.ts";
export { getHost, hostIsTrusted } from "./request/host.ts";
export { BodyNotLoadedError } from "./request/request-body.ts";
export type { FetchDest, FetchMode, FetchSite } from "./request/request-headers.ts";
export { type GetJsonOptions, Request, type RequestClass } from "./request/request.ts";
export {
  overrideSource,
  type RequestSource,
  type ServerAddress,
  type SourceOverrides,
} from "./request/source.ts";
export type { BodyChunk, ResponseBody, StreamedBody } from "./response/body.ts";
export {
  type ConditionalOptions,
  type ConditionHeaders,
  isResourceModified,
  makeConditional,
  type ResourceState,
} from "./response/conditional.ts";
export { contentTypeOf } from "./response/content-type.ts";
export type { EmbedderPolicy, OpenerPolicy, ResourcePolicy } from "./response/field-properties.ts";
export { appendSlashRedirect, redirect } from "./response/redirect.ts";
export { Response, type ResponseOptions } from "./response/response.ts";
export { safeJoin } from "./response/safe-join.ts";
export { secureFilename } from "./response/secure-filename.ts";
export { type FileSource, sendFile, type SendFileOptions, sendFromDirectory } from "./response/send-file.ts";
export { type BindableRequest, type RequestBinding, subdomainOf } from "./routing/bind-request.ts";
export { BuildError } from "./routing/build-error.ts";
export {
  type ConverterArgument,
  ConverterArguments,
  parseConverterArguments,
} from "./routing/converter-arguments.ts";
export {
  AnyConverter,
  Converter,
  type ConverterClass,
  PathConverter,
  StringConverter,
  UUIDConverter,
} from "./routing/converters.ts";
export {
  DuplicateRuleError,
  RequestRedirect,
  RuleSyntaxError,
  UnknownConverterError,
  ValidationError,
  WebsocketMismatch,
} from "./routing/errors.ts";
export { FloatConverter, IntegerConverter } from "./routing/number-converters.ts";
export type { QueryOrder, UrlValues } from "./routing/query-args.ts";
export {
  EndpointPrefix,
  type RuleFactory,
  RuleTemplate,
  Subdomain,
  Submount,
} from "./routing/rule-factories.ts";
export {
  parseRule,
  type RuleToken,
  type SlashToken,
  type StaticToken,
  type VariableToken,
} from "./routing/rule-syntax.ts";
export type {
  ConverterTypes,
  RuleBuildValues,
  RuleValues,
  RuleVariables,
  UnknownConverter,
} from "./routing/rule-types.ts";
export { type RedirectTarget, Rule, type RuleOptions } from "./routing/rule.ts";
export { similarity } from "./routing/similarity.ts";
export { type BuildOptions, type MatchOptions, UrlAdapter, type UrlBinding } from "./routing/url-adapter.ts";
export {
  DEFAULT_CONVERTERS,
  type MatchTarget,
  UrlMap,
  type UrlMapOptions,
  type UrlMatch,
} from "./routing/url-map.ts";
export {
  checkPasswordHash,
  DEFAULT_PASSWORD_METHOD,
  generatePasswordHash,
  needsRehash,
  type PasswordHashOptions,
} from "./security/password-hash.ts";
export { type AdhocCertificate, adhocCertificate } from "./server/adhoc-certificate.ts";
export {
  fetchHandler,
  type FetchListener,
  requestFromFetch,
  toFetchResponse,
} from "./server/fetch-adapter.ts";
export { type GracefulStopOptions, type Stoppable, stopOnSignals } from "./server/graceful-stop.ts";
export { nodeHandler, type NodeListener, requestFromNode, writeToNode } from "./server/node-adapter.ts";
export type { ErrorReporter, HandlerOptions, RequestHandler } from "./server/request-handler.ts";
export { serve, type ServeOptions } from "./server/serve.ts";
export { type CloseOptions, Server } from "./server/server.ts";
export { reloadOnSignal, startWorkers, type WorkerOptions } from "./server/workers/start-workers.ts";
export { WorkerError } from "./server/workers/worker-error.ts";
export type { WorkerLogger, WorkerPool } from "./server/workers/worker-pool.ts";
export { buildRequest, type TestRequestOptions } from "./testing/build-request.ts";
export {
  Client,
  type ClientOptions,
  ClientRedirectError,
  type OpenOptions,
  type SocketClientOptions,
} from "./testing/client.ts";
export { type Cookie, CookieJar, type CookieScope } from "./testing/cookie-jar.ts";
export type { FieldValue, TestBodyOptions, TestFields, TestFile, TestFiles } from "./testing/test-body.ts";
export { type ReceivedResponse, TestResponse } from "./testing/test-response.ts";
export { inProcess, type InProcessOptions, type Transport } from "./testing/transport.ts";
export { iriToUri, uriToIri } from "./urls/iri.ts";
