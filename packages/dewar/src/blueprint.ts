import type { Flask } from "./app.ts";
import type { ErrorClass, ErrorHandler } from "./dispatch/error-handlers.ts";
import { SetupError, SetupFinishedError } from "./errors.ts";
import type { AnyView, RouteOptions } from "./route.ts";
import { Scaffold, type ScaffoldOptions } from "./scaffold.ts";
import type {
  AfterRequestHook,
  BeforeRequestHook,
  ContextProcessor,
  TeardownHook,
  UrlDefaults,
  UrlValuePreprocessor,
} from "./scope.ts";
import type { StatusError } from "./status-errors.ts";

/** What can be said of a blueprint when it is registered, in place of what it says itself. */
export interface BlueprintRegistration {
  /** Another name, under which the same blueprint can be registered again. */
  readonly name?: string;
  /** Put before every rule. */
  readonly urlPrefix?: string;
  readonly subdomain?: string;
  /** Values that every rule has by default. */
  readonly urlDefaults?: Readonly<Record<string, unknown>>;
  /** The group that its commands are in; null: none, they stand beside the application's. Default: its name. */
  readonly cliGroup?: string | null;
}

/** Options of a new blueprint. */
export interface BlueprintOptions extends ScaffoldOptions, Omit<BlueprintRegistration, "name"> {}

/** One registration of a blueprint with an application, seen by the functions that the blueprint recorded. */
export interface BlueprintSetup {
  readonly app: Flask;
  readonly blueprint: Blueprint;
  /** Whether this blueprint was not registered with the application before. */
  readonly first: boolean;
  /** The full name: those of the blueprints around it and its own, with dots between. */
  readonly name: string;
  readonly urlPrefix: string | undefined;
  readonly subdomain: string | undefined;
  readonly urlDefaults: Readonly<Record<string, unknown>>;
  addUrlRule(rule: string, endpoint: string, view: AnyView | undefined, options: RouteOptions): void;
}

/**
 * A part of an application: routes, hooks, templates and files that are registered together, under a prefix.
 *
 * @example
 * const blog = new Blueprint("blog", import.meta.url);
 * blog.get("/<int:id>", function show({ id }) { return `Post ${id}`; });
 * const app = new Flask(import.meta.url);
 * app.registerBlueprint(blog, { urlPrefix: "/blog" });
 * (await app.testClient().get("/blog/7")).text; // => "Post 7"
 */
export class Blueprint extends Scaffold {
  readonly #options: BlueprintOptions;
  readonly #recorded: ((setup: BlueprintSetup) => void)[] = [];
  readonly #nested: [Blueprint, BlueprintRegistration][] = [];
  readonly #apps = new Set<Flask>();

  /**
   * @param name - Names the blueprint in endpoints: `"blog.show"`. Without dots.
   * @param importUrl - `import.meta.url` of the module.
   * @throws SetupError when the name is empty or has a dot.
   */
  constructor(name: string, importUrl: string, options: BlueprintOptions = {}) {
    super(name, importUrl, options);
    checkName(name);
    this.#options = options;
  }

  /** Calls `setup` at each registration with an application. */
  record(setup: (setup: BlueprintSetup) => void): this {
    this.checkSetup("A recorded function");
    this.#recorded.push(setup);
    return this;
  }

  /** Calls `setup` at the first registration with an application only. */
  recordOnce(setup: (setup: BlueprintSetup) => void): this {
    return this.record((state) => {
      if (state.first) setup(state);
    });
  }

  /** Registers another blueprint inside this one: under its prefix and its name. */
  registerBlueprint(blueprint: Blueprint, registration: BlueprintRegistration = {}): this {
    this.checkSetup(`The blueprint "${blueprint.name}"`);
    if (blueprint === this) {
      throw new SetupError(
        "blueprint_in_itself",
        `The blueprint "${this.name}" cannot be registered with itself.`,
      );
    }
    this.#nested.push([blueprint, registration]);
    return this;
  }

  /** {@link Scaffold.beforeRequest} for every request of the application. */
  beforeAppRequest(hook: BeforeRequestHook): this {
    return this.recordOnce(({ app }) => void app.beforeRequest(hook));
  }

  /** {@link Scaffold.afterRequest} for every request of the application. */
  afterAppRequest(hook: AfterRequestHook): this {
    return this.recordOnce(({ app }) => void app.afterRequest(hook));
  }

  /** {@link Scaffold.teardownRequest} for every request of the application. */
  teardownAppRequest(hook: TeardownHook): this {
    return this.recordOnce(({ app }) => void app.teardownRequest(hook));
  }

  /** {@link Scaffold.contextProcessor} for every template of the application. */
  appContextProcessor(processor: ContextProcessor): this {
    return this.recordOnce(({ app }) => void app.contextProcessor(processor));
  }

  /** {@link Scaffold.urlValuePreprocessor} for every request of the application. */
  appUrlValuePreprocessor(preprocessor: UrlValuePreprocessor): this {
    return this.recordOnce(({ app }) => void app.urlValuePreprocessor(preprocessor));
  }

  /** {@link Scaffold.urlDefaults} for every URL of the application. */
  appUrlDefaults(defaults: UrlDefaults): this {
    return this.recordOnce(({ app }) => void app.urlDefaults(defaults));
  }

