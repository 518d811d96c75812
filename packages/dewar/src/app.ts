import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import {
  Aborter,
  BadRequestKeyError,
  type BodyLimits,
  type BuildError,
  type FetchListener,
  fetchHandler,
  HTTPException,
  nodeHandler,
  type NodeListener,
  type Response as HttpResponse,
  type UrlAdapter,
  UrlMap,
} from "@dewar/http";
import type { Environment, EnvironmentOptions } from "@dewar/jinja";
import type { FlaskOptions, UrlBuildErrorHandler } from "./app-options.ts";
import { AppUrls } from "./app-urls.ts";
import { adapterOptions, bodyLimitsOf } from "./adapter-options.ts";
import { BackgroundWork } from "./background-work.ts";
import type { Blueprint, BlueprintRegistration } from "./blueprint.ts";
import { callerLocation } from "./caller.ts";
import { Config, type ConfigValues, defaultConfig } from "./config.ts";
import { AppContext } from "./context.ts";
import { meansDebug } from "./debug-flag.ts";
import { type MaybePromise, andThen } from "./dispatch/maybe-promise.ts";
import { handleRequest } from "./dispatch/pipeline.ts";
import { SetupFinishedError, toError } from "./errors.ts";
import { sendFromDirectory } from "./helpers/send-file.ts";
import type { UrlValues } from "./helpers/url-for.ts";
import { JSONProvider } from "./json/provider.ts";
import { AppLogger } from "./logging/app-logger.ts";
import type { Logger } from "./logging/logger.ts";
import { sendRequestId } from "./logging/request-id.ts";
import { g } from "./proxies.ts";
import { Registry } from "./registry.ts";
import { Request } from "./request.ts";
import { Response } from "./response.ts";
import type { AnyView, AppRule, RouteOptions } from "./route.ts";
import { Scaffold } from "./scaffold.ts";
import type { ScopeChain, TeardownHook } from "./scope.ts";
import { runApp } from "./server/run.ts";
import type { RunOptions } from "./server/run-options.ts";
import { SecureCookieSessionInterface } from "./sessions/secure-cookie-session-interface.ts";
import type { SessionInterface } from "./sessions/session-interface.ts";
import { createJinjaEnvironment } from "./templating/environment.ts";
import { CliRunner } from "./testing/cli-runner.ts";
import { type RequestOptions, TestClient, testContext } from "./testing/client.ts";

/**
 * A web application.
 *
 * Set it up first: routes, hooks, blueprints. From its first request on it no longer changes.
 *
 * @example
 * const app = new Flask(import.meta.url);
 * app.get("/hello/<name>", ({ name }) => `Hello, ${name}!`);
 * (await app.testClient().get("/hello/Ann")).text; // => "Hello, Ann!"
 */
export class Flask extends Scaffold {
  readonly config: Config;
  readonly instancePath: string;
  /** What extensions keep for this application, by their names. */
  readonly extensions: Record<string, unknown> = Object.create(null);
  /** Called when any context ends, last registered first. */
  readonly teardownHooks: TeardownHook[] = [];
  /** The class of the responses that are made of what views return. */
  responseClass: typeof Response = Response;
  /** The class of the requests. */
  requestClass: typeof Request = Request;
  /** Reads and writes JSON. */
  json: JSONProvider;
  /** Opens and saves sessions. */
  sessionInterface: SessionInterface = new SecureCookieSessionInterface();
  /** Options of the template environment, besides what the application says itself. Set it before templates are used. */
  jinjaOptions: EnvironmentOptions = {};
  /** What `abort` means to this application. */
  aborter: Aborter = new Aborter();
  /** Where the application writes what happened. */
  logger: Logger = new AppLogger(this);
  /** What goes on after responses: `await app.backgroundWork.finished()`. */
  readonly backgroundWork: BackgroundWork = new BackgroundWork();
  readonly #registry: Registry;
  readonly #urls: AppUrls;
  readonly #shellContexts: (() => Readonly<Record<string, unknown>>)[] = [];
  #jinjaEnv: Environment | undefined;
  #limits: BodyLimits | undefined;
  #setupFinished = false;

  /**
   * @param importUrl - `import.meta.url` of the module; templates and static files lie beside it.
   */
  constructor(importUrl: string, options: FlaskOptions = {}) {
    super(options.name, importUrl, { staticFolder: "static", templateFolder: "templates", ...options });
    this.instancePath = options.instancePath ?? join(this.rootPath, "instance");
    const configRoot = options.instanceRelativeConfig ? this.instancePath : this.rootPath;
    this.config = new Config(configRoot, { ...defaultConfig() });
    this.json = new JSONProvider(this);
    const urlMap = new UrlMap([], { hostMatching: options.hostMatching ?? false });
    this.#registry = new Registry(urlMap, this.scope);
    this.#urls = new AppUrls(urlMap, this.config, options.subdomainMatching ?? false);
    if (this.hasStaticFolder) {
      const host = options.staticHost === undefined ? {} : { host: options.staticHost };
      this.keepRule(`${this.staticUrlPath}/<path:filename>`, "static", this.staticView(this), host);
    }
  }

