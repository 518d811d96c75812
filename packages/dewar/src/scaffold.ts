import { existsSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { HTTPException, RuleValues } from "@dewar/http";
import { AppGroup } from "./cli/app-group.ts";
import type { ErrorClass, ErrorHandler } from "./dispatch/error-handlers.ts";
import { SetupError } from "./errors.ts";
import { type AnyView, Route, type RouteOptions, type View } from "./route.ts";
import {
  type AfterRequestHook,
  type BeforeRequestHook,
  type ContextProcessor,
  Scope,
  type TeardownHook,
  type UrlDefaults,
  type UrlValuePreprocessor,
} from "./scope.ts";
import type { StatusError } from "./status-errors.ts";

/** Where an application or a blueprint keeps its files. Folders are relative to the importing module's. */
export interface ScaffoldOptions {
  /** Folder of files that are sent as they are. */
  readonly staticFolder?: string | null;
  /** URL path of the static files. Default: `/` and the folder's name. */
  readonly staticUrlPath?: string;
  /** Folder of templates. */
  readonly templateFolder?: string | null;
  /** Folder that the others start from. Default: the one of the importing module. */
  readonly rootPath?: string;
}

/** What an application and a blueprint have in common: routes, hooks, error handlers, files. */
export abstract class Scaffold {
  readonly name: string;
  /** Absolute folder that relative paths start from. */
  readonly rootPath: string;
  /** Absolute path of the templates; undefined when there are none. */
  readonly templateFolder: string | undefined;
  /** Absolute path of the static files; undefined when there are none. */
  readonly staticFolder: string | undefined;
  /** URL path of the static files, without a slash at the end. */
  readonly staticUrlPath: string;
  /** Commands for the command line. */
  readonly cli: AppGroup;
  /** @internal */
  readonly scope: Scope = new Scope();
  /** The first view without a name of each rule, whose endpoint the rule is. */
  readonly #namelessViews = new Map<string, AnyView>();

  /**
   * @param importUrl - `import.meta.url` of the module that the application or blueprint is made in.
   * @throws SetupError without it.
   */
  constructor(name: string | undefined, importUrl: string, options: ScaffoldOptions) {
    if (typeof importUrl !== "string") {
      throw new SetupError(
        "import_url_missing",
        `A ${new.target.name} must know its module, to find templates and files beside it: pass import.meta.url.`,
      );
    }
    const file = importUrl.startsWith("file:") ? fileURLToPath(importUrl) : resolve(importUrl);
    this.name = name ?? basename(file, extname(file));
    this.cli = new AppGroup(this.name);
    this.rootPath = options.rootPath === undefined ? dirname(file) : resolve(options.rootPath);
    this.templateFolder = this.#folder(options.templateFolder);
    this.staticFolder = this.#folder(options.staticFolder);
    const staticUrl = options.staticUrlPath ?? `/${basename(this.staticFolder ?? "static")}`;
    this.staticUrlPath = staticUrl.replace(/\/+$/, "");
  }

  /** Whether there are static files to send. */
  get hasStaticFolder(): boolean {
    return this.staticFolder !== undefined && existsSync(this.staticFolder);
  }

  /**
   * Opens a file that belongs to the application or blueprint.
   *
   * @param path - Relative to {@link rootPath}.
   * @param flags - As `fs.open` takes them, for reading. Default: "r".
   */
  openResource(path: string, flags: "r" | "rs" = "r"): Promise<FileHandle> {
    return open(join(this.rootPath, path), flags);
  }

  /** @internal The full name under which an endpoint of this scaffold is known to the URL map. */
  abstract endpointName(endpoint: string, currentBlueprint: string | undefined): string;

  /** @internal Rejects a change that comes too late. `change` reads like `The route "/"`. */
  protected abstract checkSetup(change: string): void;

  /** @internal Keeps a rule; the view is undefined for a rule that only builds or only names an endpoint. */
  protected abstract keepRule(
    rule: string,
    endpoint: string,
    view: AnyView | undefined,
    options: RouteOptions,
  ): void;

  /**
   * Declares what answers at a URL.
   *
   * @param rule - A URL rule such as `/post/<int:id>`; its variables are the view's arguments.
   * @param view - Gets the values of the URL as one object.
   * @returns The route, for `urlFor`.
   * @throws SetupFinishedError after the first request; SetupError when the endpoint has another view.
   * @example
   * const app = new Flask(import.meta.url);
   * const show = app.route("/post/<int:id>", function show({ id }) { return `Post ${id + 1}`; });
   * show.endpoint; // => "show"
   */
  route<const R extends string>(rule: R, view: View<RuleValues<R>>): Route<R>;
  route<const R extends string>(rule: R, options: RouteOptions, view: View<RuleValues<R>>): Route<R>;
  route<const R extends string>(rule: R, ...rest: RouteArguments<R>): Route<R> {
    return this.#declare(rule, undefined, rest);
  }

  /** {@link route} for GET (and with it HEAD). */
  get<const R extends string>(rule: R, view: View<RuleValues<R>>): Route<R>;
  get<const R extends string>(rule: R, options: MethodRouteOptions, view: View<RuleValues<R>>): Route<R>;
  get<const R extends string>(rule: R, ...rest: RouteArguments<R>): Route<R> {
    return this.#declare(rule, "GET", rest);
  }

  /** {@link route} for POST. */
  post<const R extends string>(rule: R, view: View<RuleValues<R>>): Route<R>;
  post<const R extends string>(rule: R, options: MethodRouteOptions, view: View<RuleValues<R>>): Route<R>;
  post<const R extends string>(rule: R, ...rest: RouteArguments<R>): Route<R> {
    return this.#declare(rule, "POST", rest);
  }

  /** {@link route} for PUT. */
  put<const R extends string>(rule: R, view: View<RuleValues<R>>): Route<R>;
  put<const R extends string>(rule: R, options: MethodRouteOptions, view: View<RuleValues<R>>): Route<R>;
  put<const R extends string>(rule: R, ...rest: RouteArguments<R>): Route<R> {
    return this.#declare(rule, "PUT", rest);
  }

  /** {@link route} for PATCH. */
  patch<const R extends string>(rule: R, view: View<RuleValues<R>>): Route<R>;
  patch<const R extends string>(rule: R, options: MethodRouteOptions, view: View<RuleValues<R>>): Route<R>;
  patch<const R extends string>(rule: R, ...rest: RouteArguments<R>): Route<R> {
    return this.#declare(rule, "PATCH", rest);
  }

  /** {@link route} for DELETE. */
  delete<const R extends string>(rule: R, view: View<RuleValues<R>>): Route<R>;
  delete<const R extends string>(rule: R, options: MethodRouteOptions, view: View<RuleValues<R>>): Route<R>;
  delete<const R extends string>(rule: R, ...rest: RouteArguments<R>): Route<R> {
    return this.#declare(rule, "DELETE", rest);
  }

  /**
   * Declares a rule by name: with a view, or for an endpoint whose view another rule gives. Without any view, the rule
   * of another endpoint may answer at the same URL; the name is then one more for `urlFor`.
   *
   * @throws SetupFinishedError after the first request; SetupError when the endpoint has another view.
   */
  addUrlRule<const R extends string>(
    rule: R,
    options: RouteOptions & { readonly view?: View<RuleValues<R>> | AnyView } = {},
  ): Route<R> {
    const { view, ...routeOptions } = options;
    this.checkSetup(`The rule "${rule}"`);
    const endpoint = options.endpoint ?? this.#endpointOf(rule, view, options);
    this.keepRule(rule, endpoint, view, routeOptions);
    return new Route(rule, endpoint, this);
  }

  /** Calls `hook` before the view of each request; what it returns, unless undefined, is the response. */
  beforeRequest(hook: BeforeRequestHook): this {
    return this.#keep("A before-request hook", this.scope.beforeRequest, hook);
  }

  /** Calls `hook` with each response; it may return another one. */
  afterRequest(hook: AfterRequestHook): this {
    return this.#keep("An after-request hook", this.scope.afterRequest, hook);
  }

  /** Calls `hook` when a request has ended, however it ended. */
  teardownRequest(hook: TeardownHook): this {
    return this.#keep("A teardown hook", this.scope.teardownRequest, hook);
  }

  /** Gives every template that is rendered here the values that `processor` returns. */
  contextProcessor(processor: ContextProcessor): this {
    return this.#keep("A context processor", this.scope.contextProcessors, processor);
  }

  /** Calls `preprocessor` with endpoint and URL values before the view; it may change the values. */
  urlValuePreprocessor(preprocessor: UrlValuePreprocessor): this {
    return this.#keep("A URL value preprocessor", this.scope.urlValuePreprocessors, preprocessor);
  }

  /** Calls `defaults` with endpoint and values before a URL is built; it may add values. */
  urlDefaults(defaults: UrlDefaults): this {
    return this.#keep("A URL defaults function", this.scope.urlDefaults, defaults);
  }

  /**
   * Answers for errors of a class, or of a status.
   *
   * @param kind - A status code, or a class of errors; subclasses are included.
   * @example
   * const app = new Flask(import.meta.url);
   * app.errorHandler(404, (error) => `Nothing here: ${error.description}`);
   */
  errorHandler<const Code extends number>(kind: Code, handler: ErrorHandler<StatusError<Code>>): this;
  errorHandler<E extends Error>(kind: ErrorClass<E>, handler: ErrorHandler<E>): this;
  errorHandler(kind: number | ErrorClass, handler: ErrorHandler<HTTPException> | ErrorHandler): this {
    this.checkSetup(`The error handler for ${typeof kind === "number" ? kind : kind.name}`);
    this.scope.errorHandlers.register(kind, handler as ErrorHandler);
    return this;
  }

  #declare<R extends string>(rule: R, method: string | undefined, rest: RouteArguments<R>): Route<R> {
    const [options, view] = rest.length === 1 ? [{}, rest[0]] : rest;
    if (typeof view !== "function") {
      throw new SetupError(
        "view_missing",
        `The route "${rule}" has no view: pass a function after the rule.`,
      );
    }
    return this.addUrlRule(rule, { ...options, ...(method && { methods: [method] }), view });
  }

  /** The view's name, else its rule; where two views without a name share a rule, the second's methods too. */
  #endpointOf(
    rule: string,
    view: AnyView | undefined,
    { methods = view?.methods ?? ["GET"] }: RouteOptions,
  ): string {
    if (view === undefined || view.name !== "") return view?.name ?? rule;
    const first = this.#namelessViews.get(rule) ?? view;
    this.#namelessViews.set(rule, first);
    return first === view ? rule : `${rule} (${[...methods].join(", ")})`;
  }

  #keep<T>(change: string, list: T[], item: T): this {
    this.checkSetup(change);
    list.push(item);
    return this;
  }

  #folder(path: string | null | undefined): string | undefined {
    return path === null || path === undefined ? undefined : join(resolve(this.rootPath, path), ".");
  }
}

/** Options of a route whose method is in the name of the call. */
export type MethodRouteOptions = Omit<RouteOptions, "methods">;

type RouteArguments<R extends string> =
  | readonly [view: View<RuleValues<R>>]
  | readonly [options: RouteOptions, view: View<RuleValues<R>>];
