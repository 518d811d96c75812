import { Rule, type RuleOptions, type RuleValues } from "@dewar/http";
import type { MaybePromise } from "./dispatch/maybe-promise.ts";
import type { ViewResult } from "./dispatch/to-response.ts";
import type { Scaffold } from "./scaffold.ts";

/** A view: gets the values of the URL, returns what becomes the response. */
export type View<Values = Record<string, unknown>> = (values: Values) => MaybePromise<ViewResult>;

/** A view whose parameter is not known here any more: what the URL map holds of it. */
export interface AnyView {
  (values: never): MaybePromise<ViewResult>;
  /** Methods that the view answers unless the route says others. */
  readonly methods?: readonly string[] | undefined;
  readonly provideAutomaticOptions?: boolean | undefined;
}

/** What can be said of a route besides its rule and view. */
export interface RouteOptions extends Omit<RuleOptions, "endpoint"> {
  /** Name of the route for `urlFor`. Default: the name of the view function, or the rule if it has none. */
  readonly endpoint?: string;
  /** Answers OPTIONS with the allowed methods. Default: unless `methods` has OPTIONS. */
  readonly provideAutomaticOptions?: boolean;
  /** Leaves the body unread, for `request.stream`. */
  readonly stream?: boolean;
}

/** A rule of an application's URL map. */
export class AppRule extends Rule {
  readonly provideAutomaticOptions: boolean;
  readonly stream: boolean;
  /** The full name of the blueprint that the endpoint belongs to. */
  readonly blueprint: string | undefined;

  constructor(rule: string, options: RuleOptions & { provideAutomaticOptions: boolean; stream: boolean }) {
    const { provideAutomaticOptions, stream, ...ruleOptions } = options;
    super(rule, ruleOptions);
    this.provideAutomaticOptions = provideAutomaticOptions;
    this.stream = stream;
    this.blueprint = blueprintOf(options.endpoint ?? "");
  }
}

/**
 * A route that was declared, for `urlFor`: it remembers the rule, and with it the types of its values.
 */
export class Route<R extends string = string> {
  readonly rule: R;
  /** The endpoint inside `owner`: without the names of blueprints. */
  readonly endpoint: string;
  readonly owner: Scaffold;

  constructor(rule: R, endpoint: string, owner: Scaffold) {
    this.rule = rule;
    this.endpoint = endpoint;
    this.owner = owner;
  }
}

/** The blueprint part of an endpoint's name: `"admin.users"` of `"admin.users.show"`. */
export function blueprintOf(endpoint: string): string | undefined {
  // The endpoint of a view without a name is its rule, which may have dots of its own after its first slash.
  const slash = endpoint.indexOf("/");
  const dot = endpoint.lastIndexOf(".", slash === -1 ? endpoint.length : slash);
  return dot === -1 ? undefined : endpoint.slice(0, dot);
}

/** The values that the view of rule `R` is given. */
export type ValuesOf<R extends string> = RuleValues<R>;