  get urlMap(): UrlMap {
    return this.#registry.urlMap;
  }

  /** Views by endpoint. */
  get viewFunctions(): ReadonlyMap<string, AnyView> {
    return this.#registry.views;
  }

  /** Registered blueprints by their full names. */
  get blueprints(): ReadonlyMap<string, Blueprint> {
    return this.#registry.blueprints;
  }

  /** The template environment, made at first use. */
  get jinjaEnv(): Environment {
    this.#jinjaEnv ??= createJinjaEnvironment(this);
    return this.#jinjaEnv;
  }

  get debug(): boolean {
    return meansDebug(this.config.get("DEBUG"));
  }

  set debug(debug: boolean) {
    this.config.set("DEBUG", debug);
  }

  get testing(): boolean {
    return this.config.get("TESTING");
  }

  set testing(testing: boolean) {
    this.config.set("TESTING", testing);
  }

  get secretKey(): ConfigValues["SECRET_KEY"] {
    return this.config.get("SECRET_KEY");
  }

  set secretKey(key: ConfigValues["SECRET_KEY"]) {
    this.config.set("SECRET_KEY", key);
  }

  /** Adds a blueprint's routes and hooks. Options given here win over the blueprint's own. */
  registerBlueprint(blueprint: Blueprint, registration: BlueprintRegistration = {}): this {
    this.checkSetup(`The blueprint "${blueprint.name}"`);
    blueprint.register(this, registration);
    return this;
  }

  /** Calls `hook` when a context ends, with the error that ended it, if one did. */
  teardownAppContext(hook: TeardownHook): this {
    this.checkSetup("A teardown hook");
    this.teardownHooks.push(hook);
    return this;
  }

  /** Asks `handler` for URLs that `urlFor` cannot build. Its answer, unless undefined, is the URL. */
  urlBuildErrorHandler(handler: UrlBuildErrorHandler): this {
    this.checkSetup("A handler of URL build errors");
    this.#urls.buildErrorHandlers.push(handler);
    return this;
  }

  /** Makes a filter that every template can use. */
  templateFilter(name: string, filter: (...args: never[]) => unknown): this {
    this.checkSetup(`The template filter "${name}"`);
    this.jinjaEnv.filters[name] = filter;
    return this;
  }

  /** Makes a test that every template can use. */
  templateTest(name: string, test: (...args: never[]) => unknown): this {
    this.checkSetup(`The template test "${name}"`);
    this.jinjaEnv.tests[name] = test;
    return this;
  }

  /** Makes a value that every template can see. */
  templateGlobal(name: string, value: unknown): this {
    this.checkSetup(`The template global "${name}"`);
    this.jinjaEnv.globals[name] = value;
    return this;
  }

  /**
   * Whether a template's output is escaped, by its name; null is a template made of text.
   *
   * By default those named as HTML or XML are, and those without a name.
   */
  selectJinjaAutoescape(name: string | null): boolean {
    return name === null || /\.(?:html|htm|xml|xhtml|svg)$/i.test(name);
  }

  /** Opens a file of the instance folder. {@link Scaffold.openResource} opens those of the application's own. */
  openInstanceResource(path: string, flags = "r"): Promise<FileHandle> {
    return open(join(this.instancePath, path), flags);
  }

  /** A context without a request, for commands, scripts and tests. */
  appContext(): AppContext {
    return new AppContext(this);
  }

  /**
   * Does `work` as if a request were being handled.
   *
   * @param path - Path and query of the request.
   * @returns What `work` returns.
   * @example
   * const app = new Flask(import.meta.url);
   * await app.testRequestContext("/?page=3", () => request.args.get("page")); // => "3"
   */
  testRequestContext<T>(path: string, work: (context: AppContext) => T): Promise<Awaited<T>>;
  testRequestContext<T>(
    path: string,
    options: RequestOptions,
    work: (context: AppContext) => T,
  ): Promise<Awaited<T>>;
  async testRequestContext<T>(
    path: string,
    ...rest: [(context: AppContext) => T] | [RequestOptions, (context: AppContext) => T]
  ): Promise<Awaited<T>> {
    const [options, work] = rest.length === 1 ? [{}, rest[0]] : rest;
    return await (await testContext(this, path, options)).run(work);
  }

  /** A client that asks this application without a server. */
  testClient(): TestClient {
    return new TestClient(this);
  }

  /** Runs the commands of this application without a process of their own. */
  testCliRunner(): CliRunner {
    return new CliRunner(this);
  }

  /** Gives `dewar shell` the names and values that `processor` returns. */
  shellContextProcessor(processor: () => Readonly<Record<string, unknown>>): this {
    this.#shellContexts.push(processor);
    return this;
  }

