import type { Response } from "@dewar/http";
import type { MaybePromise } from "./dispatch/maybe-promise.ts";
import { ErrorHandlers } from "./dispatch/error-handlers.ts";
import type { ViewResult } from "./dispatch/to-response.ts";

/** Runs before the view. An answer other than undefined becomes the response and the view is not called. */
export type BeforeRequestHook = () => MaybePromise<ViewResult | undefined | void>;
/** Runs after the view with the response made so far, and returns the one to go on with. */
export type AfterRequestHook = (response: Response) => MaybePromise<Response | undefined | void>;
/** Runs when the context ends, with the error that ended it, if one did. */
export type TeardownHook = (error: Error | undefined) => MaybePromise<unknown>;
/** Gives values that every template rendered in its scope can see. */
export type ContextProcessor = () => Record<string, unknown>;
/** Sees the endpoint and the values of the URL before the view; it may change the values. */
export type UrlValuePreprocessor = (endpoint: string | undefined, values: Record<string, unknown>) => void;
/** Sees the values that a URL is about to be built from; it may add to them. */
export type UrlDefaults = (endpoint: string, values: Record<string, unknown>) => void;

/** The hooks and handlers that belong to the application or to one blueprint. */
export class Scope {
  readonly beforeRequest: BeforeRequestHook[] = [];
  readonly afterRequest: AfterRequestHook[] = [];
  readonly teardownRequest: TeardownHook[] = [];
  readonly contextProcessors: ContextProcessor[] = [];
  readonly urlValuePreprocessors: UrlValuePreprocessor[] = [];
  readonly urlDefaults: UrlDefaults[] = [];
  readonly errorHandlers: ErrorHandlers = new ErrorHandlers();
}

/**
 * The hooks of a request in the order in which they run, worked out once for each blueprint.
 *
 * What comes before the view runs from the application inwards; what comes after runs from the innermost blueprint
 * outwards, the last registered first (Flask, "Callbacks and Errors").
 */
export class ScopeChain {
  readonly beforeRequest: readonly BeforeRequestHook[];
  readonly afterRequest: readonly AfterRequestHook[];
  readonly teardownRequest: readonly TeardownHook[];
  readonly contextProcessors: readonly ContextProcessor[];
  readonly urlValuePreprocessors: readonly UrlValuePreprocessor[];
  readonly urlDefaults: readonly UrlDefaults[];
  /** From the innermost blueprint to the application. */
  readonly errorHandlers: readonly ErrorHandlers[];

  /** @param scopes - From the application to the innermost blueprint. */
  constructor(scopes: readonly Scope[]) {
    const inwards = scopes;
    const outwards = scopes.toReversed();
    this.beforeRequest = inwards.flatMap((scope) => scope.beforeRequest);
    this.contextProcessors = inwards.flatMap((scope) => scope.contextProcessors);
    this.urlValuePreprocessors = inwards.flatMap((scope) => scope.urlValuePreprocessors);
    this.urlDefaults = inwards.flatMap((scope) => scope.urlDefaults);
    this.afterRequest = outwards.flatMap((scope) => scope.afterRequest.toReversed());
    this.teardownRequest = outwards.flatMap((scope) => scope.teardownRequest.toReversed());
    this.errorHandlers = outwards.map((scope) => scope.errorHandlers);
  }
}
