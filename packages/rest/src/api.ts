import {
  Blueprint,
  type BlueprintSetup,
  HTTPException,
  request,
  RequestRedirect,
  type Route,
  type RuleBuildValues,
  SetupError,
  urlFor,
  type UrlOptions,
} from "dewar";
import type { ApiOptions, Resources } from "./api-options.ts";
import { documentationOf } from "./docs-page/serve.ts";
import { openApiDocument, type OpenApiDocument } from "./openapi/document.ts";
import { operationView, type OperationView } from "./operation-view.ts";
import { answerError } from "./problem.ts";
import { jsonRepresentation } from "./representation.ts";
import type { AnyResource } from "./resource.ts";

/**
 * An API: a blueprint whose routes are resources, whose errors are problem details, and that documents itself. All
 * that can be done with a blueprint can be done with it: hooks, error handlers, being put into another.
 *
 * @example
 * const todos = new Map([[7, "tea"]]);
 * const todo = resource("/todos/<int:id>").get(({ id }) => ({ id, task: todos.get(id) ?? abort(404) }));
 * const api = new Api("api", { title: "Todos", version: "1", urlPrefix: "/api", resources: { todo } });
 * const app = new Flask(import.meta.url);
 * app.registerBlueprint(api);
 * const client = app.testClient();
 * (await client.get("/api/todos/7")).json; // => { id: 7, task: "tea" }
 * (await client.get("/api/todos/8")).contentType; // => "application/problem+json"
 */
export class Api<const Rs extends Resources = Resources> extends Blueprint {
  readonly resources: Rs;
  readonly #options: ApiOptions<Rs>;
  readonly #routes: ReadonlyMap<string, Route>;
  readonly #setups: BlueprintSetup[] = [];
  readonly #documents = new Map<BlueprintSetup, OpenApiDocument>();

  /**
   * @param name - Names the blueprint in endpoints: `"api.todo"`.
   * @throws SetupError when the name is empty or has a dot.
   */
  constructor(name: string, options: ApiOptions<Rs>) {
    const { resources, urlPrefix, documentation = true } = options;
    super(name, import.meta.url, urlPrefix === undefined ? {} : { urlPrefix });
    this.resources = resources;
    this.#options = options;
    const routes = Object.entries(resources).map(
      ([key, value]) => [key, this.#addResource(key, value)] as const,
    );
    this.#routes = new Map(routes);
    if (documentation) documentationOf(this);
    this.#answerErrors();
    this.record((setup) => void this.#setups.push(setup));
  }

  /** The rules of the resources by their names, as a client takes them. */
  get rules(): RulesOf<Rs> {
    const rules = Object.entries(this.resources).map(([name, { rule }]) => [name, rule]);
    return Object.fromEntries(rules) as RulesOf<Rs>;
  }

  /**
   * The OpenAPI 3.1 document.
   *
   * @param blueprint - The full name of a registration, where there are several. Default: the first one.
   * @throws SetupError before the API is registered, and for a schema that its library cannot tell as JSON Schema.
   */
  openApi(blueprint?: string): OpenApiDocument {
    const setup = this.#setups.find(({ name }) => blueprint === undefined || name === blueprint);
    if (setup === undefined) {
      throw new SetupError(
        "api_not_registered",
        `The API "${this.name}" has no URLs yet. Call \`app.registerBlueprint(api)\` first.`,
      );
    }
    const known = this.#documents.get(setup);
    if (known !== undefined) return known;
    const document = openApiDocument(setup, this.#options);
    this.#documents.set(setup, document);
    return document;
  }

  /**
   * The URL of a resource.
   *
   * @param name - The name of the resource.
   * @param values - Values of its rule; others become the query.
   */
  urlFor<Name extends keyof Rs & string>(name: Name, values: UrlValuesOf<Rs[Name]>): string {
    const route = this.#routes.get(name);
    if (route === undefined) throw new SetupError("resource_unknown", `The API has no resource "${name}".`);
    return urlFor(route, values);
  }

  #addResource(endpoint: string, { rule, operations }: AnyResource): Route {
    const { representations = { "application/json": jsonRepresentation }, jsonSchema } = this.#options;
    const surroundings = { representations: new Map(Object.entries(representations)), jsonSchema };
    const views = new Map<string, OperationView>();
    for (const [key, operation] of operations) {
      const method = key.toUpperCase();
      views.set(method, operationView(`${method} ${rule}`, operation, surroundings));
    }
    // The URL map lets through these methods, and with GET also HEAD.
    const view = () => (views.get(request.method) ?? views.get("GET"))?.() ?? "";
    return this.addUrlRule(rule, { endpoint, view, methods: [...views.keys()] });
  }

  // By status, so that no page of the application for that status comes between: a blueprint goes before it.
  #answerErrors(): void {
    const { errorStyle = "problem" } = this.#options;
    for (let status = 400; status < 600; status++) {
      this.errorHandler(status, (error: HTTPException) => answerError(error, errorStyle));
    }
    this.record(({ app, urlPrefix = "" }) => {
      const isBelow = belowPrefix(urlPrefix);
      app.beforeRequest(() => {
        const { routingError, urlRule, path } = request;
        if (!(routingError instanceof HTTPException) || routingError instanceof RequestRedirect)
          return undefined;
        return urlRule === undefined && isBelow(path) ? answerError(routingError, errorStyle) : undefined;
      });
    });
  }
}

/** The rules of resources by their names. */
export type RulesOf<Rs extends Resources> = { readonly [Name in keyof Rs]: Rs[Name]["rule"] };

type UrlValuesOf<Resource extends AnyResource> = RuleBuildValues<Resource["rule"]> &
  UrlOptions &
  Readonly<Record<string, unknown>>;

/** Whether a path is the prefix or lies below it. What follows a variable of the prefix is not looked at. */
function belowPrefix(urlPrefix: string): (path: string) => boolean {
  const [fixed = ""] = urlPrefix.split("<", 1);
  const prefix = fixed.endsWith("/") ? fixed.slice(0, -1) : fixed;
  return (path) => path === prefix || path.startsWith(`${prefix}/`);
}