  /** What is at hand in `dewar shell`. */
  makeShellContext(): Record<string, unknown> {
    return Object.assign({ app: this, g }, ...this.#shellContexts.map((processor) => processor()));
  }

  /** Answers a request of this application's class; every adapter calls this. */
  readonly handle = (request: Request): MaybePromise<HttpResponse> => handleRequest(this, request);

  /** Answers requests of `node:http`: `http.createServer(app.nodeHandler)`. */
  readonly nodeHandler: NodeListener = nodeHandler(this.handle, adapterOptions(this));

  /** Answers web requests: `export default { fetch: app.fetch }`. */
  readonly fetch: FetchListener = fetchHandler(this.handle, adapterOptions(this));

  /** Serves the application for development. See {@link RunOptions}. */
  run(options: RunOptions = {}): void {
    runApp(this, options);
  }

  /** Writes an error that nothing handled to the log, with the request that it ended. */
  logException(error: Error, request?: Request): void {
    const where = request === undefined ? "" : ` in ${request.method} ${JSON.stringify(request.path)}`;
    this.logger.error(error, `Unhandled error${where}`);
  }

  /** @internal Whether unhandled errors go on to whoever called the application. */
  get propagatesExceptions(): boolean {
    return this.config.get("PROPAGATE_EXCEPTIONS") ?? (this.testing || this.debug);
  }

  /** @internal Whether an HTTP error is to be treated as any other error. */
  trapsHttpException(error: HTTPException): boolean {
    if (this.config.get("TRAP_HTTP_EXCEPTIONS")) return true;
    if (!(error instanceof BadRequestKeyError)) return false;
    return this.config.get("TRAP_BAD_REQUEST_ERRORS") ?? this.debug;
  }

  /** @internal Finds the rule for a request's URL; a failure is kept for the moment when the view would be called. */
  matchRequest(request: Request): void {
    request.trustedHosts = this.config.get("TRUSTED_HOSTS") ?? undefined;
    try {
      const { rule, values } = this.#urls.match(request);
      // Only rules of this class are ever added.
      request.urlRule = rule as AppRule;
      request.viewArgs = values;
    } catch (error) {
      request.routingError = toError(error);
    }
  }

  /** @internal */
  loadBody(request: Request): MaybePromise<void> {
    if (request.urlRule?.stream === true) return undefined;
    return request.loadBody(this.#limits ?? bodyLimitsOf(this.config));
  }

  /** @internal Undefined when there is neither a request nor a SERVER_NAME. */
  createUrlAdapter(request: Request | undefined): UrlAdapter | undefined {
    return this.#urls.adapterFor(request);
  }

  /** @internal */
  saveSession(context: AppContext, response: HttpResponse): MaybePromise<HttpResponse> {
    const session = context.openedSession;
    if (session === undefined || this.sessionInterface.isNullSession(session)) return response;
    return andThen(
      this.sessionInterface.saveSession(this, session, context.request, response),
      () => response,
    );
  }

  /** @internal @throws The error, when no handler has a URL. */
  answerBuildError(error: BuildError, endpoint: string, values: UrlValues): string {
    return this.#urls.answerBuildError(error, endpoint, values);
  }

  /** @internal */
  staticView(owner: Scaffold): AnyView {
    return (values: { filename: string }) => sendFromDirectory(owner.staticFolder ?? "", values.filename);
  }

  /** @internal */
  scopeChain(blueprint: string | undefined): ScopeChain {
    return this.#registry.scopeChain(blueprint);
  }

  /** @internal */
  endpointOfRule(rule: string): string | undefined {
    return this.#registry.endpointOfRule(rule);
  }

  /** @internal */
  keepBlueprint(name: string, blueprint: Blueprint): void {
    this.#registry.addBlueprint(name, blueprint);
  }

  /** @internal */
  namesOf(blueprint: Blueprint): string[] {
    return this.#registry.namesOf(blueprint);
  }

  /** @internal */
  keepRuleAs(rule: string, endpoint: string, view: AnyView | undefined, options: RouteOptions): void {
    this.#registry.addRule(rule, endpoint, view, options, this.config.get("PROVIDE_AUTOMATIC_OPTIONS"));
  }

  /** @internal */
  override endpointName(endpoint: string): string {
    return endpoint;
  }

  /** @internal The first request ends the setup. */
  finishSetup(): void {
    if (this.#setupFinished) return;
    this.#setupFinished = true;
    this.#limits = bodyLimitsOf(this.config);
    // Hooks of the application run last, the first of them at the very end.
    if (this.config.get("SEND_REQUEST_ID")) this.scope.afterRequest.unshift(sendRequestId);
    this.#registry.scopesChanged();
  }

  /** @internal */
  protected override keepRule(
    rule: string,
    endpoint: string,
    view: AnyView | undefined,
    options: RouteOptions,
  ): void {
    this.keepRuleAs(rule, endpoint, view, options);
  }

  /** @internal */
  protected override checkSetup(change: string): void {
    if (!this.#setupFinished) {
      this.#registry.scopesChanged();
      return;
    }
    const location = callerLocation();
    throw new SetupFinishedError(
      "setup_finished",
      `${change} was added${location === undefined ? "" : ` at ${location}`} after the application had handled ` +
        "its first request, so it might not take effect everywhere. Move the call to where the application is made, " +
        "before it serves.",
    );
  }
}
