import { type RuleBuildValues, SetupError } from "dewar";
import type {
  CallerInputs,
  Flat,
  Handler,
  HandlerResult,
  Method,
  Operation,
  OperationDetails,
  SuccessBody,
} from "./operation.ts";

/** What a typed client knows of an operation. */
export interface OperationType<Input = unknown, Output = unknown> {
  readonly input: Input;
  readonly output: Output;
}

/** What a typed client knows of a resource. */
export type OperationTypes = Readonly<Partial<Record<Method, OperationType>>>;

/** Something with a URL and methods: what {@link resource} or {@link Resource.at} made. */
export interface AnyResource {
  readonly rule: string;
  /** Operations by method, in lower case. */
  readonly operations: ReadonlyMap<Method, Operation>;
  /** For the compiler alone. */
  readonly types?: unknown;
}

/** What all operations of a resource have in common. */
export type ResourceDetails = Pick<OperationDetails, "security" | "tags" | "deprecated">;

type OperationOf<R extends string, D extends OperationDetails, Result> = OperationType<
  Flat<RuleBuildValues<R> & CallerInputs<D>>,
  SuccessBody<D, Result>
>;

/**
 * A URL and what can be done with it. Resources are values; {@link Api} takes them by name.
 *
 * Each method returns another resource, which knows one operation more, so that a client can be typed by them.
 */
export class ResourceRoute<
  R extends string,
  Common extends ResourceDetails = ResourceDetails,
  Types = unknown,
> implements AnyResource
{
  readonly rule: R;
  readonly operations: ReadonlyMap<Method, Operation>;
  /** For the compiler alone: what a typed client knows. */
  declare readonly types?: Types;
  readonly #common: Common;

  constructor(rule: R, common: Common, operations: ReadonlyMap<Method, Operation> = new Map()) {
    this.rule = rule;
    this.operations = operations;
    this.#common = common;
  }

  /** Answers GET, and with it HEAD. */
  readonly get: AddOperation<R, Common, Types, "get"> = this.#adder("get");
  /** Answers POST. */
  readonly post: AddOperation<R, Common, Types, "post"> = this.#adder("post");
  /** Answers PUT. */
  readonly put: AddOperation<R, Common, Types, "put"> = this.#adder("put");
  /** Answers PATCH. */
  readonly patch: AddOperation<R, Common, Types, "patch"> = this.#adder("patch");
  /** Answers DELETE. */
  readonly delete: AddOperation<R, Common, Types, "delete"> = this.#adder("delete");

  // What is added is known to the compiler by the two ways to call this; here it is one entry more of a Map.
  #adder<M extends Method>(method: M): AddOperation<R, Common, Types, M> {
    const add = (...declared: Declared): unknown => {
      const [details, handler] = declared.length === 1 ? [{}, declared[0]] : declared;
      const name = `${method.toUpperCase()} ${this.rule}`;
      if (this.operations.has(method)) throw new SetupError("operation_twice", `${name} is declared twice.`);
      checkBody(details, name);
      const operation = { details: { ...this.#common, ...details }, handler };
      return new ResourceRoute(this.rule, this.#common, new Map([...this.operations, [method, operation]]));
    };
    return add as AddOperation<R, Common, Types, M>;
  }
}

/** Takes a handler, after what is said of the operation, if anything is. */
interface AddOperation<R extends string, Common extends ResourceDetails, Types, M extends Method> {
  <Result>(handler: Handler<R, Common, Result>): With<R, Common, Types, M, Common, Result>;
  <const D extends OperationDetails, Result extends HandlerResult<D>>(
    details: D,
    handler: Handler<R, D & Omit<Common, keyof D>, Result>,
  ): With<R, Common, Types, M, D, Result>;
}

type With<
  R extends string,
  Common extends ResourceDetails,
  Types,
  M extends Method,
  D extends OperationDetails,
  Result,
> = ResourceRoute<R, Common, Types & Readonly<Record<M, OperationOf<R, D, Awaited<Result>>>>>;

type Declared =
  | readonly [handler: (values: never) => unknown]
  | readonly [details: OperationDetails, handler: (values: never) => unknown];

/**
 * Declares a resource: a URL, to which methods are added.
 *
 * @param rule - A URL rule; its variables are arguments of the handlers.
 * @param common - What all of its operations have in common.
 * @throws SetupError when a variable of the rule has the name of an input, such as `query`.
 * @example
 * const todo = resource("/todos/<int:id>")
 *   .get(({ id }) => ({ id, task: "tea" }))
 *   .delete(({ id }) => reply(id === 7 ? 204 : 404));
 * const app = new Flask(import.meta.url);
 * app.registerBlueprint(new Api("api", { title: "Todos", version: "1", resources: { todo } }));
 * (await app.testClient().get("/todos/7")).json; // => { id: 7, task: "tea" }
 * (await app.testClient().delete("/todos/7")).statusCode; // => 204
 */
export function resource<const R extends string, Common extends ResourceDetails = ResourceDetails>(
  rule: R,
  common?: Common,
): ResourceRoute<R, Common> {
  checkVariables(rule);
  // Without the argument, its type is the default: nothing.
  return new ResourceRoute(rule, common ?? ({} as Common));
}

const NAMED_INPUTS = ["query", "headers", "cookies", "json", "form", "files", "auth"];

/** @throws SetupError when a variable would hide an input from the handler. */
export function checkVariables(rule: string): void {
  const hidden = NAMED_INPUTS.find((name) => rule.includes(`<${name}>`) || rule.includes(`:${name}>`));
  if (hidden === undefined) return;
  throw new SetupError(
    "variable_name",
    `The variable "${hidden}" of the rule "${rule}" has the name of an input. Give it another name.`,
  );
}

/** A body is one thing: JSON, or a form. */
function checkBody({ json, form, files }: OperationDetails, operation: string): void {
  if (json === undefined || (form === undefined && files === undefined)) return;
  throw new SetupError("two_bodies", `${operation} takes JSON as well as a form. Declare one of them.`);
}
