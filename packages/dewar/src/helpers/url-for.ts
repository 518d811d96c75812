import { BuildError, type RuleBuildValues } from "@dewar/http";
import { type AppContext, requireContext } from "../context.ts";
import { OutsideContextError, SetupError } from "../errors.ts";
import { blueprintOf, Route } from "../route.ts";

/** What `urlFor` takes besides the values of the rule. */
export interface UrlOptions {
  /** Put behind the URL after a `#`. */
  readonly _anchor?: string;
  /** Whether the URL names scheme and host. Default: no inside a request, yes outside. */
  readonly _external?: boolean;
  /** Chooses among the rules of the endpoint. */
  readonly _method?: string;
  /** Scheme of an external URL. */
  readonly _scheme?: string;
}

/** Values of an endpoint that is named by a string: those the rule does not have become the query. */
export type UrlValues = UrlOptions & Readonly<Record<string, unknown>>;

/** Values of a rule that the compiler knows: all that it needs, and any others for the query. */
export type TypedUrlValues<R extends string> = RuleBuildValues<R> & UrlValues;

// Whether all values may be left out: then so may the argument.
type ValuesArgument<R extends string> =
  object extends RuleBuildValues<R> ? [values?: TypedUrlValues<R>] : [values: TypedUrlValues<R>];

// A text that begins with a slash is a rule, whose values are checked; any other is a name. One signature and not three:
// of overloads the compiler explains only why the last one does not fit.
type UrlArguments<T extends Route | string> =
  T extends Route<infer R>
    ? ValuesArgument<R>
    : T extends `/${string}`
      ? ValuesArgument<T>
      : [values?: UrlValues];

/**
 * Builds the URL of a route.
 *
 * @param target - A route as `app.get` returned it, a rule as it was written, or an endpoint: `"blog.show"`, or
 *   `".show"` for one of the same blueprint.
 * @param values - Values of the rule's variables. Others become the query; undefined ones are left out.
 * @returns A path, or a whole URL with `_external` or outside of a request.
 * @throws BuildError when no rule of the endpoint fits the values; OutsideContextError outside of a context.
 * @example
 * const app = new Flask(import.meta.url);
 * const show = app.get("/post/<int:id>", function show({ id }) { return `${id}`; });
 * await app.testRequestContext("/", () => urlFor(show, { id: 7, page: 2 })); // => "/post/7?page=2"
 */
export function urlFor<const T extends Route | string>(
  target: T,
  ...[values = {}]: UrlArguments<NoInfer<T>>
): string {
  return buildUrl(requireContext("urlFor"), target, values);
}

/** @internal {@link urlFor} in a context that is given. */
export function buildUrl(context: AppContext, target: Route | string, given: UrlValues): string {
  const {
    _anchor,
    _method,
    _scheme,
    _external = _scheme !== undefined || !context.hasRequest,
    ...rest
  } = given;
  const adapter = context.urlAdapter;
  if (adapter === undefined) throw noServerName();
  if (_scheme !== undefined && !_external) {
    throw new SetupError("scheme_without_external", "`_scheme` needs `_external`: a path has no scheme.");
  }
  const endpoint = endpointOf(context, target);
  const values: Record<string, unknown> = rest;
  for (const addDefaults of defaultsFor(context, endpoint)) addDefaults(endpoint, values);
  let url: string;
  try {
    url = adapter.build(endpoint, values, {
      forceExternal: _external,
      ...(_method !== undefined && { method: _method }),
      ...(_scheme !== undefined && { urlScheme: _scheme }),
    });
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    return context.app.answerBuildError(error, endpoint, given);
  }
  return _anchor === undefined ? url : `${url}#${encodeURIComponent(_anchor).replaceAll("%2F", "/")}`;
}

function endpointOf(context: AppContext, target: Route | string): string {
  const blueprint = context.hasRequest ? context.request.blueprint : undefined;
  if (target instanceof Route) return target.owner.endpointName(target.endpoint, blueprint);
  if (target.startsWith("/")) return context.app.endpointOfRule(target) ?? target;
  if (!target.startsWith(".")) return target;
  return blueprint === undefined ? target.slice(1) : blueprint + target;
}

/** The defaults functions of the application and of the endpoint's blueprints. */
function defaultsFor(
  context: AppContext,
  endpoint: string,
): ReturnType<AppContext["app"]["scopeChain"]>["urlDefaults"] {
  return context.app.scopeChain(blueprintOf(endpoint)).urlDefaults;
}

function noServerName(): OutsideContextError {
  return new OutsideContextError(
    "no_server_name",
    "A URL cannot be built outside of a request unless the application knows where it is served. " +
      "Set SERVER_NAME, and APPLICATION_ROOT and PREFERRED_URL_SCHEME as needed.",
  );
}
