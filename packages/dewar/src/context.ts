import { AsyncLocalStorage } from "node:async_hooks";
import type { Response, UrlAdapter } from "@dewar/http";
import type { Flask } from "./app.ts";
import { isPromiseLike, type MaybePromise, andThen } from "./dispatch/maybe-promise.ts";
import { OutsideContextError, toError } from "./errors.ts";
import type { FlashedMessage } from "./helpers/flash.ts";
import type { Request } from "./request.ts";
import type { AfterRequestHook, TeardownHook } from "./scope.ts";
import type { Session } from "./sessions/session.ts";
import { appContextPopped, appContextPushed, appContextTearingDown, requestTearingDown } from "./signals.ts";

/** The place for an application's own values during one context: `g.user`, `g.db`. */
export type AppGlobals = Record<string, unknown>;

/** Holds the place for contexts that come one after the other. */
export interface ContextHolder {
  readonly context: AppContext | undefined;
}

const storage = new AsyncLocalStorage<AppContext | ContextHolder | undefined>();

/**
 * What is at hand while an application works on one thing: a request, a command, a test.
 *
 * There is one class for contexts with and without a request. Inside the framework it is passed along explicitly;
 * the proxies `request`, `session`, `g` and `currentApp` find it for the user's code.
 */
export class AppContext {
  readonly app: Flask;
  /** Registered by `afterThisRequest`, in order. */
  readonly afterThisRequest: AfterRequestHook[] = [];
  /** The messages that `getFlashedMessages` has taken out of the session during this context. */
  flashedMessages: FlashedMessage[] | undefined;
  /** The error that no handler answered for. The teardown hooks are told of it. */
  failure: Error | undefined;
  /** What was answered, once it is on its way. */
  response: Response | undefined;
  readonly #request: Request | undefined;
  #globals: AppGlobals | undefined;
  #session: Session | undefined;
  #urlAdapter: UrlAdapter | undefined;
  #outer: AppContext | ContextHolder | undefined;
  #hasEnded = false;
  #ending: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;

  constructor(app: Flask, request?: Request) {
    this.app = app;
    this.#request = request;
  }

  /** Whether this context belongs to a request. */
  get hasRequest(): boolean {
    return this.#request !== undefined;
  }

