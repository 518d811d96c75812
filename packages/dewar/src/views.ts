import { requireContext } from "./context.ts";
import type { MaybePromise } from "./dispatch/maybe-promise.ts";
import type { ViewResult } from "./dispatch/to-response.ts";
import { SetupError } from "./errors.ts";
import type { View as ViewFunction } from "./route.ts";

/** Wraps a view into another: checks, caches, counts. */
export type ViewDecorator = (view: ViewFunction<never>) => ViewFunction<never>;

/** A class's view as a route takes it. */
export interface ClassView<Values> extends ViewFunction<Values> {
  readonly methods?: readonly string[] | undefined;
  readonly provideAutomaticOptions?: boolean | undefined;
}

type ViewClass<Values, Args extends readonly unknown[]> = (new (
  ...args: Args
) => View<Values>) &
  Pick<typeof View, "methods" | "provideAutomaticOptions" | "decorators" | "initEveryRequest">;

/**
 * A view that is a class, so that views can share what they do by inheritance.
 *
 * @example
 * class Greeting extends View<{ name: string }> {
 *   dispatchRequest({ name }: { name: string }) { return `Hello, ${name}!`; }
 * }
 * const app = new Flask(import.meta.url);
 * app.addUrlRule("/hello/<name>", { view: Greeting.asView("greeting") });
 * (await app.testClient().get("/hello/Ann")).text; // => "Hello, Ann!"
 */
export abstract class View<Values = Record<string, unknown>> {
  /** Methods that the view answers. */
  static readonly methods: readonly string[] | undefined;
  /** Whether OPTIONS is answered for it. */
  static readonly provideAutomaticOptions: boolean | undefined;
  /** Wrapped around the view, the first one innermost. */
  static readonly decorators: readonly ViewDecorator[] = [];
  /** Whether each request gets an instance of its own. */
  static readonly initEveryRequest: boolean = true;

  /** Answers the request. */
  abstract dispatchRequest(values: Values): MaybePromise<ViewResult>;

  /**
   * Makes the function that a route takes.
   *
   * @param name - The endpoint.
   * @param args - Given to the constructor.
   */
  static asView<Values, Args extends readonly unknown[]>(
    this: ViewClass<Values, Args>,
    name: string,
    ...args: Args
  ): ClassView<Values> {
    const shared = this.initEveryRequest ? undefined : new this(...args);
    let view: ViewFunction<never> = (values: never) => (shared ?? new this(...args)).dispatchRequest(values);
    for (const decorate of this.decorators) view = decorate(view);
    const { methods, provideAutomaticOptions } = this;
    // A function of our own, so that naming it changes nothing that a decorator returned.
    const named: ViewFunction<Values> = (values) => view(values as never);
    Object.defineProperty(named, "name", { value: name });
    return Object.assign(named, { methods, provideAutomaticOptions });
  }
}

const METHODS = ["get", "post", "head", "options", "delete", "put", "trace", "patch"] as const;

/**
 * A view with a method for each HTTP method that it answers. HEAD goes to `get` unless there is a `head`.
 *
 * @example
 * class Todo extends MethodView<{ id: number }> {
 *   get({ id }: { id: number }) { return { id }; }
 * }
 * const app = new Flask(import.meta.url);
 * app.addUrlRule("/todos/<int:id>", { view: Todo.asView("todo") });
 * (await app.testClient().get("/todos/7")).json; // => { id: 7 }
 * (await app.testClient().delete("/todos/7")).statusCode; // => 405
 */
export abstract class MethodView<Values = Record<string, unknown>> extends View<Values> {
  get?(values: Values): MaybePromise<ViewResult>;
  post?(values: Values): MaybePromise<ViewResult>;
  head?(values: Values): MaybePromise<ViewResult>;
  options?(values: Values): MaybePromise<ViewResult>;
  delete?(values: Values): MaybePromise<ViewResult>;
  put?(values: Values): MaybePromise<ViewResult>;
  trace?(values: Values): MaybePromise<ViewResult>;
  patch?(values: Values): MaybePromise<ViewResult>;

  /** The methods that the class has. */
  static override get methods(): readonly string[] {
    return METHODS.filter((method) => method in this.prototype).map((method) => method.toUpperCase());
  }

  override dispatchRequest(values: Values): MaybePromise<ViewResult> {
    const { method } = requireContext("MethodView").request;
    const own = METHODS.find((known) => known === method.toLowerCase());
    const name = method === "HEAD" && this.head === undefined ? "get" : own;
    if (name === undefined || !(name in this)) {
      throw new SetupError("method_missing", `${this.constructor.name} has no method for ${method}.`);
    }
    // A method that returns nothing is told so where every view is: in `toResponse`.
    return this[name]?.(values) as MaybePromise<ViewResult>;
  }
}
