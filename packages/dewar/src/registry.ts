import { DuplicateRuleError, UrlMap } from "@dewar/http";
import type { Blueprint } from "./blueprint.ts";
import { SetupError } from "./errors.ts";
import { type AnyView, AppRule, type RouteOptions } from "./route.ts";
import { type Scope, ScopeChain } from "./scope.ts";

/** What an application has been given while it was set up: rules, views and blueprints. */
export class Registry {
  readonly urlMap: UrlMap;
  /** Views by endpoint. */
  readonly views: Map<string, AnyView> = new Map();
  /** Blueprints by their full names. */
  readonly blueprints: Map<string, Blueprint> = new Map();
  readonly #appScope: Scope;
  readonly #endpointsByRule = new Map<string, string>();
  readonly #chains = new Map<string | undefined, ScopeChain>();

  constructor(urlMap: UrlMap, appScope: Scope) {
    this.urlMap = urlMap;
    this.#appScope = appScope;
  }

  /**
   * @param automaticOptions - Whether rules answer OPTIONS by themselves unless they say otherwise.
   * @throws SetupError when the endpoint has another view already; DuplicateRuleError when another rule with a view
   * takes the same requests.
   */
  addRule(
    rule: string,
    endpoint: string,
    view: AnyView | undefined,
    options: RouteOptions,
    automaticOptions: boolean,
  ): void {
    const methods = new Set(methodsOf(options, view).map((method) => method.toUpperCase()));
    const provideAutomaticOptions =
      options.provideAutomaticOptions ??
      view?.provideAutomaticOptions ??
      (automaticOptions && !methods.has("OPTIONS"));
    if (provideAutomaticOptions) methods.add("OPTIONS");
    this.#addView(endpoint, view, rule);
    const { stream = false, ...ruleOptions } = options;
    const made = { ...ruleOptions, endpoint, methods: [...methods], provideAutomaticOptions, stream };
    try {
      this.urlMap.add(new AppRule(rule, made));
    } catch (error) {
      // A second name for what another rule answers: urlFor knows it, requests go on as before.
      if (!(error instanceof DuplicateRuleError) || this.views.has(endpoint)) throw error;
      this.urlMap.add(new AppRule(rule, { ...made, buildOnly: true }));
    }
    if (!this.#endpointsByRule.has(rule)) this.#endpointsByRule.set(rule, endpoint);
  }

  /** @throws SetupError when the name is taken. */
  addBlueprint(name: string, blueprint: Blueprint): void {
    const taken = this.blueprints.get(name);
    if (taken !== undefined) {
      throw new SetupError(
        "blueprint_name_taken",
        `The blueprint name "${name}" is already registered for ${taken === blueprint ? "this" : "a different"} ` +
          "blueprint. Register it under another name: `app.registerBlueprint(blueprint, { name: ... })`.",
      );
    }
    this.blueprints.set(name, blueprint);
  }

  /** The full names under which a blueprint is registered, first to last. */
  namesOf(blueprint: Blueprint): string[] {
    return [...this.blueprints].filter(([, registered]) => registered === blueprint).map(([name]) => name);
  }

  /** The endpoint of the first route with exactly this rule. */
  endpointOfRule(rule: string): string | undefined {
    return this.#endpointsByRule.get(rule);
  }

  /** The hooks that concern the requests of a blueprint, in order; without a name, the application's alone. */
  scopeChain(blueprint: string | undefined): ScopeChain {
    const known = this.#chains.get(blueprint);
    if (known !== undefined) return known;
    const chain = new ScopeChain([this.#appScope, ...this.#scopesAround(blueprint)]);
    this.#chains.set(blueprint, chain);
    return chain;
  }

  /** Forgets the chains made so far; something was added to a scope. */
  scopesChanged(): void {
    this.#chains.clear();
  }

  #scopesAround(blueprint: string | undefined): Scope[] {
    if (blueprint === undefined) return [];
    const parts = blueprint.split(".");
    const names = parts.map((_, index) => parts.slice(0, index + 1).join("."));
    return names.flatMap((name) => this.blueprints.get(name)?.scope ?? []);
  }

  #addView(endpoint: string, view: AnyView | undefined, rule: string): void {
    if (view === undefined) return;
    const present = this.views.get(endpoint);
    if (present !== undefined && present !== view) {
      throw new SetupError(
        "endpoint_taken",
        `The endpoint "${endpoint}" of the rule "${rule}" has another view already. ` +
          "Give the function another name, or the route an `endpoint` of its own.",
      );
    }
    this.views.set(endpoint, view);
  }
}

function methodsOf(options: RouteOptions, view: AnyView | undefined): readonly string[] {
  const methods: unknown = options.methods ?? view?.methods ?? ["GET"];
  if (typeof methods === "string") {
    throw new SetupError("methods_not_list", `\`methods\` must be a list, such as ["${methods}"].`);
  }
  return [...(methods as Iterable<string>)];
}