  /** @throws OutsideContextError when the context was made without a request. */
  get request(): Request {
    if (this.#request === undefined) throw outsideRequest("request");
    return this.#request;
  }

  get g(): AppGlobals {
    // A bag of the application's own names: without a prototype none of them can be taken already.
    this.#globals ??= Object.create(null) as AppGlobals;
    return this.#globals;
  }

  /** @throws OutsideContextError when the context was made without a request. */
  get session(): Session {
    if (this.#session === undefined) throw outsideRequest("session");
    return this.#session;
  }

  /** The session if it has been opened. */
  get openedSession(): Session | undefined {
    return this.#session;
  }

  /** Builds and matches URLs for this context: relative to the request, else to `SERVER_NAME`. */
  get urlAdapter(): UrlAdapter | undefined {
    this.#urlAdapter ??= this.app.createUrlAdapter(this.#request);
    return this.#urlAdapter;
  }

  /** Resolves when this context has ended: a request's, when the response has been sent. */
  get ended(): Promise<void> {
    if (this.#hasEnded) return Promise.resolve();
    if (this.#ending === undefined) {
      this.#ending = deferred();
      // A response that is on its way without an end to wait for would never tell.
      this.response?.callOnClose(this.#ending.resolve);
    }
    return this.#ending.promise;
  }

  /** Opens the request's session, before any code of the user's runs. */
  openSession(): MaybePromise<void> {
    const { app, request } = this;
    return andThen(app.sessionInterface.openSession(app, request), (session) => {
      this.#session = session ?? app.sessionInterface.makeNullSession(app);
    });
  }

  /** Another context for the same request and session, with a `g` of its own. */
  copy(): AppContext {
    const copy = new AppContext(this.app, this.#request);
    copy.#session = this.#session;
    return copy;
  }

  /** Makes this the current context while `work` and everything that it starts runs. */
  enter<T>(work: (context: AppContext) => T): T {
    return storage.run(this, work, this);
  }

  /**
   * Does `work` in this context, then ends it.
   *
   * @returns What `work` returns. When it or a teardown hook answers with a promise, so does this.
   * @throws What `work` throws, after the teardown hooks have seen it; what a teardown hook throws.
   * @example
   * const app = new Flask(import.meta.url);
   * app.appContext().run(() => currentApp.name === app.name); // => true
   */
  run<T>(work: (context: AppContext) => T): T {
    let result: T;
    appContextPushed.send(this.app, {});
    try {
      result = this.enter(work);
    } catch (error) {
      return andThen(this.end(toError(error)), () => rethrow(error)) as T;
    }
    if (!isPromiseLike(result)) return andThen(this.end(), () => result) as T;
    const ended = Promise.resolve(result).then(
      (value: unknown) => andThen(this.end(), () => value),
      (error: unknown) => andThen(this.end(toError(error)), () => rethrow(error)),
    );
    return ended as T;
  }

  /**
   * Makes this the current context until it is disposed of, for `using context = app.appContext().push()`, or until
   * {@link pop} is called.
   */
  push(): this {
    this.#outer = storage.getStore();
    storage.enterWith(this);
    appContextPushed.send(this.app, {});
    return this;
  }

  /** Ends a context that was pushed and makes the one around it current again. */
  pop(error?: Error): MaybePromise<void> {
    storage.enterWith(this.#outer);
    return this.end(error);
  }

  [Symbol.dispose](): void {
    const ended = this.pop();
    if (isPromiseLike(ended))
      ended.then(undefined, (error: unknown) => this.app.logException(toError(error)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.pop();
  }

  /**
   * Runs every teardown hook, inside this context.
   *
   * @throws What the hooks threw, after all have run: the error itself, or an AggregateError of several.
   */
  end(error?: Error): MaybePromise<void> {
    this.#hasEnded = true;
    if (!this.hasTeardown) return undefined;
    const tellListeners: TeardownHook = () => {
      if (this.hasRequest) requestTearingDown.send(this.app, { error });
      appContextTearingDown.send(this.app, { error });
      appContextPopped.send(this.app, {});
      this.#ending?.resolve();
    };
    const hooks = [...this.#requestTeardown(), ...this.app.teardownHooks.toReversed(), tellListeners];
    return this.enter(() => runAll(hooks, error));
  }

  /** Whether there is anything to do when this context ends. */
  get hasTeardown(): boolean {
    return (
      this.#ending !== undefined ||
      this.app.teardownHooks.length > 0 ||
      this.#requestTeardown().length > 0 ||
      requestTearingDown.hasReceivers ||
      appContextTearingDown.hasReceivers ||
      appContextPopped.hasReceivers
    );
  }

  #requestTeardown(): readonly TeardownHook[] {
    return this.#request === undefined ? [] : this.app.scopeChain(this.#request.blueprint).teardownRequest;
  }
}

/** The current context. Most code takes a context as an argument; this is for the edge where none can be passed. */
export function currentContext(): AppContext | undefined {
  const current = storage.getStore();
  return current === undefined || current instanceof AppContext ? current : current.context;
}

/**
 * Makes whatever context is in `holder` the current one, here and in what is called from here on.
 *
 * @returns A function that makes the context around it current again.
 */
export function holdContext(holder: ContextHolder): () => void {
  const outer = storage.getStore();
  storage.enterWith(holder);
  return () => storage.enterWith(outer);
}

/**
 * The current context, for extensions: they work on its request, session and application, as the framework itself does.
 *
 * @param name - What is being used, for the error message.
 * @throws OutsideContextError when no context is active.
 * @example
 * const seen = new WeakSet<Request>();
 * const firstLook = (): boolean => !seen.has(requireContext("firstLook").request);
 * await new Flask(import.meta.url).testRequestContext("/", firstLook); // => true
 */
export function requireContext(name: string): AppContext {
  const context = currentContext();
  if (context === undefined) throw outsideContext(name);
  return context;
}

/** Whether an application context is active. */
export function hasAppContext(): boolean {
  return currentContext() !== undefined;
}

/** Whether a request is being handled. */
export function hasRequestContext(): boolean {
  return currentContext()?.hasRequest ?? false;
}

function runAll(hooks: readonly TeardownHook[], error: Error | undefined): MaybePromise<void> {
  const failures: Error[] = [];
  let pending: Promise<unknown> | undefined;
  for (const hook of hooks) {
    const call = (): MaybePromise<unknown> => guarded(hook, error, failures);
    if (pending !== undefined) pending = pending.then(call);
    else {
      const answer = call();
      if (isPromiseLike(answer)) pending = Promise.resolve(answer);
    }
  }
  return andThen<unknown, void>(pending, () => {
    if (failures.length === 1) throw failures[0];
    if (failures.length > 1) throw new AggregateError(failures, "Several teardown hooks failed.");
  });
}

function guarded(hook: TeardownHook, error: Error | undefined, failures: Error[]): MaybePromise<unknown> {
  const keep = (thrown: unknown): void => void failures.push(toError(thrown));
  try {
    const answer = hook(error);
    return isPromiseLike(answer) ? answer.then(undefined, keep) : undefined;
  } catch (thrown) {
    return keep(thrown);
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function rethrow(error: unknown): never {
  throw error;
}

function outsideContext(name: string): OutsideContextError {
  const isOfRequest = name === "request" || name === "session";
  const remedy = isOfRequest
    ? "In a test, do the work inside `app.testRequestContext(path, () => ...)`. Work that goes on after the " +
      "response keeps its request in `afterResponse(() => ...)` or `copyCurrentContext(() => ...)`."
    : "Do the work inside `app.appContext().run(() => ...)`; if it needs a request, then in a test inside " +
      "`app.testRequestContext(path, () => ...)`.";
  return new OutsideContextError(
    "outside_context",
    `\`${name}\` was used outside of a context. It belongs to the ${
      isOfRequest ? "request" : "application"
    } that is being worked on, and here there is none. ${remedy}`,
  );
}

function outsideRequest(name: string): OutsideContextError {
  return new OutsideContextError(
    "outside_request",
    `\`${name}\` was used in a context without a request, such as a command or \`app.appContext()\`. In a test, ` +
      "use `app.testRequestContext(path, () => ...)`.",
  );
}