  /** {@link Scaffold.errorHandler} for every request of the application. */
  appErrorHandler<const Code extends number>(kind: Code, handler: ErrorHandler<StatusError<Code>>): this;
  appErrorHandler<E extends Error>(kind: ErrorClass<E>, handler: ErrorHandler<E>): this;
  appErrorHandler(kind: number | ErrorClass, handler: ErrorHandler<never>): this {
    return this.recordOnce(({ app }) => app.scope.errorHandlers.register(kind, handler as ErrorHandler));
  }

  /** Makes a filter that every template of the application can use. */
  appTemplateFilter(name: string, filter: (...args: never[]) => unknown): this {
    return this.recordOnce(({ app }) => void app.templateFilter(name, filter));
  }

  /** Makes a test that every template of the application can use. */
  appTemplateTest(name: string, test: (...args: never[]) => unknown): this {
    return this.recordOnce(({ app }) => void app.templateTest(name, test));
  }

  /** Makes a value that every template of the application can see. */
  appTemplateGlobal(name: string, value: unknown): this {
    return this.recordOnce(({ app }) => void app.templateGlobal(name, value));
  }

  /**
   * @internal Registers this blueprint with an application. `around` is the setup of the blueprint it is nested in.
   */
  register(app: Flask, registration: BlueprintRegistration, around?: BlueprintSetup): void {
    const ownName = registration.name ?? this.name;
    checkName(ownName);
    const name = around === undefined ? ownName : `${around.name}.${ownName}`;
    const first = !this.#apps.has(app);
    this.#apps.add(app);
    app.keepBlueprint(name, this);
    const setup = this.#setup(app, name, first, registration, around);
    if (this.hasStaticFolder) this.#addStaticRule(app, setup);
    const { cliGroup = name } = { ...this.#options, ...registration };
    if (this.cli.commands.size > 0) app.cli.addCommands(this.cli, cliGroup);
    for (const recorded of this.#recorded) recorded(setup);
    for (const [nested, nestedRegistration] of this.#nested) nested.register(app, nestedRegistration, setup);
  }

  /** @internal */
  override endpointName(endpoint: string, currentBlueprint: string | undefined): string {
    const [app] = this.#apps;
    const names = app?.namesOf(this) ?? [];
    const near = names.find((name) => name === currentBlueprint);
    const name = near ?? names[0];
    if (name === undefined) {
      throw new SetupError(
        "blueprint_not_registered",
        `The blueprint "${this.name}" is not registered, so its endpoint "${endpoint}" has no URL. ` +
          "Call `app.registerBlueprint` first.",
      );
    }
    return `${name}.${endpoint}`;
  }

  /** @internal */
  protected override checkSetup(change: string): void {
    if (this.#apps.size === 0) return;
    throw new SetupFinishedError(
      "blueprint_registered",
      `${change} was added to the blueprint "${this.name}" after it was registered, and would have no effect. ` +
        "Add everything to a blueprint before `app.registerBlueprint`.",
    );
  }

  /** @internal */
  protected override keepRule(
    rule: string,
    endpoint: string,
    view: AnyView | undefined,
    options: RouteOptions,
  ): void {
    if (endpoint.includes(".") && !endpoint.startsWith("/")) {
      throw new SetupError("dotted_endpoint", `The endpoint "${endpoint}" may not contain a dot.`);
    }
    this.#recorded.push((setup) => setup.addUrlRule(rule, endpoint, view, options));
  }

  #setup(
    app: Flask,
    name: string,
    first: boolean,
    registration: BlueprintRegistration,
    around: BlueprintSetup | undefined,
  ): BlueprintSetup {
    const own = { ...this.#options, ...registration };
    const urlPrefix = joinPrefix(around?.urlPrefix, own.urlPrefix);
    const subdomain = joinSubdomain(around?.subdomain, own.subdomain);
    const urlDefaults = { ...around?.urlDefaults, ...this.#options.urlDefaults, ...registration.urlDefaults };
    const addUrlRule: BlueprintSetup["addUrlRule"] = (rule, endpoint, view, options) => {
      app.keepRuleAs(joinRule(urlPrefix, rule), `${name}.${endpoint}`, view, {
        ...(subdomain !== undefined && { subdomain }),
        ...options,
        defaults: { ...urlDefaults, ...options.defaults },
      });
    };
    return { app, blueprint: this, first, name, urlPrefix, subdomain, urlDefaults, addUrlRule };
  }

  #addStaticRule(app: Flask, setup: BlueprintSetup): void {
    setup.addUrlRule(`${this.staticUrlPath}/<path:filename>`, "static", app.staticView(this), {});
  }
}

function checkName(name: string): void {
  if (name === "" || name.includes(".")) {
    throw new SetupError("blueprint_name", `The blueprint name "${name}" must have characters and no dot.`);
  }
}

function joinPrefix(outer: string | undefined, inner: string | undefined): string | undefined {
  if (outer === undefined || inner === undefined) return inner ?? outer;
  return `${outer.replace(/\/+$/, "")}/${inner.replace(/^\/+/, "")}`;
}

function joinSubdomain(outer: string | undefined, inner: string | undefined): string | undefined {
  return outer === undefined || inner === undefined ? (inner ?? outer) : `${inner}.${outer}`;
}

function joinRule(prefix: string | undefined, rule: string): string {
  if (prefix === undefined) return rule;
  return rule === "" ? prefix : `${prefix.replace(/\/+$/, "")}/${rule.replace(/^\/+/, "")}`;
}
