import { MethodView, type RuleBuildValues, type RuleValues } from "dewar";
import type { Method, OperationDetails, SuccessBody } from "./operation.ts";
import { type AnyResource, checkVariables, type OperationType } from "./resource.ts";

const METHODS: readonly Method[] = ["get", "post", "put", "patch", "delete"];

/**
 * A resource that is a class, as in Flask-RESTful: a method for each HTTP method, which gets the values of the URL.
 * `decorators` wraps functions around the view, whose result they see before it is JSON.
 *
 * @typeParam Values - The values of the URL.
 * @example
 * class Todo extends Resource<{ id: number }> {
 *   static readonly operations = { get: { summary: "One todo." } };
 *   get({ id }: { id: number }) { return { id, task: "tea" }; }
 *   delete() { return reply(204); }
 * }
 * const resources = { todo: Todo.at("/todos/<int:id>") };
 * const app = new Flask(import.meta.url);
 * app.registerBlueprint(new Api("api", { title: "Todos", version: "1", resources }));
 * (await app.testClient().get("/todos/7")).json; // => { id: 7, task: "tea" }
 */
export abstract class Resource<Values = Record<string, unknown>> extends MethodView<Values> {
  /** What the documentation says of the methods. Inputs that need a schema are for {@link resource}. */
  static readonly operations: Readonly<Partial<Record<Method, ClassOperationDetails>>> = {};

  /**
   * Puts the class at a URL.
   *
   * @param rule - A URL rule whose values the methods take.
   * @param args - Given to the constructor, once for each request.
   */
  static at<const R extends string, C extends ResourceClass>(
    this: C,
    rule: R & FittingRule<R, C>,
    ...args: ConstructorParameters<C>
  ): ClassRoute<R, InstanceType<C>> {
    checkVariables(rule);
    const handler = this.asView(this.name, ...args);
    const methods = METHODS.filter((method) => method in this.prototype);
    const operations = methods.map(
      (method) => [method, { details: this.operations[method] ?? {}, handler }] as const,
    );
    return { rule, operations: new Map(operations) };
  }
}

type ResourceClass = (new (...args: never[]) => Resource<never>) & Omit<typeof Resource<never>, "prototype">;

/** A rule whose values are those of the class. */
type FittingRule<R extends string, C extends ResourceClass> =
  InstanceType<C> extends Resource<infer Values> ? (RuleValues<R> extends Values ? R : never) : never;

/** A class at its URL. */
export interface ClassRoute<R extends string, Instance> extends AnyResource {
  readonly rule: R;
  readonly types?: {
    readonly [M in keyof Instance & Method]: OperationType<RuleBuildValues<R>, AnswerOf<Instance[M]>>;
  };
}

type AnswerOf<F> = F extends (...args: never[]) => infer Result
  ? SuccessBody<OperationDetails, Awaited<Result>>
  : never;

/** What can be said of a method of a class. */
export type ClassOperationDetails = Pick<
  OperationDetails,
  "response" | "security" | "summary" | "description" | "tags" | "deprecated" | "operationId"
>;
