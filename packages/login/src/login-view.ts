import { type Blueprint, requireContext, Route, urlFor } from "dewar";

/** A page to log in: its route, its endpoint, or its URL, which begins with a slash, `http://` or `https://`. */
export type LoginView = string | Route;

/** A URL in parts. Without a host it is a path. */
interface Parts {
  readonly scheme: string;
  readonly host: string;
  readonly rest: string;
}

/**
 * The URL of a login page that leads back.
 *
 * @param view - The page.
 * @param next - Where to lead; undefined for the page alone.
 * @param field - The name of the query's field.
 * @throws BuildError when there is no such page; OutsideContextError outside of a context.
 * @example
 * const app = new Flask(import.meta.url);
 * new LoginManager().initApp(app);
 * await app.testRequestContext("/", () => loginUrl("/login?lang=de", "/cart?page=2"));
 * // => "/login?lang=de&next=%2Fcart%3Fpage%3D2"
 */
export function loginUrl(view: LoginView, next?: string, field = "next"): string {
  const base = expandLoginView(view);
  if (next === undefined) return base;
  const { scheme, host, rest } = partsOf(base);
  const forced = requireContext("loginUrl").app.config.get("FORCE_HOST_FOR_REDIRECTS") ?? host;
  const url = new URL(rest, "http://localhost");
  url.searchParams.set(field, makeNextParam(base, next));
  url.searchParams.sort();
  const origin = forced === "" ? "" : `${scheme === "" ? "" : `${scheme}:`}//${forced}`;
  return `${origin}${url.pathname}${url.search}${url.hash}`;
}

/** The URL of a login page. */
export function expandLoginView(view: LoginView): string {
  if (typeof view !== "string") return urlFor(view, {});
  return /^(?:\/|https?:\/\/)/.test(view) ? view : urlFor(view);
}

/**
 * What the login page is told of where to lead: a path if that is on its own host, else the whole URL.
 *
 * @example
 * makeNextParam("/login", "https://shop.example/cart?page=2"); // => "/cart?page=2"
 * makeNextParam("https://id.example/login", "https://shop.example/cart"); // => "https://shop.example/cart"
 */
export function makeNextParam(loginUrl: string, currentUrl: string): string {
  const login = partsOf(loginUrl);
  const current = partsOf(currentUrl);
  const isSame =
    (login.scheme === "" || login.scheme === current.scheme) &&
    (login.host === "" || login.host === current.host);
  return isSame ? current.rest : currentUrl;
}

/** The login pages: one, and others for blueprints. */
export class LoginViews {
  #default: LoginView | undefined;
  readonly #ofBlueprints = new Map<Blueprint | string, LoginView>();

  constructor(view: LoginView | undefined) {
    this.#default = view;
  }

  set(view: LoginView, blueprint: Blueprint | string | undefined): void {
    if (blueprint === undefined) this.#default = view;
    else this.#ofBlueprints.set(blueprint, view);
  }

  /** The page for the request's innermost blueprint that has one. */
  get current(): LoginView | undefined {
    if (this.#ofBlueprints.size === 0) return this.#default;
    const { app, request } = requireContext("LoginManager");
    for (const name of request.blueprints) {
      const blueprint = app.blueprints.get(name);
      const view = this.#ofBlueprints.get(name) ?? (blueprint && this.#ofBlueprints.get(blueprint));
      if (view !== undefined) return view;
    }
    return this.#default;
  }
}

function partsOf(url: string): Parts {
  const match = /^(?:([a-z][a-z0-9+.-]*):)?\/\/([^/?#]*)/i.exec(url);
  if (match === null) return { scheme: "", host: "", rest: url };
  const [start, scheme = "", host = ""] = match;
  return { scheme: scheme.toLowerCase(), host, rest: url.slice(start.length) || "/" };
}
