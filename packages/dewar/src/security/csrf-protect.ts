import type { Flask } from "../app.ts";
import { Blueprint } from "../blueprint.ts";
import { requireContext } from "../context.ts";
import type { Request } from "../request.ts";
import { type AnyView, Route } from "../route.ts";
import { crossSiteReason } from "./cross-site.ts";
import { CSRFError } from "./csrf-error.ts";
import { checkCsrfToken, csrfField, csrfToken } from "./csrf-token.ts";

/** RFC 9110, section 9.2.1: what changes nothing needs no token. */
const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

/**
 * Refuses requests that another site makes a user's browser send. Every request whose method is not GET, HEAD,
 * OPTIONS or TRACE must come from a page of this application's own origin, and bring the token of its session, as the
 * form field CSRF_FIELD_NAME or in one of the headers CSRF_HEADERS. It is checked before the view is called.
 *
 * Pages get the token from `csrf_token()` in templates; `csrf_field()` is the whole hidden field.
 *
 * @example
 * const app = new Flask(import.meta.url);
 * app.secretKey = "dev";
 * new CSRFProtect(app);
 * app.get("/", () => renderTemplateString("{{ csrf_token() }}"));
 * app.post("/order", () => "ordered");
 * const client = app.testClient();
 * const token = (await client.get("/")).text;
 * (await client.post("/order")).statusCode; // => 400
 * (await client.post("/order", { form: { csrf_token: token } })).text; // => "ordered"
 * (await client.post("/order", { headers: { "X-CSRF-Token": token } })).text; // => "ordered"
 */
export class CSRFProtect {
  readonly #exempt = new Set<AnyView | Blueprint | Route>();

  /** @param app - Default: none; {@link initApp} adds it later. */
  constructor(app?: Flask) {
    if (app !== undefined) this.initApp(app);
  }

  /** Protects an application. Before-request hooks that are registered earlier run before the check. */
  initApp(app: Flask): void {
    app.extensions["csrf"] = this;
    app.beforeRequest(() => this.#guard());
    app.templateGlobal("csrf_token", csrfToken).templateGlobal("csrfToken", csrfToken);
    app.templateGlobal("csrf_field", csrfField).templateGlobal("csrfField", csrfField);
  }

  /**
   * Leaves a view, a route or all views of a blueprint unprotected: for callers that are no browsers and show who
   * they are in another way than by a cookie.
   *
   * @returns What it was given.
   * @example
   * const app = new Flask(import.meta.url);
   * const csrf = new CSRFProtect(app);
   * csrf.exempt(app.post("/webhook", () => "thanks"));
   * (await app.testClient().post("/webhook")).text; // => "thanks"
   */
  exempt<T extends AnyView | Blueprint | Route>(target: T): T {
    this.#exempt.add(target);
    return target;
  }

  /**
   * Checks the current request: for views that are exempt and find out themselves when it is needed.
   *
   * @throws CSRFError when the request is refused; OutsideContextError outside of a request.
   */
  protect(): void {
    const context = requireContext("CSRFProtect");
    const { app, request } = context;
    if (!isChecked(app, request)) return;
    const reason = crossSiteReason(request, app.config.get("CSRF_TRUSTED_ORIGINS"));
    if (reason !== undefined) throw new CSRFError(reason);
    checkCsrfToken(context, tokenOf(app, request));
  }

  #guard(): void {
    const { app, request } = requireContext("CSRFProtect");
    const { endpoint } = request;
    // Without an endpoint there is no view that could be called.
    if (endpoint === undefined || !isChecked(app, request) || this.#isExempt(app, request, endpoint)) return;
    this.protect();
  }

  #isExempt(app: Flask, request: Request, endpoint: string): boolean {
    const blueprints = request.blueprints.flatMap((name) => app.blueprints.get(name) ?? []);
    const owner = request.blueprint === undefined ? app : blueprints[0];
    const ownEndpoint = endpoint.slice(request.blueprint === undefined ? 0 : request.blueprint.length + 1);
    const view = app.viewFunctions.get(endpoint);
    return [...this.#exempt].some((target) => {
      if (target instanceof Blueprint) return blueprints.includes(target);
      if (target instanceof Route) return target.owner === owner && target.endpoint === ownEndpoint;
      return target === view;
    });
  }
}

function isChecked(app: Flask, request: Request): boolean {
  return !SAFE_METHODS.has(request.method) && app.config.get("CSRF_ENABLED");
}

/** A header is looked at first: it needs no body to be read. */
function tokenOf(app: Flask, request: Request): string | undefined {
  for (const name of app.config.get("CSRF_HEADERS")) {
    const token = request.headers.get(name);
    if (token !== undefined) return token;
  }
  // The body of a streamed request is the view's to read.
  if (request.urlRule?.stream === true) return undefined;
  return request.form.get(app.config.get("CSRF_FIELD_NAME"));
}
