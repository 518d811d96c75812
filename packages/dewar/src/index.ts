export {
  Aborter,
  type AbortOptions,
  BadGateway,
  BadHost,
  BadRequest,
  BadRequestKeyError,
  BuildError,
  ClientDisconnected,
  Conflict,
  ContentSecurityPolicy,
  Converter,
  ConverterArguments,
  type ConverterTypes,
  ExpectationFailed,
  FailedDependency,
  FileStorage,
  float,
  Forbidden,
  GatewayTimeout,
  Gone,
  Headers,
  HTTPException,
  HTTPVersionNotSupported,
  ImATeapot,
  int,
  InternalServerError,
  LengthRequired,
  Locked,
  MethodNotAllowed,
  MisdirectedRequest,
  MultiDict,
  NotAcceptable,
  NotFound,
  NotImplemented,
  parseConverterArguments,
  PreconditionFailed,
  PreconditionRequired,
  redirect,
  RequestedRangeNotSatisfiable,
  RequestEntityTooLarge,
  RequestHeaderFieldsTooLarge,
  RequestRedirect,
  RequestTimeout,
  RequestURITooLarge,
  Response as HttpResponse,
  Rule,
  type RuleBuildValues,
  type RuleValues,
  SecurityError,
  ServiceUnavailable,
  TooManyRequests,
  Unauthorized,
  UnavailableForLegalReasons,
  UnprocessableEntity,
  UnsupportedMediaType,
} from "@dewar/http";
export { Tuple } from "@dewar/jinja";
export { escape, html, Markup } from "@dewar/markup";
export { Flask } from "./app.ts";
export type { FlaskOptions, UrlBuildErrorHandler } from "./app-options.ts";
export type { BackgroundWork } from "./background-work.ts";
export {
  Blueprint,
  type BlueprintOptions,
  type BlueprintRegistration,
  type BlueprintSetup,
} from "./blueprint.ts";
export { AppGroup, type Command, type CommandAction, type GroupOptions } from "./cli/app-group.ts";
export type {
  CommandDetails,
  CommandInput,
  CommandInputDetails,
  CommandInputs,
  CommandValues,
} from "./cli/command-types.ts";
export { CommandError } from "./cli/errors.ts";
export { Config, type ConfigValues } from "./config.ts";
export { AppContext, type AppGlobals, hasAppContext, hasRequestContext, requireContext } from "./context.ts";
export type { ErrorClass, ErrorHandler } from "./dispatch/error-handlers.ts";
export type { MaybePromise } from "./dispatch/maybe-promise.ts";
export type { ViewResult } from "./dispatch/to-response.ts";
export {
  DewarError,
  OutsideContextError,
  SetupError,
  SetupFinishedError,
  ViewReturnError,
} from "./errors.ts";
export { abort } from "./helpers/abort.ts";
export { afterResponse } from "./helpers/after-response.ts";
export { afterThisRequest } from "./helpers/after-this-request.ts";
export { copyCurrentContext } from "./helpers/copy-current-context.ts";
export { eventStream, type ServerSentEvent } from "./helpers/event-stream.ts";
export {
  flash,
  type FlashedMessage,
  type FlashedMessagesOptions,
  getFlashedMessages,
} from "./helpers/flash.ts";
export { jsonify, makeResponse } from "./helpers/make-response.ts";
export { isSafeRedirect, safeRedirect, type SafeRedirectOptions } from "./helpers/safe-redirect.ts";
export { sendFile, type SendFileOptions, sendFromDirectory } from "./helpers/send-file.ts";
export { streamTemplate, streamTemplateString, streamWithContext } from "./helpers/stream.ts";
export { type TypedUrlValues, urlFor, type UrlOptions, type UrlValues } from "./helpers/url-for.ts";
export { JSONProvider, type JSONProviderOptions } from "./json/provider.ts";
export { type JSONTag, TaggedJSONSerializer } from "./json/tag.ts";
export { UUID } from "./json/uuid.ts";
export type { Logger, LogLevel } from "./logging/logger.ts";
export { currentApp, g, globalsOf, request, session, sessionOf } from "./proxies.ts";
export { Request } from "./request.ts";
export { Response } from "./response.ts";
export { AppRule, Route, type RouteOptions, type View as ViewFunction } from "./route.ts";
export { type MethodRouteOptions, Scaffold, type ScaffoldOptions } from "./scaffold.ts";
export type {
  AfterRequestHook,
  BeforeRequestHook,
  ContextProcessor,
  TeardownHook,
  UrlDefaults,
  UrlValuePreprocessor,
} from "./scope.ts";
export type { RunOptions } from "./server/run-options.ts";
export { cors, type CORSOptions } from "./security/cors.ts";
export { CSRFError } from "./security/csrf-error.ts";
export { CSRFProtect } from "./security/csrf-protect.ts";
export { csrfField, csrfToken } from "./security/csrf-token.ts";
export {
  defaultContentSecurityPolicy,
  SecurityHeaders,
  type SecurityHeaderValues,
} from "./security/security-headers.ts";
export { SessionConflict, SessionTooLarge, SessionUnavailable } from "./sessions/errors.ts";
export { MemorySessionStore, type MemorySessionStoreOptions } from "./sessions/memory-session-store.ts";
export {
  type RedisSessionClient,
  RedisSessionStore,
  type RedisSessionStoreOptions,
} from "./sessions/redis-session-store.ts";
export { SecureCookieSessionInterface } from "./sessions/secure-cookie-session-interface.ts";
export { ServerSessionInterface } from "./sessions/server-session-interface.ts";
export { NullSession, SecureCookieSession, type Session, type TypedSession } from "./sessions/session.ts";
export {
  type SessionApp,
  type SessionCookieOptions,
  SessionInterface,
} from "./sessions/session-interface.ts";
export type { SessionStore } from "./sessions/session-store.ts";
export {
  appContextPopped,
  appContextPushed,
  appContextTearingDown,
  beforeRenderTemplate,
  gotRequestException,
  messageFlashed,
  type Receiver,
  requestFinished,
  requestStarted,
  requestTearingDown,
  Signal,
  type TemplatePayload,
  templateRendered,
} from "./signals.ts";
export type { StatusError, StatusErrors } from "./status-errors.ts";
export {
  renderTemplate,
  renderTemplateAsync,
  renderTemplateString,
  type TemplateContext,
} from "./templating/render.ts";
export { getTemplateAttribute } from "./templating/template-attribute.ts";
export type { CliResult, CliRunner } from "./testing/cli-runner.ts";
export type { RequestOptions, TestClient } from "./testing/client.ts";
export { type ClassView, MethodView, View, type ViewDecorator } from "./views.ts";
